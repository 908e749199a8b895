import { nextRound } from '../../domain/next-round.ts';
import { settlementsFor } from '../../domain/settlement.ts';
import type { CandidateHead, ToSettle } from '../../wire/views.ts';
import type { StoredResult, StoredSettlement } from './current-result.ts';
import type { RoundRow } from './meeting-frame.ts';

/**
 * What is to be decided about a counted result; null before the count and where nothing waits. `counted` comes after
 * the chief scrutineer's 核对完毕 where the rules ask for it, so that nobody learns of a tie before that either.
 *
 * @param heads the round's candidates in ballot order
 */
export function toSettle(
	row: Pick<RoundRow, 'rules' | 'state'>,
	stored: Pick<StoredResult, 'result'> | null,
	settled: StoredSettlement | null,
	heads: CandidateHead[]
): ToSettle | null {
	if (row.state !== 'counted' || !stored || settled) return null;
	const { result } = stored;
	const ways = settlementsFor(row.rules, result);
	if (!ways.length) return null;
	const reason = result.reason as ToSettle['reason'];
	const further = nextRound(
		{ tie: 'revote', shortfall: 'second-round' },
		result.standings,
		reason,
		result.seatsLeft
	);
	const listed = new Set(further?.candidates);
	return {
		reason,
		ways,
		seatsLeft: result.seatsLeft,
		candidates: heads.filter(({ id }) => listed.has(id))
	};
}
