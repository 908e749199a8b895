import { desc, eq } from 'drizzle-orm';
import type { ResultFile } from '../../crypto/archive.ts';
import type { CandidateHead, TallyView, Turnout } from '../../wire/views.ts';
import { gateRelease } from '../db/box-schema.ts';
import type { Tx } from '../db/client.ts';
import { currentResult } from './current-result.ts';
import type { RoundRow } from './meeting-frame.ts';

/**
 * The released snapshot: one for every role, page, socket and API; nobody sees finer. Electronic ballots only.
 * While the round is open it holds approvals rounded down; exact from `counted` on, with `after-close` from
 * `certified`; nothing before the opening, in a turnout-only round until `counted`, and nothing of a void or
 * aborted round ever.
 */
export async function tallyView(
	tx: Tx,
	row: RoundRow,
	turnout: Turnout,
	heads: CandidateHead[]
): Promise<TallyView> {
	const frame = { roundId: row.id, state: row.state, drawn: turnout.drawn, cast: turnout.cast };
	const nothing: TallyView = { ...frame, released: 0, exact: false, candidates: null };
	const exactFrom =
		row.rules.tallyDisplay === 'live' ? ['counted', 'certified', 'announced'] : ['certified', 'announced'];
	if (exactFrom.includes(row.state)) return (await exactTally(tx, row, frame)) ?? nothing;
	if (row.rules.tallyDisplay !== 'live' || !['open', 'paused', 'closed'].includes(row.state)) return nothing;
	const [shown] = await tx
		.select()
		.from(gateRelease)
		.where(eq(gateRelease.roundId, row.id))
		.orderBy(desc(gateRelease.seq))
		.limit(1);
	// Below the release table's first row nothing is ever released: turnout only.
	if (!shown) return nothing;
	return {
		...frame,
		released: shown.released,
		exact: false,
		candidates: heads.map(({ number, name }, i) => ({
			number,
			name,
			approve: shown.approve[i]!,
			against: null,
			abstain: null
		}))
	};
}

async function exactTally(
	tx: Tx,
	row: RoundRow,
	frame: Pick<TallyView, 'roundId' | 'state' | 'drawn' | 'cast'>
): Promise<TallyView | null> {
	const stored = await currentResult(tx, row.id);
	if (!stored) return null;
	const { electronic } = JSON.parse(stored.resultJson) as {
		electronic: ResultFile['electronic'];
	};
	return {
		...frame,
		released: electronic.returned,
		exact: true,
		candidates: row.manifest!.candidates.map(({ number, name }, i) => {
			const { candidate: _id, ...marks } = electronic.standings[i]!;
			return { number, name, ...marks };
		})
	};
}
