import type { RoundState } from '../domain/round-state.ts';

/** How the list of a survey that is not announced differs from the projects of its year. */
export type SurveyChanges = {
	/** On the list, and replaced by a decision since; `by` is null where no substitute is named. */
	gone: { name: string; by: string | null }[];
	/** Of the year and not on the list. */
	missing: string[];
};

/** A survey that has a certain project on its list and is not announced. */
export type HoldingSurvey = { title: string; state: RoundState };
