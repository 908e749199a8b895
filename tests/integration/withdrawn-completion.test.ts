import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { correction, milestone, standing } from '#lib/server/db/tracker-schema.ts';
import { milestonesCalendar } from '#lib/server/calendar/milestones-calendar.ts';
import { projectHistory } from '#lib/server/queries/project-history.ts';
import { publicMilestones } from '#lib/server/queries/public-milestones.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { withdrawCompletion } from '#lib/server/tracker/withdraw-completion.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportedMonth } from '../support/tracker-steps.ts';

/** A milestone that was approved as done, and is not. 开工 is due on 1 April. */

let town: TrackedTown;
let projectId: string;
let start: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
	const [node] = await town.read((tx) => tx.select().from(milestone).where(eq(milestone.name, '开工')));
	start = node!.id;
});
afterEach(() => town.leave());

const reason = '开工仪式改期，四月才进场';
const withdraw = (who: 'supervision' | 'water' | 'chair' = 'supervision', milestoneId = start) =>
	withdrawCompletion(town.desk, town.person(who), { projectId, milestoneId, reason }, noon('2026-04-10'));
const reached = (on: string) => ({ percent: '60', [`reached-${start}`]: on });
const node = async () =>
	(await town.read((tx) => tx.select().from(milestone).where(eq(milestone.id, start))))[0]!;
const sequence = async () => {
	const events = await publicMilestones(town.desk, [projectId]);
	const text = milestonesCalendar('', events, 'https://piaojue.example', new Date());
	return Number(new RegExp(`milestone-${start}[^]*?SEQUENCE:(\\d+)`).exec(text)![1]);
};

test('a completion that was approved wrongly is withdrawn in sight of everybody, and all that hangs on it follows', async () => {
	expect(await withdraw()).toMatchObject({ code: 'milestone-not-done' });
	await reportedMonth(town, '2026-03', '2026-04-02', reached('2026-03-30'));
	expect(await sequence()).toBe(1);
	for (const who of ['water', 'chair'] as const)
		expect(await withdraw(who)).toMatchObject({ code: 'forbidden' });
	expect(await withdraw()).toMatchObject({ ok: true });
	const page = (await publicProjectPage(town.desk, projectId))!;
	expect(page.milestones[0]).toMatchObject({ name: '开工', doneOn: null, claimedOn: null });
	expect(page.corrections).toMatchObject([
		{ subject: '节点“开工”的完成日期', before: '2026年3月30日', after: '尚未完成', reason }
	]);
	const [line] = (await projectHistory(town.desk, town.congressId, projectId, null)).lines;
	expect(line).toMatchObject({
		...{ act: 'completion-withdrawn', reason },
		changes: [{ field: 'milestones.开工.doneOn', before: '2026-03-30', after: null }]
	});
	const [row] = await town.read((tx) => tx.select().from(standing).where(eq(standing.projectId, projectId)));
	expect(row).toMatchObject({ light: 'red', overdueDays: 9, nextName: '开工' });
	// A calendar takes the event as newer each time, and the unit reports the right day when it is reached.
	expect(await sequence()).toBe(2);
	await reportedMonth(town, '2026-04', '2026-05-02', reached('2026-04-20'));
	expect((await node()).doneOn).toBe('2026-04-20');
	expect(await sequence()).toBe(3);
});

test('the database lets no completion go without a correction of its own, and lets none be rewritten', async () => {
	await reportedMonth(town, '2026-03', '2026-04-02', reached('2026-03-30'));
	const set = (values: Partial<typeof milestone.$inferInsert>) =>
		town.read((tx) => tx.update(milestone).set(values).where(eq(milestone.id, start)));
	await expect(set({ doneOn: null })).rejects.toThrow();
	const nodes = await town.read((tx) => tx.select().from(milestone).orderBy(asc(milestone.plannedOn)));
	const about = async (milestoneId: string | null) => {
		const [row] = await town.read((tx) =>
			tx
				.insert(correction)
				.values({
					...{ congressId: town.congressId, projectId, subject: '节点', before: '完成', after: '尚未完成' },
					...{ reason, milestoneId, at: noon('2026-04-10'), by: '人大办' }
				})
				.returning({ id: correction.id })
		);
		return row!.id;
	};
	for (const undoneBy of [crypto.randomUUID(), await about(null), await about(nodes[1]!.id)])
		await expect(set({ doneOn: null, undoneBy })).rejects.toThrow();
	const own = await about(start);
	await expect(set({ doneOn: '2026-04-20', undoneBy: own })).rejects.toThrow();
	await set({ doneOn: null, undoneBy: own });
	expect((await node()).doneOn).toBeNull();
	// One correction lets one completion go.
	await set({ doneOn: '2026-04-20' });
	await expect(set({ doneOn: null, undoneBy: own })).rejects.toThrow();
});
