/** Photographs of the place before the project are rarely older than this many years before that of the vote. */
const YEARS_BEFORE = 2;

/**
 * The day that a camera has put into a photograph, if it can be right: a clock that is ahead, or that began anew after its
 * battery was empty, says nothing, and then the day that was typed holds.
 *
 * @param facts.year the project's
 */
export const cameraDayOf = (
	day: string | null | undefined,
	facts: { year: number; today: string }
): string | null => (day && day <= facts.today && day >= `${facts.year - YEARS_BEFORE}-01-01` ? day : null);
