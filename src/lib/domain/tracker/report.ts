import { nearestDay } from '../days.ts';
import { ok, refuse, type Result } from '../result.ts';
import { fundFaults, type FundFault } from './funds.ts';
import type { Stage } from './plan.ts';
import { addDays, addWorkingDays, workingDayFrom, type WorkCalendar } from './workdays.ts';

/** 月报: one per project and month, written by the unit, approved or returned by the supervising office. */

export type ReportState = 'draft' | 'submitted' | 'returned' | 'approved';

export type ReportBody = {
	percent: number;
	/** 本月完成情况. */
	done: string;
	/** 下月计划. */
	next: string;
	/** 存在问题. */
	problems: string;
	/** 需协调事项. */
	coordination: string;
	arrivedFen: number;
	paidFen: number;
	/** Why more was paid than has arrived. */
	explanation: string;
	/** Why progress or a sum is lower than last reported. */
	correction: string;
	/** Milestones reached in the month, with the day. */
	reached: { milestoneId: string; doneOn: string }[];
};

export type ReportAct = 'save' | 'submit' | 'withdraw' | 'approve' | 'return';

const moves: Record<ReportAct, { from: readonly ReportState[]; to: ReportState | null }> = {
	save: { from: ['draft', 'returned'], to: null },
	submit: { from: ['draft', 'returned'], to: 'submitted' },
	withdraw: { from: ['submitted'], to: 'draft' },
	approve: { from: ['submitted'], to: 'approved' },
	return: { from: ['submitted'], to: 'returned' }
};

/** Where an act takes a report or a plan; an approved one stays for good. */
export function moveReport(state: ReportState, act: ReportAct): Result<ReportState, 'report-locked'> {
	const { from, to } = moves[act];
	return from.includes(state) ? ok(to ?? state) : refuse('report-locked');
}

export type ReportFault =
	| FundFault
	| 'percent-range'
	| 'progress-fell'
	| 'done-empty'
	| 'reached-in-future'
	| 'reached-before-start'
	| 'unknown-milestone';

/** A month, `about`, that has to be handed in before this one. */
export type EarlierMonth = { code: 'earlier-month-first'; about: string };

type Figures = Pick<ReportBody, 'percent' | 'arrivedFen' | 'paidFen'>;
/** The figures of a month that a later one is compared with. */
export type FiguresOfMonth = Figures & { month: string };

/** Everything that keeps a report from being submitted; a draft may be saved with any of it. */
export function reportFaults(
	body: ReportBody,
	facts: {
		today: string;
		before: Figures | null;
		startsOn: string;
		open: readonly { id: string; stage: Stage }[];
		totalFen: number;
	}
): ReportFault[] {
	const faults: ReportFault[] = [...fundFaults(body, facts.before, body, facts.totalFen)];
	if (!Number.isInteger(body.percent) || body.percent < 0 || body.percent > 100) faults.push('percent-range');
	if (facts.before && progressFell(body, facts.before)) faults.push('progress-fell');
	if (!body.done.trim()) faults.push('done-empty');
	for (const { milestoneId, doneOn } of body.reached) {
		if (doneOn > facts.today) faults.push('reached-in-future');
		const node = facts.open.find(({ id }) => id === milestoneId);
		if (!node) faults.push('unknown-milestone');
		else if (doneOn < earliestDone(node.stage, facts.startsOn)) faults.push('reached-before-start');
	}
	return [...new Set(faults)];
}

const progressFell = (body: ReportBody, before: Figures): boolean =>
	body.percent < before.percent && !body.correction.trim();

/**
 * Whether a report that waits says less than what holds by now, without a word for it. Its own hand-in was compared
 * with an earlier month that was returned since and came back with more.
 */
export const fellSince = (body: ReportBody, now: Figures | null): boolean =>
	now !== null && (progressFell(body, now) || fundFaults(body, now, body).includes('funds-fell'));

