/** How much of what waits for the office is listed at once. */
export const MOST_REVIEWS = 200;

/** What was sent back to its unit with no day set: nothing that is due later comes before it. */
const toBePutRight = ['acceptance-returned', 'acceptance-rectify'];

/**
 * The most urgent first: what is past its day, what has to be put right now, what is due later, and last what nobody has
 * set a day for.
 */
export const byUrgency =
	(today: string) =>
	(a: { kind: string; dueOn: string | null }, b: { kind: string; dueOn: string | null }): number =>
		placeOf(a, today).localeCompare(placeOf(b, today));

function placeOf({ kind, dueOn }: { kind: string; dueOn: string | null }, today: string): string {
	if (dueOn !== null) return `${dueOn} 1`;
	return toBePutRight.includes(kind) ? `${today} 0` : '9999';
}
