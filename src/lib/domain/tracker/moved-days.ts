import { withoutRepeated, type ChangeValues } from './change.ts';

const days = ['startsOn', 'endsOn'] as const;

export type MovedDay = { field: (typeof days)[number]; asked: string | null; now: string | null };

/**
 * The days that a 交办单 has set anew since a request for other ones. Whoever decides has the request's days before him:
 * approved all the same it would override the sheet, and be published as a change from days that no longer stood. A day
 * that the request leaves alone, or only repeats, may move.
 */
export function movedDays(
	request: { before: ChangeValues; after: ChangeValues },
	term: { startsOn: string | null; endsOn: string | null }
): MovedDay[] {
	const after = withoutRepeated(request.before, request.after);
	return days
		.filter((field) => field in after && (request.before[field] ?? null) !== term[field])
		.map((field) => ({ field, asked: request.before[field] ?? null, now: term[field] }));
}
