import { eq, gt } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { candidate, roundCandidate, round } from '#lib/server/db/schema.ts';
import { project, reserve, standing } from '#lib/server/db/tracker-schema.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { todoOf } from '#lib/server/queries/follow-work.ts';
import { ledgerOfYear } from '#lib/server/queries/ledger-of-year.ts';
import { planVersions } from '#lib/server/queries/plan-versions.ts';
import { projectHistory } from '#lib/server/queries/project-history.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { decideAcceptance } from '#lib/server/tracker/acceptance.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { decidePlan } from '#lib/server/tracker/decide-plan.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { correctFigures } from '#lib/server/tracker/publish-correction.ts';
import { setLightRules } from '#lib/server/tracker/set-light-rules.ts';
import { startTracking } from '#lib/server/tracker/start-tracking.ts';
import {
	issueSupervision,
	replySupervision,
	settleSupervision
} from '#lib/server/tracker/supervision-acts.ts';
import { submitPlan } from '#lib/server/tracker/write-plan.ts';
import { submitReport } from '#lib/server/tracker/write-report.ts';
import { absoluteRules } from '#lib/domain/tracker/lights.ts';
import { followFilter } from '#lib/wire/tracker.ts';
import { handInAcceptance, keptDocument } from '../support/acceptance-steps.ts';
import { substituteSheet } from '../support/substitute-sheet.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { goodPlan, handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = town.projects[0]!.id;
});
afterEach(() => town.leave());

const reason = '汛期连续降雨，工期顺延一个月';
const ask = (kind: 'date' | 'budget' | 'replace', after: object, who: 'water' | 'roads' = 'water') =>
	askChange(town.desk, town.person(who), { projectId, kind, after, reason }, noon('2026-07-01'));
const decide = (id: string, changed: object = {}, who: 'chair' | 'water' = 'chair') =>
	decideChange(
		town.desk,
		town.person(who),
		{
			projectId,
			id,
			verdict: 'approved',
			by: 'presidium',
			reference: '涌人主〔2026〕3号',
			decidedOn: '2026-07-05',
			note: '',
			...changed
		},
		noon('2026-07-06')
	);
const asked = async (kind: 'date' | 'budget' | 'replace', after: object) => {
	const result = await ask(kind, after);
	if (!result.ok) throw new Error(result.code);
	return result.value.id;
};
const current = async () =>
	(await town.read((tx) => tx.select().from(project).where(eq(project.id, projectId))))[0]!;

test('a date is moved by the presidium’s decision only, and before and after stay in sight', async () => {
	expect(await ask('date', { endsOn: '2027-01-20' }, 'roads')).toMatchObject({ code: 'not-your-unit' });
	const id = await asked('date', { endsOn: '2027-01-20' });
	expect(await ask('date', { endsOn: '2027-02-20' })).toMatchObject({ code: 'change-open' });
	expect(await decide(id, {}, 'water')).toMatchObject({ code: 'forbidden' });
	expect(await decide(id, { reference: ' ' })).toMatchObject({ code: 'decision-missing' });
	expect((await current()).endsOn).toBe('2026-12-20');
	expect(await decide(id)).toMatchObject({ ok: true });
	expect(await decide(id)).toMatchObject({ code: 'change-decided' });
	expect((await current()).endsOn).toBe('2027-01-20');
	const view = (await followedProject(town.desk, town.congressId, projectId))!;
	expect(view.changes).toMatchObject([
		{
			state: 'approved',
			before: { endsOn: '2026-12-20' },
			after: { endsOn: '2027-01-20' },
			decision: '涌人主〔2026〕3号'
		}
	]);
});

test('money and a replacement are the congress’s; a refusal changes nothing; a replaced project is closed', async () => {
	const budget = await asked('budget', { totalFen: 500_000_000 });
	expect(await decide(budget)).toMatchObject({ code: 'wrong-authority' });
	expect(await decide(budget, { by: 'congress', verdict: 'refused' })).toMatchObject({ ok: true });
	expect((await current()).totalFen).toBe(480_000_000);
	const replacement = await asked('replace', { replacement: '自来水支管网入户工程' });
	expect(await decide(replacement)).toMatchObject({ code: 'wrong-authority' });
	expect((await current()).replacedAt).toBeNull();
	const substitute = substituteSheet();
	expect(await decide(replacement, { by: 'congress', substitute })).toMatchObject({ ok: true });
	expect((await current()).replacedAt).not.toBeNull();
	expect(await ask('date', { endsOn: '2027-01-20' })).toMatchObject({ code: 'project-replaced' });
});

