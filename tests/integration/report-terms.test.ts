import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '#lib/domain/tracker/settings.ts';
import { standing } from '#lib/server/db/tracker-schema.ts';
import { todoOf } from '#lib/server/queries/follow-work.ts';
import { refreshStanding } from '#lib/server/tracker/refresh-standing.ts';
import { setTrackerSettings } from '#lib/server/tracker/set-tracker-settings.ts';
import { saveReport } from '#lib/server/tracker/write-report.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft } from '../support/tracker-steps.ts';

/** From which day on a unit is late with a report. */

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
});
afterEach(() => town.leave());

const standingOn = async (day: string) => {
	await town.read((tx) => refreshStanding(tx, [projectId], noon(day)));
	const [row] = await town.read((tx) => tx.select().from(standing).where(eq(standing.projectId, projectId)));
	return row!;
};
const todoOn = async (day: string) =>
	(await todoOf(town.desk, town.person('water'), day))
		.filter(({ kind }) => kind.startsWith('report'))
		.map(({ kind, about, dueOn }) => [kind, about, dueOn]);

test.each([
	['earlier', 1],
	['later', 20]
])('a report that was begun keeps its day when the settings have an %s one', async (_name, reportDay) => {
	const typed = { projectId, month: '2026-03', revision: 0, draft: reportDraft() };
	await saveReport(town.desk, town.person('water'), typed, noon('2026-03-20'));
	const others = { version: 0, values: { ...defaultSettings, reportDay }, reason: '主席团会议决定' };
	expect(
		await setTrackerSettings(town.desk, town.person('supervision'), others, noon('2026-03-25'))
	).toMatchObject({ ok: true });
	// Due on Monday 6 April.
	expect((await standingOn('2026-04-06')).lateReportDays).toBe(0);
	expect((await standingOn('2026-04-08')).lateReportDays).toBe(2);
	expect(await todoOn('2026-04-08')).toEqual([['report', '2026-03', '2026-04-06']]);
});
