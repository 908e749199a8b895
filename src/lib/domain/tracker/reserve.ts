/**
 * How a candidate stands that was voted on and not chosen: kept for another year, proposed again, given up by the
 * office, or chosen by a later round after all.
 */
export const reserveStates = ['kept', 'proposed', 'dropped', 'chosen'] as const;

export type ReserveState = (typeof reserveStates)[number];

/** Why one can't be given up; null where it can. */
export const dropRefusal = (state: ReserveState): 'reserve-dropped' | 'reserve-chosen' | null =>
	state === 'dropped' ? 'reserve-dropped' : state === 'chosen' ? 'reserve-chosen' : null;