test('an approved budget is the plan of the funds at once, and stays it when figures are corrected', async () => {
	await handedOver(town);
	await reportedMonth(town, '2026-03', '2026-04-03');
	const funds = async () => {
		const view = (await followedProject(town.desk, town.congressId, projectId))!;
		const shown = (await publicProjectPage(town.desk, projectId))!;
		return [view.row.funds.plannedFen, shown.totalFen, shown.funds.plannedFen];
	};
	expect(await funds()).toEqual([480_000_000, 480_000_000, 480_000_000]);
	const months = [
		{ month: '2026-06', fen: 200_000_000 },
		{ month: '2026-11', fen: 400_000_000 }
	];
	const budget = await asked('budget', { totalFen: 600_000_000, funds: months });
	expect(await decide(budget, { by: 'congress' })).toMatchObject({ ok: true });
	expect(await funds()).toEqual([600_000_000, 600_000_000, 600_000_000]);
	const corrected = await correctFigures(
		town.desk,
		town.person('supervision'),
		{
			...{ projectId, percent: 6, arrivedFen: 100_000_000, paidFen: 60_000_000 },
			...{ explanation: '', reason: '三月月报所填数据有误' }
		},
		noon('2026-07-07')
	);
	expect(corrected).toMatchObject({ ok: true });
	expect(await funds()).toEqual([600_000_000, 600_000_000, 600_000_000]);
	const { measures } = (await followedProject(town.desk, town.congressId, projectId))!;
	expect(measures.map(({ plannedFen }) => plannedFen)).toEqual([480_000_000, 600_000_000]);
});

test('a budget under an approved plan says what becomes of the months, to the fen, and the plan follows', async () => {
	await handedOver(town);
	const months = (june: number, november: number) => [
		{ month: '2026-06', fen: june },
		{ month: '2026-11', fen: november }
	];
	expect(await ask('budget', { totalFen: 500_000_000 })).toMatchObject({ code: 'funds-missing' });
	expect(
		await ask('budget', { totalFen: 500_000_000, funds: months(200_000_000, 299_999_999) })
	).toMatchObject({ code: 'funds-sum', detail: { sum: '499.999999', total: '500.00', gap: '0.000001' } });
	const wanted = months(150_000_000, 350_000_000);
	const id = await asked('budget', { totalFen: 500_000_000, funds: wanted });
	const plan = async () => (await followedProject(town.desk, town.congressId, projectId))!.plan!;
	expect(await plan()).toMatchObject({ version: 1, submitted: { funds: months(200_000_000, 280_000_000) } });
	expect(await decide(id, { by: 'congress' })).toMatchObject({ ok: true });
	expect(await plan()).toMatchObject({ version: 2, state: 'approved', submitted: { funds: wanted } });
	const { versions } = await planVersions(town.desk, town.congressId, projectId, null);
	expect(versions.map(({ version, change, changes }) => [version, change?.kind, changes?.sum])).toEqual([
		[2, 'budget', { beforeFen: 480_000_000, afterFen: 500_000_000 }],
		[1, undefined, undefined]
	]);
	const [line] = (await projectHistory(town.desk, town.congressId, projectId, null)).lines;
	expect(line!.changes).toEqual([
		{ field: 'totalFen', before: 480_000_000, after: 500_000_000 },
		{ field: 'funds.2026-06.plannedFen', before: 200_000_000, after: 150_000_000 },
		{ field: 'funds.2026-11.plannedFen', before: 280_000_000, after: 350_000_000 }
	]);
	// Months alone are a change too; those that stay under the same total are none, though the form sends them.
	expect(await ask('budget', { totalFen: 500_000_000, funds: wanted })).toMatchObject({
		code: 'change-nothing'
	});
	const moved = months(350_000_000, 150_000_000);
	expect(await decide(await asked('budget', { funds: moved }), { by: 'congress' })).toMatchObject({
		ok: true
	});
	expect(await plan()).toMatchObject({ version: 3, submitted: { funds: moved } });
});

