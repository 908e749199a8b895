import { afterEach, beforeEach, expect, test } from 'vitest';
import { absoluteRules, yinchuanRules } from '#lib/domain/tracker/lights.ts';
import { assignment, lightRuleSet } from '#lib/server/db/tracker-schema.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { correctFigures } from '#lib/server/tracker/publish-correction.ts';
import { setLightRules } from '#lib/server/tracker/set-light-rules.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import {
	issueSupervision,
	replySupervision,
	settleSupervision
} from '#lib/server/tracker/supervision-acts.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportedMonth } from '../support/tracker-steps.ts';

/** Two people over one form: the second is told, and nothing of the first is overwritten unread. */

let town: TrackedTown;
let projectId: string;
beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
});
afterEach(() => town.leave());

const view = async () => (await followedProject(town.desk, town.congressId, projectId))!;
const on = noon('2026-06-01');

test('a 交办单 filled in on an older version is not issued over the newer one', async () => {
	const sheet = {
		...{ projectId, reference: '涌人办〔2026〕2号', unit: '镇水务站', leader: '张三', contact: '' },
		...{ cooperating: [], target: '', requirement: '', startsOn: '2026-03-01', endsOn: '2026-12-20' }
	};
	const issue = (over: number, requirement: string) =>
		issueAssignment(town.desk, town.person('supervision'), { ...sheet, over, requirement }, on);
	expect(await issue(0, '没有看过第一版')).toMatchObject({ code: 'assignment-moved' });
	expect(await issue(1, '甲的要求')).toMatchObject({ value: { version: 2 } });
	expect(await issue(1, '乙的要求')).toMatchObject({ code: 'assignment-moved' });
	expect((await view()).assignment).toMatchObject({ version: 2, requirement: '甲的要求' });
	// Both at once: one is in, the other is told.
	const both = await Promise.all([issue(2, '甲'), issue(2, '乙')]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	expect(both.filter(({ ok }) => !ok)).toMatchObject([{ code: 'assignment-moved' }]);
	expect(await town.read((tx) => tx.select().from(assignment))).toHaveLength(3);
});

test('a group of supervisors that has changed since it was read is not replaced', async () => {
	const set = (over: string[], leader: string) =>
		setSupervisors(
			town.desk,
			town.person('supervision'),
			{ projectId, leader, presidium: 1, deputies: [2, 3], over },
			on
		);
	const ids = async () => (await view()).supervisors.map(({ id }) => id);
	expect(await set([], '张三')).toMatchObject({ ok: true });
	const read = await ids();
	expect(await set([], '李四')).toMatchObject({ code: 'group-moved' });
	expect(await set(read, '李四')).toMatchObject({ ok: true });
	expect(await set(read, '王五')).toMatchObject({ code: 'group-moved' });
	expect((await view()).supervisors[0]).toMatchObject({ part: 'leader', name: '李四' });
});

test('rules of the lights that were set on an older version are not put into force', async () => {
	const set = (over: number, rules = absoluteRules) =>
		setLightRules(town.desk, town.person('supervision'), { rules, reason: '会议决定', over }, on);
	expect(await set(0)).toMatchObject({ value: { version: 1 } });
	expect(await set(0, yinchuanRules)).toMatchObject({ code: 'light-rules-moved' });
	const both = await Promise.all([set(1), set(1)]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	expect(both.filter(({ ok }) => !ok)).toMatchObject([{ code: 'light-rules-moved' }]);
	expect(await town.read((tx) => tx.select().from(lightRuleSet))).toHaveLength(2);
});

test('figures that have changed since they were read are not corrected by it', async () => {
	await reportedMonth(town, '2026-03', '2026-04-03');
	const over = { percent: 5, arrivedFen: 100_000_000, paidFen: 60_000_000 };
	const correct = (percent: number) =>
		correctFigures(
			town.desk,
			town.person('supervision'),
			{ projectId, ...over, percent, explanation: '', reason: '月报填报有误', over },
			on
		);
	expect(await correct(6)).toMatchObject({ ok: true });
	expect(await correct(7)).toMatchObject({ code: 'figures-moved' });
	expect((await view()).measures.at(-1)).toMatchObject({ percent: 6 });
});

test('a 督办 that was answered or returned since it was read is neither closed nor returned unread', async () => {
	const office = town.person('supervision');
	const issued = await issueSupervision(
		town.desk,
		office,
		{
			...{ projectId, kind: 'notice', reference: '涌人督〔2026〕3号', heldOn: '2026-06-01' },
			...{ text: '请说明', people: '', dueOn: '2026-06-15' }
		},
		on
	);
	if (!issued.ok) throw new Error(issued.code);
	const { id } = issued.value;
	const reply = (number: number) =>
		replySupervision(town.desk, town.person('water'), { projectId, id, number, text: '答复' }, on);
	const settle = (over: string, verdict: 'closed' | 'open') =>
		settleSupervision(
			town.desk,
			office,
			{ projectId, id, verdict, words: '意见', dueOn: '2026-06-30', over },
			on
		);
	await reply(1);
	expect(await settle('open-0', 'closed')).toMatchObject({ code: 'act-moved' });
	await reply(2);
	expect(await settle('replied-1', 'closed')).toMatchObject({ code: 'act-moved' });
	expect(await settle('replied-2', 'open')).toMatchObject({ ok: true });
	expect(await settle('replied-2', 'closed')).toMatchObject({ code: 'act-moved' });
	expect((await view()).acts[0]).toMatchObject({ state: 'open' });
});

test('a change that was filled in before another was approved does not ask the old days back', async () => {
	const ask = (over: number, content: string) =>
		askChange(
			town.desk,
			town.person('water'),
			{ projectId, kind: 'content', after: { content }, reason: '按主席团意见调整建设内容', over },
			on
		);
	const first = await ask(0, '清淤三公里');
	if (!first.ok) throw new Error(first.code);
	const decided = await decideChange(
		town.desk,
		town.person('chair'),
		{
			...{ projectId, id: first.value.id, verdict: 'approved', by: 'presidium' },
			...{ reference: '涌人主〔2026〕3号', decidedOn: '2026-06-01', note: '' }
		},
		on
	);
	expect(decided).toMatchObject({ ok: true });
	expect(await ask(0, '清淤四公里')).toMatchObject({ code: 'change-moved' });
	expect(await ask(1, '清淤四公里')).toMatchObject({ ok: true });
});
