import type { CountResult } from '../../domain/count.ts';
import type { CandidateHead, ResultView } from '../../wire/views.ts';

/** The count as people read it: candidates by number and name instead of id. */
export function resultView(result: CountResult, seats: number, heads: CandidateHead[]): ResultView {
	const byId = new Map(heads.map((head) => [head.id, head]));
	const { status, reason, issued, returned, notReturned, valid, invalid, threshold, seatsLeft } = result;
	return {
		status,
		reason,
		issued,
		returned,
		notReturned,
		valid,
		invalid,
		threshold,
		seats,
		seatsLeft,
		standings: result.standings.map(({ candidate, ...standing }) => ({
			...byId.get(candidate)!,
			...standing
		}))
	};
}