test('a budget asked for before there was a plan gets its months with the decision, or none is recorded', async () => {
	expect(await ask('budget', { funds: [{ month: '2026-06', fen: 480_000_000 }] })).toMatchObject({
		code: 'funds-without-plan'
	});
	const id = await asked('budget', { totalFen: 500_000_000 });
	await handedOver(town);
	expect(await decide(id, { by: 'congress' })).toMatchObject({ code: 'funds-missing' });
	const wrong = [{ month: '2026-06', fen: 480_000_000 }];
	expect(await decide(id, { by: 'congress', funds: wrong })).toMatchObject({ code: 'funds-sum' });
	expect((await current()).totalFen).toBe(480_000_000);
	const funds = [{ month: '2026-06', fen: 500_000_000 }];
	expect(await decide(id, { by: 'congress', funds })).toMatchObject({ ok: true });
	const view = (await followedProject(town.desk, town.congressId, projectId))!;
	expect([view.row.totalFen, view.plan!.version, view.plan!.submitted!.funds]).toEqual([
		500_000_000,
		2,
		funds
	]);
});

const cutTo = (wan: number, june = 200) => ({
	totalFen: wan * 1_000_000,
	yearFen: wan * 1_000_000,
	funds: [
		{ month: '2026-06', fen: june * 1_000_000 },
		{ month: '2026-11', fen: (wan - june) * 1_000_000 }
	]
});
const askCut = (wan: number, surplus = '', june = 200) =>
	askChange(
		town.desk,
		town.person('water'),
		{ projectId, kind: 'budget', after: cutTo(wan, june), surplus, reason },
		noon('2026-07-01')
	);

test('no budget is cut below what was paid, nor below what has arrived without words on the rest', async () => {
	await handedOver(town);
	await reportedMonth(town, '2026-03', '2026-04-03', { arrived: '300', paid: '250' });
	expect(await askCut(249)).toMatchObject({
		code: 'total-below-paid',
		detail: { total: '249.00', paid: '250.00', month: '2026-03' }
	});
	expect(await askCut(280, ' ')).toMatchObject({
		code: 'total-below-arrived',
		detail: { arrived: '300.00', over: '20.00' }
	});
	const words = { surplus: '结余 20 万元上交县财政' };
	const asked = await askCut(280, words.surplus);
	if (!asked.ok) throw new Error(asked.code);
	expect(await decide(asked.value.id, { by: 'congress' })).toMatchObject({ ok: true });
	// The words stand with the change, in public too; of the project's own fields they are none.
	const view = (await followedProject(town.desk, town.congressId, projectId))!;
	expect(view.changes[0]).toMatchObject({ before: { surplus: '' }, after: words });
	expect((await publicProjectPage(town.desk, projectId))!.changes[0]!.after).toMatchObject(words);
	expect(view.row.funds).toEqual({
		...{ plannedFen: 280_000_000, arrivedFen: 300_000_000, paidFen: 250_000_000 }
	});
	// Under the same total months move without such words, and what was said is not asked for again.
	const again = await askChange(
		town.desk,
		town.person('water'),
		{
			...{ projectId, kind: 'budget' as const, after: cutTo(280, 270), reason },
			surplus: '不再需要'
		},
		noon('2026-07-08')
	);
	expect(again).toMatchObject({ ok: true });
	const { changes } = (await followedProject(town.desk, town.congressId, projectId))!;
	expect(changes[0]!.after).not.toHaveProperty('surplus');
});

test('what was paid between the request and the decision keeps a cut from being recorded', async () => {
	await handedOver(town);
	await reportedMonth(town, '2026-03', '2026-04-03', { arrived: '100', paid: '60' });
	const asked = await askCut(240);
	if (!asked.ok) throw new Error(asked.code);
	const { id } = asked.value;
	const april = (state: 'submit' | 'approve') =>
		state === 'submit'
			? submitReport(
					town.desk,
					town.person('water'),
					{
						...{ projectId, month: '2026-04', revision: 0 },
						draft: reportDraft({ percent: '20', arrived: '260', paid: '245' })
					},
					noon('2026-07-02')
				)
			: decideReport(
					town.desk,
					town.person('supervision'),
					{ projectId, month: '2026-04', version: 1, verdict: 'approve', reason: '' },
					noon('2026-07-03')
				);
	expect(await april('submit')).toMatchObject({ value: { version: 1 } });
	expect(await decide(id, { by: 'congress' })).toMatchObject({
		code: 'total-below-handed-in',
		detail: { paid: '245.00', month: '2026-04' }
	});
	expect(await april('approve')).toMatchObject({ ok: true });
	expect(await decide(id, { by: 'congress' })).toMatchObject({ code: 'total-below-paid' });
	expect((await current()).totalFen).toBe(480_000_000);
	// Not agreed to it may always be.
	expect(await decide(id, { by: 'congress', verdict: 'refused' })).toMatchObject({ ok: true });
});

