import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import { calendarTexts as t } from '../../i18n/zh-CN/open-data.ts';
import type { PublicMilestone } from '../queries/public-milestones.ts';
import { calendarName } from './calendar-name.ts';

const WEEK_S = 7 * 24 * 3600;

/**
 * Milestones as whole-day events for everybody. Each keeps its UID, so that one moved by a decision moves in the
 * calendar too, and nothing in it depends on when it is asked for: a reader that has it is told so.
 */
export function milestonesCalendar(
	title: string,
	milestones: readonly PublicMilestone[],
	origin: string
): string {
	const calendar = ical({
		name: calendarName(title),
		prodId: { company: 'piaojue', product: 'milestones', language: 'ZH' },
		method: ICalCalendarMethod.PUBLISH,
		ttl: 3600
	});
	for (const milestone of milestones.filter(({ replacedAt }) => replacedAt === null)) {
		const { id, project, projectId, place, plannedOn, doneOn } = milestone;
		const start = new Date(`${plannedOn}T00:00:00Z`);
		const event = calendar.createEvent({
			id: `milestone-${id}@${new URL(origin).hostname}`,
			start,
			allDay: true,
			stamp: start,
			// Done, open again, done anew: each time one more.
			sequence: milestone.moved + Number(doneOn !== null) + 2 * milestone.undone,
			summary: t.event(milestone),
			description: t.description(milestone),
			location: place,
			url: `${origin}/projects/${projectId}`,
			categories: [{ name: project }]
		});
		if (doneOn === null) event.createAlarm({ type: ICalAlarmType.display, trigger: WEEK_S });
	}
	return calendar.toString();
}
