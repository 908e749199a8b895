import type { SatisfactionBase, SatisfactionCounts } from '../domain/tracker/satisfaction.ts';
import type { Owed, YearEnd } from '../domain/tracker/year-end.ts';
import type { FollowRow } from './tracker-views.ts';

/** A project of a past year, with its acceptance and the counts of its newest survey. */
export type YearEndRow = FollowRow &
	YearEnd & {
		owed: Owed[];
		/** 继续督办. */
		followed: boolean;
		counts: (SatisfactionCounts & { blank: number; base: SatisfactionBase; baseNumber: number }) | null;
	};

export type YearEndView = {
	year: number;
	rows: YearEndRow[];
	/** Earlier years, newest first, with what is 继续督办 of each. */
	earlier: { year: number; rows: YearEndRow[] }[];
};