test('what has arrived between the request and the decision is spoken of with the decision', async () => {
	await handedOver(town);
	const asked = await askCut(240);
	if (!asked.ok) throw new Error(asked.code);
	await reportedMonth(town, '2026-03', '2026-07-02', { arrived: '260', paid: '60' });
	expect(await decide(asked.value.id, { by: 'congress', note: ' ' })).toMatchObject({
		code: 'surplus-undecided',
		detail: { over: '20.00' }
	});
	const note = '多到位的 20 万元退回县财政';
	expect(await decide(asked.value.id, { by: 'congress', note })).toMatchObject({ ok: true });
	expect((await current()).totalFen).toBe(240_000_000);
});

test('reported months are not planned below what was paid by then', async () => {
	await handedOver(town);
	for (const [month, day, percent] of [
		['2026-03', '2026-04-03', '5'],
		['2026-04', '2026-05-06', '10'],
		['2026-05', '2026-06-03', '20'],
		['2026-06', '2026-07-01', '40']
	] as const)
		await reportedMonth(town, month, day, { percent, arrived: '300', paid: '180' });
	expect(await askCut(400, '', 100)).toMatchObject({
		code: 'funds-below-paid',
		detail: { month: '2026-06', sum: '100.00', paid: '180.00' }
	});
	expect(await askCut(400, '', 180)).toMatchObject({ ok: true });
});

test('a plan whose months go beyond a budget that was cut meanwhile is not approved', async () => {
	await issueAssignment(
		town.desk,
		town.person('supervision'),
		{
			...{ projectId, reference: '涌人办〔2026〕1号', unit: '镇水务站', leader: '张三', contact: '' },
			...{ cooperating: [], target: '', startsOn: '2026-03-01', endsOn: '2026-12-20', requirement: '' }
		},
		noon('2026-02-15')
	);
	const handedIn = { projectId, revision: 0, draft: goodPlan };
	expect(await submitPlan(town.desk, town.person('water'), handedIn, noon('2026-02-20'))).toMatchObject({
		ok: true
	});
	const cut = await asked('budget', { totalFen: 400_000_000, yearFen: 400_000_000 });
	expect(await decide(cut, { by: 'congress' })).toMatchObject({ ok: true });
	const verdict = (kind: 'approve' | 'return') =>
		decidePlan(
			town.desk,
			town.person('supervision'),
			{ projectId, version: 1, verdict: kind, reason: '请按批准的投资重排' },
			noon('2026-07-07')
		);
	expect(await verdict('approve')).toMatchObject({ code: 'plan-over-budget' });
	expect(await verdict('return')).toMatchObject({ ok: true });
});

