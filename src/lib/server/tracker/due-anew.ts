import { and, eq, ne } from 'drizzle-orm';
import type { FieldChange } from '../../domain/tracker/differences.ts';
import { afterStart, monthOf } from '../../domain/tracker/report.ts';
import type { WorkCalendar } from '../../domain/tracker/workdays.ts';
import { isoDate } from '../../i18n/format.ts';
import type { Tx } from '../db/client.ts';
import { report } from '../db/tracker-schema.ts';
import { termOf } from '../queries/project-term.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';

/**
 * Gives the reports of a project that were begun and are not approved the day that `reckon` makes of theirs: one that waits
 * may be taken back, or come back. A begun one keeps its day otherwise, while those that nobody has begun are reckoned anew each time (`reportTerm`).
 *
 * @returns what was written, for the history
 */
export async function dueAnew(
	tx: Tx,
	projectId: string,
	reckon: (one: { month: string; dueOn: string }, calendar: WorkCalendar) => string
): Promise<FieldChange[]> {
	const { calendar } = (await trackerSettings(tx)).values;
	const begun = await tx
		.select()
		.from(report)
		.where(and(eq(report.projectId, projectId), ne(report.state, 'approved')));
	const changes: FieldChange[] = [];
	for (const { id, month, dueOn } of begun) {
		const after = reckon({ month, dueOn }, calendar);
		if (after === dueOn) continue;
		await tx.update(report).set({ dueOn: after }).where(eq(report.id, id));
		changes.push({ field: `reports.${month}.reportDueOn`, before: dueOn, after });
	}
	return changes;
}

/** What was begun for months that are owed again, since the project starts earlier than on `startedOn` now. */
export async function dueSinceStart(
	tx: Tx,
	projectId: string,
	startedOn: string,
	now: Date
): Promise<FieldChange[]> {
	const { reportsFrom } = await termOf(tx, projectId);
	const before = monthOf(startedOn);
	if (reportsFrom === null || reportsFrom >= before) return [];
	const owed = { from: reportsFrom, before, on: isoDate(now) };
	return dueAnew(tx, projectId, ({ month, dueOn }, calendar) => afterStart(dueOn, month, owed, calendar));
}
