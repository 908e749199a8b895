import { writeDays } from './calendar-text.ts';
import { changeKinds, type Authority, type ChangeKind } from './change.ts';
import type { FieldChange } from './differences.ts';
import type { SatisfactionBase, SatisfactionRule } from './satisfaction.ts';
import { isWeekend, type WorkCalendar } from './workdays.ts';

/** What a congress decides about its follow-up. A version of it is kept with everything that rested on it. */
export type TrackerSettings = {
	/** Calendar days for the unit to hand in its plan; 窑口镇 gives one month. */
	planDays: number;
	/** Day of the following month on which a monthly report is due. */
	reportDay: number;
	/** Working days to answer a 督办 notice. */
	noticeDays: number;
	/** Working days to answer a deputy's opinion. */
	visitReplyDays: number;
	/** Working days to look at a resident's message, and to answer it; both from the day it was written. */
	messageReviewDays: number;
	messageReplyDays: number;
	authorities: Record<ChangeKind, Authority>;
	satisfaction: { base: SatisfactionBase; rule: SatisfactionRule };
	calendar: WorkCalendar;
};

/**
 * Until the congress decides otherwise. What the presidium may change between sessions is time and content; money
 * goes to the congress (浙江乡镇人大监督政府投资项目…第33条 is explicit for budgets), and so does a replacement.
 */
export const defaultSettings: TrackerSettings = {
	planDays: 30,
	reportDay: 5,
	noticeDays: 10,
	visitReplyDays: 15,
	messageReviewDays: 3,
	messageReplyDays: 15,
	authorities: { date: 'presidium', content: 'presidium', budget: 'congress', replace: 'congress' },
	satisfaction: { base: 'all', rule: 'majority' },
	calendar: { holidays: [], workdays: [] }
};

/** Smallest and largest number of days that a term of each kind may have; a report is due on a day every month has. */
export const termBounds = {
	planDays: [1, 180],
	reportDay: [1, 28],
	noticeDays: [1, 60],
	visitReplyDays: [1, 90],
	messageReviewDays: [1, 30],
	messageReplyDays: [1, 90]
} as const satisfies Partial<Record<keyof TrackerSettings, readonly [number, number]>>;
export type TermName = keyof typeof termBounds;
export const termNames = Object.keys(termBounds) as TermName[];

/** Most days of one list: a dozen years of holidays. */
const LIST = 800;

export type SettingFault = {
	field: TermName | 'holidays' | 'workdays' | 'replace';
	code:
		| 'term-range'
		| 'reply-before-review'
		| 'too-many-days'
		| 'day-in-both'
		| 'worked-weekday'
		| 'replace-is-congress';
	/** The day it is about, or the bounds. */
	about: string;
};

/** Everything that keeps settings from being put into force, at once. */
export function settingFaults(settings: TrackerSettings): SettingFault[] {
	const faults: SettingFault[] = [];
	for (const field of termNames) {
		const [least, most] = termBounds[field];
		const days = settings[field];
		if (!Number.isInteger(days) || days < least || days > most)
			faults.push({ field, code: 'term-range', about: `${least}–${most}` });
	}
	if (settings.messageReplyDays < settings.messageReviewDays)
		faults.push({ field: 'messageReplyDays', code: 'reply-before-review', about: '' });
	const { holidays, workdays } = settings.calendar;
	for (const field of ['holidays', 'workdays'] as const)
		if (settings.calendar[field].length > LIST)
			faults.push({ field, code: 'too-many-days', about: String(LIST) });
	// A worked weekday says nothing, so it is a slip of the pen; a holiday on a weekend is how notices are written.
	for (const day of workdays) {
		if (holidays.includes(day)) faults.push({ field: 'workdays', code: 'day-in-both', about: day });
		else if (!isWeekend(day)) faults.push({ field: 'workdays', code: 'worked-weekday', about: day });
	}
	if (settings.authorities.replace !== 'congress')
		faults.push({ field: 'replace', code: 'replace-is-congress', about: '' });
	return faults;
}

/** What one version changed against the one before; of the calendar the days that came and those that went. */
export function settingChanges(before: TrackerSettings, after: TrackerSettings): FieldChange[] {
	const old = flat(before);
	const plain = Object.entries(flat(after)).map(([field, value]) => ({
		field,
		before: old[field] ?? null,
		after: value
	}));
	const days = (['holidays', 'workdays'] as const).map((field) => ({
		field,
		before: without(before.calendar[field], after.calendar[field]),
		after: without(after.calendar[field], before.calendar[field])
	}));
	return [...plain, ...days].filter((change) => change.before !== change.after);
}

const flat = (settings: TrackerSettings): Record<string, string | number> => ({
	...Object.fromEntries(termNames.map((field) => [field, settings[field]])),
	...Object.fromEntries(changeKinds.map((kind) => [`authority.${kind}`, settings.authorities[kind]])),
	base: settings.satisfaction.base,
	rule: settings.satisfaction.rule
});

const without = (days: readonly string[], others: readonly string[]): string | null =>
	writeDays(days.filter((day) => !others.includes(day))) || null;
