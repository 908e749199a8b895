import { and, eq, isNull } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acceptance, milestone, report, supervisionAct } from '#lib/server/db/tracker-schema.ts';
import { todoOf } from '#lib/server/queries/follow-work.ts';
import { reviewsFor } from '#lib/server/queries/follow-work.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import { correctFigures } from '#lib/server/tracker/publish-correction.ts';
import {
	issueSupervision,
	replySupervision,
	settleSupervision
} from '#lib/server/tracker/supervision-acts.ts';
import { withdrawCompletion } from '#lib/server/tracker/withdraw-completion.ts';
import { submitReport } from '#lib/server/tracker/write-report.ts';
import { replaceProject } from '../support/replace-project.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

/** What a unit reads in its inbox of what the office, the chair and the congress have decided. */

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
});
afterEach(() => town.leave());

const inbox = (who: 'water' | 'roads' | 'supervision' = 'water') => inboxOf(town.desk, town.person(who));
/** What was told, newest first, with the tab that it leads to. */
const told = async (who: 'water' | 'roads' = 'water') =>
	(await inbox(who)).rows
		.filter(({ kind }) => kind.startsWith('told'))
		.map(({ kind, href, text }) => [kind.split(' ')[1], href?.replace(`/tracker/${projectId}`, ''), text]);
const issue = (unit: string, day: string, cooperating: string[] = [], startsOn = '2026-03-01') =>
	issueAssignment(
		town.desk,
		town.person('supervision'),
		{
			...{ projectId, reference: '涌人办〔2026〕1号', unit, leader: '张三', contact: '', cooperating },
			...{ target: '', startsOn, endsOn: '2026-12-20', requirement: '' }
		},
		noon(day)
	);
async function change(verdict: 'approved' | 'refused', reference: string) {
	const asked = await askChange(
		town.desk,
		town.person('water'),
		{ projectId, kind: 'content', after: { content: `按${reference}调整` }, reason: '地质条件与勘察时不同' },
		noon('2026-06-01')
	);
	if (!asked.ok) throw new Error(asked.code);
	const decide = () =>
		decideChange(
			town.desk,
			town.person('chair'),
			{
				...{ projectId, id: asked.value.id, verdict, by: 'presidium' as const, note: '' },
				...{ reference, decidedOn: '2026-06-02' }
			},
			noon('2026-06-02')
		);
	expect(await decide()).toMatchObject({ ok: true });
	// Recorded twice it is neither decided nor told twice.
	expect(await decide()).toMatchObject({ code: 'change-decided' });
}

test('the unit is told of a decision over its change, once, with the way to it', async () => {
	await change('approved', '涌人主〔2026〕3号');
	await change('refused', '涌人主〔2026〕4号');
	expect(await told()).toEqual(
		expect.arrayContaining([
			['change-approved', '/changes', expect.stringContaining('已获批准（涌人主〔2026〕3号）')],
			['change-refused', '/changes', expect.stringContaining('未获批准（涌人主〔2026〕4号）')]
		])
	);
	expect((await told()).filter(([one]) => String(one).startsWith('change'))).toHaveLength(2);
	expect(await told('roads')).toEqual([]);
	expect((await inbox('supervision')).rows).toEqual([]);
	const { rows } = await inbox();
	expect(rows.every(({ read }) => !read)).toBe(true);
});

test('plans and reports that are approved are told; what comes back is on 我的待办', async () => {
	await reportedMonth(town, '2026-03', '2026-04-02');
	expect(await told()).toEqual([
		['report-approved', '/reports', '2026年3月月报已审定。'],
		['plan-approved', '/plan', expect.stringContaining('第 1 版')]
	]);
});

