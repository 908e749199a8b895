import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { milestone, plan, visit } from '#lib/server/db/tracker-schema.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { decidePlan } from '#lib/server/tracker/decide-plan.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import { rateReply } from '#lib/server/tracker/rate-reply.ts';
import { recordVisit } from '#lib/server/tracker/record-visit.ts';
import { replyOpinion } from '#lib/server/tracker/reply-opinion.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import {
	issueSupervision,
	replySupervision,
	settleSupervision
} from '#lib/server/tracker/supervision-acts.ts';
import { submitPlan } from '#lib/server/tracker/write-plan.ts';
import { saveReport, submitReport } from '#lib/server/tracker/write-report.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { goodPlan, handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

/** An inbox urges nobody to what is done, the unit as little as the office, and again where it goes back. */

let town: TrackedTown;
beforeEach(async () => {
	town = await trackedTown();
});
afterEach(() => town.leave());

const night = (day: string) => nightOf(town.desk, town.congressId, noon(day));
/** How many lines about such terms nobody has read, of the unit's and of the office's. */
const unread = async (kind: RegExp) => {
	const of = async (who: 'water' | 'supervision') =>
		(await inboxOf(town.desk, town.person(who))).rows.filter((row) => kind.test(row.kind) && !row.read);
	return [(await of('water')).length, (await of('supervision')).length];
};
const ok = { ok: true };

test('a plan that is handed in is urged no more, and by its new day once it is returned', async () => {
	const { desk } = town;
	const river = town.projects[0]!;
	const [water, office] = [town.person('water'), town.person('supervision')];
	const sheet = { reference: '涌人办〔2026〕2号', unit: river.unit, leader: river.leader, contact: '' };
	const frame = {
		cooperating: [],
		target: '',
		requirement: '',
		startsOn: river.startsOn!,
		endsOn: '2026-12-20'
	};
	const issued = { projectId: river.id, ...sheet, ...frame };
	expect(await issueAssignment(desk, office, issued, noon('2026-02-20'))).toMatchObject(ok);
	await night('2026-03-31');
	expect(await unread(/^plan/)).toEqual([1, 1]);
	const handIn = async (day: string) => {
		const [paper] = await town.read((tx) => tx.select().from(plan).where(eq(plan.projectId, river.id)));
		const { revision } = paper!;
		return submitPlan(desk, water, { projectId: river.id, revision, draft: goodPlan }, noon(day));
	};
	expect(await handIn('2026-04-01')).toMatchObject(ok);
	expect(await unread(/^plan/)).toEqual([0, 0]);
	const back = { projectId: river.id, version: 1, verdict: 'return' as const, reason: '缺少资金计划' };
	const returned = await decidePlan(desk, office, back, noon('2026-04-02'));
	if (!returned.ok) throw new Error(returned.code);
	expect(await unread(/^plan/)).toEqual([0, 0]);
	await night(returned.value.dueOn);
	expect(await unread(/^plan/)).toEqual([1, 0]);
	expect(await handIn(returned.value.dueOn)).toMatchObject(ok);
	expect(await unread(/^plan/)).toEqual([0, 0]);
});

test('a month that is owed no more is urged no more, begun or not', async () => {
	const projectId = await handedOver(town);
	const { unit, leader } = town.projects[0]!;
	await night('2026-04-20');
	expect(await unread(/^report/)).toEqual([1, 1]);
	const from = async (startsOn: string, day: string) => {
		const of = { projectId, reference: '涌人办〔2026〕1号', unit, leader, contact: '', cooperating: [] };
		const sheet = { ...of, target: '', requirement: '', startsOn, endsOn: '2026-12-20' };
		const issued = await issueAssignment(town.desk, town.person('supervision'), sheet, noon(day));
		expect(issued).toMatchObject(ok);
	};
	await from('2026-04-01', '2026-04-21');
	expect(await unread(/^report/)).toEqual([0, 0]);
	await from('2026-03-01', '2026-04-22');
	const typed = { projectId, month: '2026-03', revision: 0, draft: reportDraft() };
	expect(await saveReport(town.desk, town.person('water'), typed, noon('2026-04-22'))).toMatchObject(ok);
	await night('2026-04-30');
	expect((await unread(/^report 2026-03 /))[0]).toBe(1);
	await from('2026-04-01', '2026-05-04');
	expect(await unread(/^report 2026-03/)).toEqual([0, 0]);
});

test('a month that is reported is urged no more, nor is the milestone that its report tells', async () => {
	const projectId = await handedOver(town);
	const [water, office] = [town.person('water'), town.person('supervision')];
	await night('2026-04-14');
	expect(await unread(/^report/)).toEqual([1, 1]);
	expect(await unread(/^milestone/)).toEqual([1, 1]);
	const [start] = await town.read((tx) => tx.select().from(milestone).where(eq(milestone.name, '开工')));
	const handIn = (revision: number, day: string) =>
		submitReport(
			town.desk,
			water,
			{
				...{ projectId, month: '2026-03', revision },
				draft: reportDraft({ [`reached-${start!.id}`]: '2026-03-30' })
			},
			noon(day)
		);
	const decide = (version: number, verdict: 'return' | 'approve', day: string) =>
		decideReport(
			town.desk,
			office,
			{ ...{ projectId, month: '2026-03', version, verdict }, reason: verdict === 'return' ? '缺照片' : '' },
			noon(day)
		);
	expect(await handIn(0, '2026-04-15')).toMatchObject(ok);
	expect(await unread(/^(report|milestone)/)).toEqual([0, 0]);
	expect(await decide(1, 'return', '2026-04-16')).toMatchObject(ok);
	// Its old day is over; nothing says any more that the milestone is reached.
	expect(await unread(/^report/)).toEqual([0, 0]);
	expect(await unread(/^milestone/)).toEqual([1, 1]);
	await night('2026-04-24');
	expect(await unread(/^report-returned 2026-03 /)).toEqual([1, 0]);
	// April's is asked for in its own days, and stays so.
	await night('2026-05-07');
	expect((await unread(/^report 2026-04/))[0]).toBe(1);
	expect(await handIn(1, '2026-05-07')).toMatchObject(ok);
	expect(await decide(2, 'approve', '2026-05-07')).toMatchObject(ok);
	expect(await unread(/^(report|report-returned) 2026-03|^milestone/)).toEqual([0, 0]);
	expect((await unread(/^report 2026-04/))[0]).toBe(1);
});

