import { z } from 'zod';
import { readDays } from '../domain/tracker/calendar-text.ts';
import { changeKinds, type Authority } from '../domain/tracker/change.ts';
import { termNames, type SettingFault, type TrackerSettings } from '../domain/tracker/settings.ts';
import { numberFrom } from './number.ts';

/** Longest list of days as it is typed: a dozen years, a day a line. */
const LIST = 20_000;

const authority = z.enum(['presidium', 'congress']);

/** The settings' form. Terms stay text here: whether they are numbers in their bounds is told with all else. */
export const settingsForm = z.object({
	version: numberFrom(0),
	planDays: z.string().max(10),
	reportDay: z.string().max(10),
	noticeDays: z.string().max(10),
	visitReplyDays: z.string().max(10),
	messageReviewDays: z.string().max(10),
	messageReplyDays: z.string().max(10),
	'authority-date': authority,
	'authority-content': authority,
	'authority-budget': authority,
	base: z.enum(['all', 'present']),
	rule: z.enum(['majority', 'joint-rate']),
	holidays: z.string().max(LIST),
	workdays: z.string().max(LIST),
	reason: z.string().trim().max(300)
});
export type SettingsForm = z.infer<typeof settingsForm>;

export type SettingsFormFault =
	SettingFault | { field: 'holidays' | 'workdays'; code: 'no-day'; about: string };

/** What the form says, with the parts of the lists that are no day. */
export function readSettings(form: SettingsForm): { values: TrackerSettings; faults: SettingsFormFault[] } {
	const holidays = readDays(form.holidays);
	const workdays = readDays(form.workdays);
	const noDay = (field: 'holidays' | 'workdays', parts: string[]) =>
		parts.slice(0, 5).map((about) => ({ field, code: 'no-day' as const, about: about.slice(0, 40) }));
	const terms = Object.fromEntries(
		termNames.map((name) => [name, /^\d{1,3}$/.test(form[name].trim()) ? Number(form[name]) : NaN])
	) as Pick<TrackerSettings, (typeof termNames)[number]>;
	return {
		values: {
			...terms,
			authorities: Object.fromEntries(
				changeKinds.map((kind) => [kind, kind === 'replace' ? 'congress' : form[`authority-${kind}`]])
			) as Record<(typeof changeKinds)[number], Authority>,
			satisfaction: { base: form.base, rule: form.rule },
			calendar: { holidays: holidays.days, workdays: workdays.days }
		},
		faults: [...noDay('holidays', holidays.faults), ...noDay('workdays', workdays.faults)]
	};
}