test('another 交办单 is told to the unit that has the project from then on', async () => {
	await issue('镇水务站', '2026-05-01');
	expect((await told())[0]).toMatchObject([
		'assignment-revised',
		'/assignment',
		expect.stringContaining('第 2 版')
	]);
	await issue('镇村镇建设办', '2026-05-02', ['镇水务站']);
	expect(await told('roads')).toEqual([
		['project-handed-over', '/assignment', expect.stringContaining('涌人办〔2026〕1号')]
	]);
	// The one that loses it reads that, last of all and without a way to it.
	expect((await told())[0]).toEqual([
		'project-given-away',
		undefined,
		expect.stringContaining('镇村镇建设办')
	]);
	const gone = async () =>
		(await inbox()).rows.find(({ kind }) => kind.startsWith('told project-given-away'));
	expect(await gone()).toMatchObject({ read: false });
	await issue('镇水务站', '2026-05-03');
	expect(await gone()).toMatchObject({ read: true });
	expect((await told())[0]![0]).toBe('project-handed-over');
});

test('a 交办单 that outdates a request for dates says so to the office and to the unit', async () => {
	const asked = await askChange(
		town.desk,
		town.person('water'),
		{ projectId, kind: 'date', after: { startsOn: '2026-03-15' }, reason: '汛期连续降雨，推迟开工半个月' },
		noon('2026-03-02')
	);
	expect(asked).toMatchObject({ ok: true });
	expect(await issue('镇水务站', '2026-03-03')).toMatchObject({ value: { outdates: false } });
	expect((await told())[0]).toEqual(['assignment-revised', '/assignment', expect.stringMatching(/要求。$/)]);
	expect((await reviewsFor(town.desk, town.person('chair'))).map(({ about }) => about)).toEqual(['']);
	const outdated = expect.stringContaining('工期变更是按原来的期限提出的，不能再批准，请撤回');
	expect(await issue('镇水务站', '2026-03-04', [], '2026-03-10')).toMatchObject({
		value: { outdates: true }
	});
	expect((await told())[0]).toEqual(['assignment-revised', '/assignment', outdated]);
	const waits = async () =>
		(await reviewsFor(town.desk, town.person('chair'))).map(({ kind, about }) => [kind, about]);
	expect(await waits()).toEqual([['change', 'outdated']]);
	// Whoever takes the project over has the request with it.
	expect(await issue('镇村镇建设办', '2026-03-05', [], '2026-03-10')).toMatchObject({
		value: { outdates: true }
	});
	expect(await told('roads')).toEqual([['project-handed-over', '/assignment', outdated]]);
});

test('a 督办 that is closed and figures that were corrected are told, what goes back is owed anyway', async () => {
	const [office, water] = [town.person('supervision'), town.person('water')];
	await reportedMonth(town, '2026-03', '2026-04-02', {
		[`reached-${(await start()).id}`]: '2026-03-30'
	});
	const figures = { percent: 4, arrivedFen: 1_000_000, paidFen: 600_000 };
	const correct = () =>
		correctFigures(
			town.desk,
			office,
			{ ...figures, projectId, explanation: '', reason: '按审计结果更正' },
			noon('2026-04-03')
		);
	expect(await correct()).toMatchObject({ ok: true });
	expect(await correct()).toMatchObject({ code: 'same-figures' });
	const undone = { projectId, milestoneId: (await start()).id, reason: '现场核查尚未开工' };
	expect(await withdrawCompletion(town.desk, office, undone, noon('2026-04-04'))).toMatchObject({ ok: true });
	const notice = await issueSupervision(
		town.desk,
		office,
		{
			...{ projectId, kind: 'notice', reference: '涌督〔2026〕1号', heldOn: '2026-04-05', people: '' },
			...{ text: '请说明原因', dueOn: '2026-04-20' }
		},
		noon('2026-04-05')
	);
	if (!notice.ok) throw new Error(notice.code);
	const { id } = notice.value;
	const settle = (verdict: 'open' | 'closed', n: number) =>
		settleSupervision(
			town.desk,
			office,
			{ ...{ projectId, id, over: `replied-${n}`, verdict, words: '已核实' }, dueOn: '2026-05-20' },
			noon('2026-04-08')
		);
	for (const [i, verdict] of (['open', 'closed'] as const).entries()) {
		const reply = { projectId, id, number: i + 1, text: '已复工' };
		expect(await replySupervision(town.desk, water, reply, noon('2026-04-07'))).toMatchObject({ ok: true });
		expect(await settle(verdict, i + 1)).toMatchObject({ ok: true });
	}
	const [act] = await town.read((tx) => tx.select().from(supervisionAct));
	expect(act!.state).toBe('closed');
	expect((await told()).slice(0, 3)).toEqual([
		['act-closed', '/acts', '督办通知 涌督〔2026〕1号 已办结。'],
		['completion-withdrawn', '/corrections', expect.stringContaining('“开工”的完成登记已被更正撤销，请在')],
		['figures-corrected', '/corrections', expect.any(String)]
	]);
	expect((await told()).filter(([one]) => one === 'figures-corrected')).toHaveLength(1);
});