test('a month that waits for an earlier one is urged by the day that it has from that, though it was begun', async () => {
	const { desk } = town;
	const projectId = await handedOver(town);
	await reportedMonth(town, '2026-03', '2026-04-03');
	const [water, office] = [town.person('water'), town.person('supervision')];
	const april = { projectId, month: '2026-04', revision: 0, draft: reportDraft({ percent: '8' }) };
	expect(await submitReport(desk, water, april, noon('2026-05-04'))).toMatchObject(ok);
	const may = { projectId, month: '2026-05', revision: 0, draft: reportDraft({ percent: '12' }) };
	expect(await saveReport(desk, water, may, noon('2026-06-02'))).toMatchObject(ok);
	const back = { projectId, month: '2026-04', version: 1, verdict: 'return' as const, reason: '请补充进度' };
	expect(await decideReport(desk, office, back, noon('2026-06-04'))).toMatchObject(ok);
	await night('2026-06-10');
	expect(await unread(/^report 2026-05 2026-06-11/)).toEqual([1, 0]);
});

test('a 督办 that is answered is urged no more, and by its new day once it is reopened', async () => {
	const projectId = await handedOver(town);
	const [water, office] = [town.person('water'), town.person('supervision')];
	const notice = await issueSupervision(
		town.desk,
		office,
		{
			...{ projectId, kind: 'notice', reference: '涌督〔2026〕1号', heldOn: '2026-03-05', people: '' },
			...{ text: '请说明原因', dueOn: '2026-03-16' }
		},
		noon('2026-03-05')
	);
	if (!notice.ok) throw new Error(notice.code);
	const { id } = notice.value;
	const reply = (number: number, day: string) =>
		replySupervision(town.desk, water, { projectId, id, number, text: '已复工' }, noon(day));
	await night('2026-03-24');
	expect(await unread(/^notice/)).toEqual([1, 1]);
	expect(await reply(1, '2026-03-25')).toMatchObject(ok);
	expect(await unread(/^notice/)).toEqual([0, 0]);
	const reopened = { over: 'replied-1', verdict: 'open' as const, words: '不够具体', dueOn: '2026-04-20' };
	expect(
		await settleSupervision(town.desk, office, { projectId, id, ...reopened }, noon('2026-03-26'))
	).toMatchObject(ok);
	expect(await unread(/^notice/)).toEqual([0, 0]);
	await night('2026-04-20');
	expect(await unread(/^notice/)).toEqual([1, 0]);
	expect(await reply(2, '2026-04-20')).toMatchObject(ok);
	expect(await unread(/^notice/)).toEqual([0, 0]);
});

test('an opinion that is answered is urged no more, and as another reply once its deputy is 不满意', async () => {
	const projectId = await handedOver(town);
	const [water, office, deputy] = [town.person('water'), town.person('supervision'), town.deputies[0]!];
	const group = { projectId, leader: '张三', presidium: 3, deputies: [1, 2] as [number, number] };
	expect(await setSupervisors(town.desk, office, group, noon('2026-02-20'))).toMatchObject(ok);
	const id = crypto.randomUUID();
	const said = { kind: 'opinion' as const, visitedOn: '2026-03-05', companions: [], found: '' };
	expect(
		await recordVisit(
			town.desk,
			deputy,
			{ id, projectId, ...said, opinion: '护坡要加固' },
			noon('2026-03-05')
		)
	).toMatchObject(ok);
	await night('2026-05-07');
	expect(await unread(/^visit/)).toEqual([1, 1]);
	const reply = (number: number, day: string) =>
		replyOpinion(town.desk, water, { projectId, id, number, text: '本月加固' }, noon(day));
	expect(await reply(1, '2026-05-08')).toMatchObject(ok);
	expect(await unread(/^visit/)).toEqual([0, 0]);
	const grade = { projectId, id, number: 1, grade: 'dissatisfied' as const, comment: '没有写明日期' };
	expect(await rateReply(town.desk, deputy, grade, noon('2026-05-11'))).toMatchObject(ok);
	expect(await unread(/^visit/)).toEqual([0, 0]);
	await night('2026-08-10');
	expect(await unread(/^visit 2/)).toEqual([1, 1]);
	expect(await unread(/^visit/)).toEqual([1, 1]);
	expect(await reply(2, '2026-08-11')).toMatchObject(ok);
	expect(await unread(/^visit/)).toEqual([0, 0]);
	expect(await town.read((tx) => tx.select().from(visit))).toHaveLength(1);
});
