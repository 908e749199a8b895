import { dayRange } from '../days.ts';
import { addWorkingDays, daysBetween, workingDaysAfter, type WorkCalendar } from './workdays.ts';

/** When somebody is reminded of a term: working days before (−) and after (+) the due day. */
export const reminderStages = [-5, -1, 1, 3, 5] as const;
export type ReminderStage = (typeof reminderStages)[number];

/** From this stage on the leaders see it too: 升级. */
const ESCALATED: ReminderStage = 5;

/**
 * The newest stage that a term has reached by `today`, or null before the first. Earlier stages that nobody was
 * told of, because the job did not run, are not told after the event. A term beyond `dayRange`, as an older build took
 * them, falls never due: the working days around it can't be counted.
 */
export function stageReached(dueOn: string, today: string, calendar: WorkCalendar): ReminderStage | null {
	if (dueOn > dayRange.last) return null;
	return reminderStages.findLast((stage) => addWorkingDays(dueOn, stage, calendar) <= today) ?? null;
}

export const isEscalated = (stage: ReminderStage): boolean => stage >= ESCALATED;

export type Term =
	| { code: 'met'; days: 0 }
	| { code: 'late'; days: number }
	| { code: 'overdue'; days: number }
	| { code: 'today' | 'soon' | 'ahead'; days: number };

/** Where a term stands, in calendar days as people count them: due today is not overdue. */
export function termOf(dueOn: string, doneOn: string | null, today: string, soonDays = 7): Term {
	if (doneOn !== null) {
		const late = daysBetween(dueOn, doneOn);
		return late > 0 ? { code: 'late', days: late } : { code: 'met', days: 0 };
	}
	const left = daysBetween(today, dueOn);
	if (left < 0) return { code: 'overdue', days: -left };
	if (left === 0) return { code: 'today', days: 0 };
	return { code: left <= soonDays ? 'soon' : 'ahead', days: left };
}

/** Working days a term is missed by; what 「月报逾期超过 5 天」 counts. */
export const lateWorkingDays = (dueOn: string, today: string, calendar: WorkCalendar): number =>
	workingDaysAfter(dueOn, today, calendar);