const accept = (acceptedOn: string) =>
	town.read((tx) =>
		tx.insert(acceptance).values({
			...{ congressId: town.congressId, projectId, version: 1, acceptedOn, conclusion: 'pass' },
			...{
				people: '',
				text: '合格',
				state: 'approved',
				submittedAt: noon(acceptedOn),
				submittedBy: '水务站'
			}
		})
	);
const start = async () =>
	(
		await town.read((tx) =>
			tx
				.select()
				.from(milestone)
				.where(and(eq(milestone.name, '开工'), isNull(milestone.droppedAt)))
		)
	)[0]!;

test('a unit that has given a project away is urged about it no more, and is led to no page it can’t open', async () => {
	await nightOf(town.desk, town.congressId, noon('2026-04-02'));
	const before = await inbox();
	expect(before.unread).toBeGreaterThan(1);
	await issue('镇村镇建设办', '2026-04-03', ['镇水务站']);
	const helping = await inbox();
	expect([helping.unread, helping.total]).toEqual([1, before.total + 1]);
	expect(helping.rows[0]).toMatchObject({ kind: 'told project-given-away 2', read: false, href: null });
	expect(helping.rows[1]!.href).toBe(`/tracker/${projectId}`);
	await issue('镇村镇建设办', '2026-04-04');
	const gone = await inbox();
	expect([gone.unread, gone.total]).toEqual([1, before.total + 1]);
	expect(gone.rows.every(({ href }) => href === null)).toBe(true);
	expect((await inbox('roads')).unread).toBe(2);
});

test('what the office was told of one unit ends with its hand-over, and of the next one it is told anew', async () => {
	const urged = async () =>
		(await inbox('supervision')).rows
			.filter(({ text }) => text.includes('“开工”'))
			.map(({ kind, read }) => [kind.split(' ').at(-1), read]);
	await nightOf(town.desk, town.congressId, noon('2026-04-09'));
	expect(await urged()).toEqual([['镇水务站', false]]);
	await issue('镇村镇建设办', '2026-04-10');
	expect(await urged()).toEqual([['镇水务站', true]]);
	await nightOf(town.desk, town.congressId, noon('2026-04-10'));
	expect(await urged()).toEqual([
		['镇村镇建设办', false],
		['镇水务站', true]
	]);
});

test('what an acceptance has ended urges nobody, the office neither; what was decided stays news', async () => {
	await nightOf(town.desk, town.congressId, noon('2026-04-24'));
	expect((await inbox()).unread).toBeGreaterThan(1);
	expect((await inbox('supervision')).unread).toBeGreaterThan(0);
	await accept('2026-04-24');
	const after = await inbox();
	expect(after.unread).toBe(1);
	expect(after.rows[0]).toMatchObject({ kind: 'told plan-approved 1', read: false });
	expect((await inbox('supervision')).unread).toBe(0);
});