/** The first day on which a milestone can have been reached; 前期 may be done before the project's term begins. */
export const earliestDone = (stage: Stage, startsOn: string): string =>
	stage === 'preparation' ? '' : startsOn;

/** The day a month's report is due: the settings' day of the next month, or the next working day. */
export function reportDueOn(month: string, day: number, calendar: WorkCalendar): string {
	return workingDayFrom(addDays(`${nextMonth(month)}-01`, day - 1), calendar);
}

export const monthOf = (date: string): string => date.slice(0, 7);

/** `2026-01` after `2025-12`: 31 days on from the first of a month is always in the next one. */
export const nextMonth = (month: string): string => monthOf(addDays(`${month}-01`, 31));

/**
 * Working days for a report that was returned. A whole report is written in the first five days of the month or so
 * (`reportDay`), so a week is enough to put one right.
 */
export const RETURNED_REPORT_DAYS = 5;

export type NewlyOwed = { from: string; before: string; on: string };

/** What the day a report is due on depends on. */
export type ReportTerms = {
	reportDay: number;
	calendar: WorkCalendar;
	/** Nothing of a report can be written before the plan is approved; null where it isn't yet. */
	planApprovedOn: string | null;
	/** Months from `from` to before `before` that nobody owed until the start moved to an earlier day, on `on`; they are owed still. */
	newlyOwed: readonly NewlyOwed[];
	/** From a mistaken approval of the 验收 until it was revoked nobody owed any report; the oldest first. */
	heldUp: readonly { from: string; until: string }[];
};

/**
 * The day a month's report is due when it is begun: `reportDueOn`, and for months that were over before the plan was
 * approved, or nearly, as many working days from the approval as a returned report has. So it is with those that a start
 * moved to an earlier day has made owed, from that on, and with those that fell due while they were held up, from the end
 * of that; what was late before stays late.
 */
export function reportTerm(
	month: string,
	{ reportDay, calendar, planApprovedOn, newlyOwed, heldUp }: ReportTerms
): string {
	const planned = reportDueOn(month, reportDay, calendar);
	const writable = planApprovedOn === null ? planned : returnedDueOn(planned, planApprovedOn, calendar);
	const asked = newlyOwed.reduce((dueOn, owed) => afterStart(dueOn, month, owed, calendar), writable);
	return heldUp.reduce((dueOn, held) => afterHold(dueOn, held, calendar), asked);
}

/**
 * No term lies before the decision that has made its month owed, and a later month that was not late yet can be handed
 * in only after those.
 */
export function afterStart(
	dueOn: string,
	month: string,
	{ from, before, on }: NewlyOwed,
	calendar: WorkCalendar
): string {
	const anew = returnedDueOn(dueOn, on, calendar);
	const isLate = addWorkingDays(dueOn, RETURNED_REPORT_DAYS, calendar) < anew;
	return month < from || (month >= before && isLate) ? dueOn : anew;
}

/** Whether a report is due on the day that a start moved to an earlier day has given it. */
export const isDueAnew = (
	{ month, dueOn }: { month: string; dueOn: string },
	{ newlyOwed, calendar }: Pick<ReportTerms, 'newlyOwed' | 'calendar'>
): boolean =>
	newlyOwed.some(
		({ from, before, on }) =>
			month >= from && (month < before || dueOn === addWorkingDays(on, RETURNED_REPORT_DAYS, calendar))
	);

/** A day that fell between a mistaken approval and its revocation is due anew; what was late before stays late. */
export const afterHold = (
	dueOn: string,
	{ from, until }: { from: string; until: string },
	calendar: WorkCalendar
): string => (dueOn < from ? dueOn : returnedDueOn(dueOn, until, calendar));

/** The day a report that is returned on `today` is due on: the office's slowness takes no day from its unit. */
export function returnedDueOn(dueOn: string, today: string, calendar: WorkCalendar): string {
	const anew = addWorkingDays(today, RETURNED_REPORT_DAYS, calendar);
	return anew > dueOn ? anew : dueOn;
}