test('a 督办 notice has a term, is answered, sent back and closed', async () => {
	const { desk } = town;
	const [office, water] = [town.person('supervision'), town.person('water')];
	const notice = {
		projectId,
		kind: 'notice' as const,
		reference: '涌人督〔2026〕3号',
		heldOn: '2026-07-01',
		text: '请说明滞后原因并报整改措施',
		people: '',
		dueOn: '2026-07-15'
	};
	const on = noon('2026-07-01');
	expect(await issueSupervision(desk, water, notice, on)).toMatchObject({ code: 'forbidden' });
	expect(await issueSupervision(desk, office, { ...notice, dueOn: null }, on)).toMatchObject({
		code: 'term-missing'
	});
	expect(await issueSupervision(desk, office, { ...notice, dueOn: '2026-06-30' }, on)).toMatchObject({
		code: 'term-missing'
	});
	// A record of what was held, or issued, doesn't lie ahead.
	for (const kind of ['notice', 'talk', 'inquiry'] as const)
		expect(await issueSupervision(desk, office, { ...notice, kind, heldOn: '2026-07-02' }, on)).toMatchObject(
			{ code: 'held-ahead' }
		);
	const issued = await issueSupervision(desk, office, notice, on);
	if (!issued.ok) throw new Error(issued.code);
	const { id } = issued.value;
	// The form sent again, because its answer was lost; another one under the same 文号 is a mistake.
	expect(await issueSupervision(desk, office, notice, on)).toEqual(issued);
	expect(await issueSupervision(desk, office, { ...notice, text: '请派人到会' }, on)).toMatchObject({
		code: 'reference-taken'
	});
	expect((await followedProject(desk, town.congressId, projectId))!.acts).toHaveLength(1);
	// Two days late, and sent back with a term that lies ahead.
	const [answered, back, again] = [noon('2026-07-17'), noon('2026-07-18'), noon('2026-07-29')];
	const settle = (
		verdict: 'closed' | 'open',
		words: string,
		dueOn: string | null = null,
		over = 'replied-1'
	) => settleSupervision(desk, office, { projectId, id, over, verdict, words, dueOn }, back);
	expect(await todoOf(desk, water, '2026-07-02')).toMatchObject([{ kind: 'notice', dueOn: '2026-07-15' }]);
	expect(await settle('open', '请补充整改时限', '2026-07-29', 'open-0')).toMatchObject({
		code: 'no-reply-to-return'
	});
	const reply = (number: number, text: string, at = again) =>
		replySupervision(desk, water, { projectId, id, number, text }, at);
	expect(await reply(1, '因降雨停工', answered)).toMatchObject({ ok: true });
	// The form sent again, because the answer was lost.
	expect(await reply(1, '因降雨停工')).toMatchObject({ code: 'act-already-replied' });
	for (const day of [null, '2026-06-30'])
		expect(await settle('open', '请补充整改时限', day)).toMatchObject({ code: 'return-term-missing' });
	expect(await settle('open', '请补充整改时限', '2026-07-29')).toMatchObject({ ok: true });
	expect((await followedProject(desk, town.congressId, projectId))!.acts[0]).toMatchObject({
		...{ state: 'open', dueOn: '2026-07-29' },
		returns: [{ by: '人大办', words: '请补充整改时限' }]
	});
	expect(await todoOf(desk, water, '2026-07-16')).toMatchObject([{ kind: 'notice', dueOn: '2026-07-29' }]);
	expect(await reply(2, '八月底赶上')).toMatchObject({ ok: true });
	expect(await settle('closed', '同意')).toMatchObject({ code: 'act-moved' });
	expect(await settle('closed', ' ', null, 'replied-2')).toMatchObject({ code: 'reason-needed' });
	expect(await settle('closed', '同意', null, 'replied-2')).toMatchObject({ ok: true });
	expect(await reply(3, '再报')).toMatchObject({
		code: 'act-closed'
	});
	const view = (await followedProject(desk, town.congressId, projectId))!;
	// Each by the term that held when it was given.
	expect(view.acts[0]).toMatchObject({
		state: 'closed',
		replies: [
			{ number: 1, dueOn: '2026-07-15' },
			{ number: 2, dueOn: '2026-07-29' }
		]
	});
});

test('accepted with evidence the light is blue, and without it nothing is accepted', async () => {
	const { desk } = town;
	await handedOver(town);
	const projectId = town.projects[0]!.id;
	const submit = (evidenceIds: string[], acceptedOn = '2026-12-18') =>
		handInAcceptance(town, projectId, evidenceIds, { acceptedOn, finalFen: 470_000_000 });
	expect(await submit([])).toMatchObject({ code: 'evidence-missing' });
	expect(await submit([crypto.randomUUID()])).toMatchObject({ code: 'evidence-missing' });
	const id = await keptDocument(town, projectId, '验收单');
	expect(await submit([id], '2016-12-18')).toMatchObject({
		...{ code: 'accepted-before-start', detail: { startsOn: '2026-03-01' } }
	});
	expect(await submit([id], '2026-12-19')).toMatchObject({ code: 'accepted-ahead' });
	expect(await submit([id])).toMatchObject({ ok: true });
	expect(await submit([id])).toMatchObject({ code: 'acceptance-open' });
	const verdict = (version: number) =>
		decideAcceptance(
			desk,
			town.person('supervision'),
			{ projectId, version, verdict: 'approve', reason: '' },
			noon('2026-12-19')
		);
	expect(await verdict(2)).toMatchObject({ code: 'nothing-to-accept' });
	expect(await verdict(1)).toMatchObject({ ok: true });
	const [row] = await town.read((tx) => tx.select().from(standing).where(eq(standing.projectId, projectId)));
	expect(row).toMatchObject({ light: 'blue', overdueDays: 0 });
});

test('other rules of the lights hold from the next version on, for every project at once', async () => {
	await handedOver(town);
	await reportedMonth(town, '2026-03', '2026-04-03', { percent: '29' });
	const set = (rules: typeof absoluteRules, who: 'supervision' | 'water' = 'supervision') =>
		setLightRules(town.desk, town.person(who), { rules, reason: '主席团会议决定' }, noon('2026-04-10'));
	expect(await set(absoluteRules, 'water')).toMatchObject({ code: 'forbidden' });
	expect(await set({ name: '空', rules: [] })).toMatchObject({ code: 'rules-invalid' });
	expect(await set(absoluteRules)).toMatchObject({ value: { version: 1 } });
	const [row] = await town.read((tx) => tx.select().from(standing).where(eq(standing.projectId, projectId)));
	expect(row).toMatchObject({ light: 'red', rulesVersion: 1 });
	expect(row!.reasons[0]).toMatchObject({ test: 'below', actual: 29, value: 30 });
});

