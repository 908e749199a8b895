/**
 * How a candidate stands that was voted on and not chosen: kept for another year, given up by the office, or chosen
 * after all, by a later round or by a decision of the congress as the substitute of a replaced project.
 */
export const reserveStates = ['kept', 'dropped', 'chosen'] as const;

export type ReserveState = (typeof reserveStates)[number];

/** Why one can't be given up; null where it can. */
export const dropRefusal = (state: ReserveState): 'reserve-dropped' | 'reserve-chosen' | null =>
	state === 'dropped' ? 'reserve-dropped' : state === 'chosen' ? 'reserve-chosen' : null;
