import { ICalEventStatus } from 'ical-generator';
import { calendarTexts as t } from '../../i18n/zh-CN/open-data.ts';
import type { PublicMilestone } from '../queries/public-milestones.ts';
import { calendarFile, eventId, remindWeekBefore, wholeDay, wholeDayCalendar } from './whole-days.ts';

/** So long a calendar says that a day is off. Whoever imported it knows by then; who subscribes knew at once. */
export const CANCELLED_DAYS = 90;

/** What the calendar still tells of at this moment has changed after the one that it returns. */
export const toldSince = (now: Date): Date => new Date(now.getTime() - CANCELLED_DAYS * 24 * 3_600_000);

/**
 * Milestones as whole-day events for everybody. Each keeps its UID, so that one moved by a decision moves in the
 * calendar too, and one that is off is cancelled there. Stamps are those of the project's newest change: a reader that
 * has the calendar is told so.
 */
export function milestonesCalendar(
	title: string,
	milestones: readonly PublicMilestone[],
	origin: string,
	now: Date
): string {
	const calendar = wholeDayCalendar(title, 'milestones');
	for (const milestone of milestones) {
		const { id, project, projectId, place, plannedOn, doneOn, claimedOn, updatedAt } = milestone;
		const offAt = milestone.droppedAt ?? milestone.replacedAt;
		if (offAt !== null && new Date(offAt) < toldSince(now)) continue;
		// What was reached of a replaced project was reached all the same.
		const off = offAt !== null && doneOn === null;
		const event = calendar.createEvent({
			...wholeDay(plannedOn),
			id: eventId(`milestone-${id}`),
			stamp: new Date(updatedAt),
			// Done, open again, done anew: each time one more.
			sequence: milestone.moved + Number(doneOn !== null) + 2 * milestone.undone + Number(off),
			summary: t.event({ ...milestone, off }),
			description: t.description({ ...milestone, off }),
			location: place,
			url: `${origin}/projects/${projectId}`,
			categories: [{ name: project }],
			...(off ? { status: ICalEventStatus.CANCELLED } : {})
		});
		const waited = doneOn === null && claimedOn === null && !milestone.accepted;
		if (waited && !off) remindWeekBefore(event);
	}
	return calendarFile(calendar);
}