test('the ledger shows what was approved for the last months and why a project is out of order', async () => {
	await handedOver(town);
	await reportedMonth(town, '2026-03', '2026-04-03', {
		percent: '9',
		done: '=HYPERLINK("x")',
		problems: '征地未完成'
	});
	const ledger = await ledgerOfYear(town.desk, town.person('supervision'), 2026);
	expect(ledger.months).toEqual(['2026-03']);
	expect(ledger.rows[0]).toMatchObject({ inOrder: false, reported: ['=HYPERLINK("x")'] });
	expect(ledger.rows[0]!.remark).toBe('节点“开工”逾期 2 天，尚未完成；征地未完成');
	expect(ledger.rows[1]).toMatchObject({ inOrder: null, reported: ['—'] });
});

test('the unchosen go into the 储备库, and one that a further round chooses leaves it', async () => {
	const ids = await candidates({ 11: null, 12: null });
	expect(await announce(2, ids, [ids[0]!])).toBe(1);
	const kept = () => town.read((tx) => tx.select({ name: reserve.name, state: reserve.state }).from(reserve));
	expect(await kept()).toEqual([{ name: '项目12', state: 'kept' }]);
	expect(await announce(3, ids, [ids[1]!])).toBe(1);
	expect(await kept()).toContainEqual({ name: '项目12', state: 'chosen' });
});

test('one project over two years stays in the year of its vote, and so does what a further round adds', async () => {
	const ids = await candidates({ 11: '2028-06-30', 12: '2027-11-30', 13: '2027-12-20', 14: '2028-12-31' });
	expect(await announce(2, ids, ids.slice(0, 3))).toBe(3);
	expect(await announce(3, ids.slice(3), ids.slice(3), town.roundId)).toBe(1);
	const years = await town.read((tx) =>
		tx
			.select({ number: project.number, year: project.year })
			.from(project)
			.innerJoin(round, eq(round.id, project.roundId))
			.where(gt(round.sequence, 1))
			.orderBy(round.sequence, project.number)
	);
	// The further round goes with what its meeting chose first, the projects of the test town.
	expect(years.map(({ year }) => year)).toEqual([2027, 2027, 2027, 2026]);
	const [left] = await town.read((tx) => tx.select({ year: reserve.year }).from(reserve));
	expect(left).toMatchObject({ year: 2027 });
	const page = await followPage(town.desk, town.person('chair'), followFilter(new URLSearchParams()));
	expect([page.years, page.total]).toEqual([[2027, 2026], 3]);
});

/** Candidates of the town's meeting by their number, with the day on which they end. */
const candidates = (ends: Record<number, string | null>) =>
	town.read(async (tx) => {
		const made = [];
		for (const [number, endsOn] of Object.entries(ends)) {
			const [sheet] = await tx
				.insert(candidate)
				.values({
					congressId: town.congressId,
					meetingId: town.meetingId,
					number: Number(number),
					endsOn,
					name: `项目${number}`,
					shortName: `项目${number}`,
					category: '',
					place: '',
					content: '',
					totalFen: 1,
					yearFen: 1,
					funding: '',
					unit: '镇水务站',
					leader: '',
					beneficiaries: '',
					basis: ''
				})
				.returning();
			made.push(sheet!.id);
		}
		return made;
	});

/** A round over these candidates that has chosen some of them. */
const announce = (sequence: number, ids: string[], elected: string[], previousId: string | null = null) =>
	town.read(async (tx) => {
		const [first] = await tx.select().from(round).where(eq(round.id, town.roundId));
		const id = crypto.randomUUID();
		const [row] = await tx
			.insert(round)
			.values({ ...first!, id, sequence, previousId, state: 'draft' })
			.returning();
		for (const [i, candidateId] of ids.entries())
			await tx
				.insert(roundCandidate)
				.values({ congressId: town.congressId, roundId: id, candidateId, number: i + 1 });
		const standings = ids.map((one) => ({ candidate: one, approve: 5 }));
		const result = { status: 'final', elected, standings } as never;
		return startTracking(tx, row!, { result, resultHash: new Uint8Array(32) }, null, noon('2026-02-10'));
	});