/** The last day of a month. */
export const monthEnd = (month: string): string => addDays(`${nextMonth(month)}-01`, -1);

/**
 * The months a report is owed for on the day `today`: from the month `from` on, each once it is over; of a start that an
 * older build has taken from before `dayRange`, those of it, for nobody could hand in others.
 */
export function monthsOwed(from: string, today: string): string[] {
	const months: string[] = [];
	for (let month = monthOf(nearestDay(`${from}-01`)); month < monthOf(today); month = nextMonth(month))
		months.push(month);
	return months;
}

/**
 * The months of a project, newest first, as its page lists them: those that are owed, the running one and whatever was
 * begun; of an accepted project those that were owed before its acceptance.
 */
export function monthsListed(
	from: string,
	today: string,
	begun: readonly { month: string }[],
	acceptedOn: string | null
): string[] {
	const until = acceptedOn ?? today;
	const running = acceptedOn === null && monthOf(today) >= from ? [monthOf(today)] : [];
	const months = [...monthsOwed(from, until), ...running, ...begun.map(({ month }) => month)];
	return [...new Set(months)].sort().reverse();
}

/**
 * How a month stands of which no approved report tells: it waits for its verdict, came back, is missing, runs still, or
 * nothing is owed of it. What was handed in waits after the acceptance too; before the months that are owed, or of a replaced
 * project, nobody asks for it any more.
 */
export function unreportedMonth(
	month: string,
	today: string,
	state: ReportState | null,
	project: { reportsFrom: string | null; planned: boolean; accepted: boolean; replaced: boolean }
): 'not-owed' | 'waits' | 'returned' | 'not-due' | 'missing' {
	const { reportsFrom, planned, accepted, replaced } = project;
	if (replaced || reportsFrom === null || month < reportsFrom) return 'not-owed';
	if (state === 'submitted') return 'waits';
	if (accepted || !planned) return 'not-owed';
	if (state === 'returned') return 'returned';
	return month < monthOf(today) ? 'missing' : 'not-due';
}

/** A month somebody has begun to report, with the day it is due on: the one it was begun with. */
export type BegunReport = { month: string; state: ReportState; dueOn: string };
export type OpenReport = {
	month: string;
	dueOn: string;
	returned: boolean;
	/** Due on the day of an earlier month, as none may be handed in before that one. */
	carried: boolean;
};

/**
 * The day each month is due on, up to the one of the day `today`, whether or not anybody has begun to report it.
 *
 * Months are handed in in order, so none is due before an earlier one that was returned, or that a start moved to an
 * earlier day has made owed; handed in, that one leaves the days that it gave to the later ones. What was late before the
 * return stays late: a returned report is due `RETURNED_REPORT_DAYS` after it.
 *
 * @param from the month from which reports are owed. What was begun for an earlier one is owed no more
 */
export function monthTerms(
	from: string,
	today: string,
	begun: readonly BegunReport[],
	terms: ReportTerms
): { month: string; dueOn: string; carried: boolean; state: ReportState | null }[] {
	if (from > monthOf(today)) return [];
	let earliest = '';
	return [...monthsOwed(from, today), monthOf(today)].map((month) => {
		const report = begun.find((one) => one.month === month);
		const own = report?.dueOn ?? reportTerm(month, terms);
		const carried = earliest > own && addWorkingDays(own, RETURNED_REPORT_DAYS, terms.calendar) >= earliest;
		const dueOn = carried ? earliest : own;
		if (dueOn > earliest) earliest = dueOn;
		return { month, dueOn, carried, state: report?.state ?? null };
	});
}

/** The reports that are not handed in on the day `today`, the current month's among them: `monthTerms`. */
export const openReports = (
	from: string,
	today: string,
	begun: readonly BegunReport[],
	terms: ReportTerms
): OpenReport[] =>
	monthTerms(from, today, begun, terms)
		.filter(({ state }) => state !== 'submitted' && state !== 'approved')
		.map(({ state, ...open }) => ({ ...open, returned: state === 'returned' }));
