import type { Authority, ChangeKind } from './change.ts';
import type { SatisfactionBase, SatisfactionRule } from './satisfaction.ts';
import type { WorkCalendar } from './workdays.ts';

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
	authorities: { date: 'presidium', content: 'presidium', budget: 'congress', replace: 'congress' },
	satisfaction: { base: 'all', rule: 'majority' },
	calendar: { holidays: [], workdays: [] }
};
