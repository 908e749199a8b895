/** How much of what waits for the office is listed at once. */
export const MOST_REVIEWS = 200;

/** What a unit may have to do. */
export type TodoKind =
	| 'plan'
	| 'plan-returned'
	| 'report'
	| 'report-returned'
	| 'milestone'
	| 'notice'
	| 'talk'
	| 'inquiry'
	| 'visit'
	| 'acceptance'
	| 'acceptance-returned'
	| 'acceptance-rectify'
	| 'acceptance-revoked'
	| 'feedback';

/** What came back to its unit, or waits to be handed in, with no day set: nothing that is due later comes before it. */
const toBePutRight: readonly TodoKind[] = [
	'acceptance',
	'acceptance-returned',
	'acceptance-rectify',
	'acceptance-revoked'
];

type Todo = { kind: TodoKind; dueOn: string | null };

/**
 * The most urgent first: what is past its day, what has to be put right now, what is due later, and last what nobody has
 * set a day for.
 */
export const byUrgency =
	(today: string) =>
	(a: Todo, b: Todo): number =>
		placeOf(a, today).localeCompare(placeOf(b, today));

function placeOf({ kind, dueOn }: Todo, today: string): string {
	if (dueOn !== null) return `${dueOn} 1`;
	return toBePutRight.includes(kind) ? `${today} 0` : '9999';
}