test('a report of an accepted project that is returned is told, for it stands on no list', async () => {
	const handIn = (revision: number, on: string) =>
		submitReport(
			town.desk,
			town.person('water'),
			{ projectId, month: '2026-03', revision, draft: reportDraft() },
			noon(on)
		);
	const giveBack = (version: number, reason: string, on: string) =>
		decideReport(
			town.desk,
			town.person('supervision'),
			{ projectId, month: '2026-03', version, verdict: 'return', reason },
			noon(on)
		);
	const revision = async () =>
		(await town.read((tx) => tx.select({ revision: report.revision }).from(report)))[0]!.revision;
	const returned = async () => (await told()).filter(([one]) => one === 'report-returned');
	expect(await handIn(0, '2026-04-02')).toMatchObject({ value: { version: 1 } });
	expect(await giveBack(1, '支付数与财政不符', '2026-04-03')).toMatchObject({ ok: true });
	expect(await returned()).toEqual([]);
	expect(await handIn(await revision(), '2026-04-04')).toMatchObject({ value: { version: 2 } });
	await accept('2026-04-05');
	expect(await giveBack(2, '支付数仍与财政不符', '2026-04-06')).toMatchObject({ ok: true });
	const todo = await todoOf(town.desk, town.person('water'), '2026-04-06');
	expect(todo.filter(({ kind }) => kind === 'report')).toEqual([]);
	expect(await returned()).toEqual([
		['report-returned', '/reports', expect.stringMatching(/^2026年3月月报已退回.*支付数仍与财政不符$/)]
	]);
	// It can be handed in again, and is told of anew when it comes back again.
	expect(await handIn(await revision(), '2026-04-07')).toMatchObject({ value: { version: 3 } });
	expect(await giveBack(3, '第三次退回', '2026-04-08')).toMatchObject({ ok: true });
	expect(await returned()).toHaveLength(2);
	expect((await inbox()).rows[0]).toMatchObject({ kind: 'told report-returned 3', read: false });
});

test('a milestone of an accepted project that is opened again is told without asking for it anew', async () => {
	await reportedMonth(town, '2026-03', '2026-04-02', { [`reached-${(await start()).id}`]: '2026-03-30' });
	await accept('2026-04-05');
	const undone = { projectId, milestoneId: (await start()).id, reason: '现场核查尚未开工' };
	const office = town.person('supervision');
	expect(await withdrawCompletion(town.desk, office, undone, noon('2026-04-06'))).toMatchObject({ ok: true });
	expect((await told())[0]).toEqual([
		...['completion-withdrawn', '/corrections', '节点“开工”的完成登记已被更正撤销。']
	]);
});

test('a replacement ends the terms of the project and is told itself', async () => {
	await reportedMonth(town, '2026-03', '2026-04-02', { [`reached-${(await start()).id}`]: '2026-03-30' });
	await nightOf(town.desk, town.congressId, noon('2026-04-02'));
	await replaceProject(town);
	const { rows, total } = await inbox();
	const unread = rows.filter(({ read }) => !read);
	expect(total).toBeGreaterThan(2);
	expect(unread.map(({ kind }) => kind).sort()).toEqual([
		...['told change-approved', 'told plan-approved 1', 'told report-approved']
	]);
	const ended = unread.find(({ kind }) => kind === 'told change-approved')!.text;
	expect(ended).toContain('已获批准（涌人〔2026〕9号），这个项目自此不再办理');
	// What stands in public is mended all the same, and asks nothing that would be refused.
	const undone = { projectId, milestoneId: (await start()).id, reason: '现场核查尚未开工' };
	const office = town.person('supervision');
	expect(await withdrawCompletion(town.desk, office, undone, noon('2026-06-08'))).toMatchObject({ ok: true });
	expect((await told())[0]).toEqual([
		...['completion-withdrawn', '/corrections', '节点“开工”的完成登记已被更正撤销。']
	]);
});
