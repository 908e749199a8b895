import { equalBytes, parseBase64url } from '../crypto/bytes.ts';
import { buildCast, trackerOf, verifyAck } from '../crypto/cast.ts';
import { encodeMask, type Mark } from '../domain/ballot.ts';
import { postBallot } from './box-api.ts';
import type { CastFault } from './cast-answer.ts';
import { currentRound } from './desk-api.ts';
import { dropIntoBox, type CastOutcome, type CastProgress } from './drop-into-box.ts';
import type { RoundPapers } from './round-papers.ts';
import type { TabletFacts } from './tablet-screen.ts';

/** What the delegate keeps of the act: that it happened, never what was chosen. `at` is this tablet's clock. */
export type Receipt = { at: number; tracker: string | null };

/** A ballot ready to leave the tablet. */
export type ReadyBallot = {
	boxOrigin: string;
	papers: RoundPapers;
	tokenSecret: Uint8Array;
	tickets: readonly Uint8Array[];
	marks: Mark[];
	/** Resolves when the round is not draft, ready or paused, or when the signal is given up. */
	untilOpen: (signal: AbortSignal) => Promise<void>;
	signal: AbortSignal;
};

/** One ballot's way into the box, and what came of it. */
export class BallotCast {
	stage = $state<TabletFacts['cast']>('none');
	progress = $state.raw<CastProgress | null>(null);
	fault = $state<CastFault | null>(null);
	/** False when an unanswered attempt may have reached the box before the close. */
	certain = $state(true);
	receipt = $state.raw<Receipt | null>(null);

	/**
	 * Drops the ballot into the box and stays with it until a definite answer; the marks leave the page only
	 * inside the signed body. `no-ballot-counts` when the round turned out to be aborted or void.
	 */
	async drop(ballot: ReadyBallot): Promise<CastOutcome['kind'] | 'no-ballot-counts'> {
		const { papers } = ballot;
		const { roundId, receipt } = papers.manifest;
		const random = crypto.getRandomValues(new Uint8Array(32));
		const { tokenSecret, tickets } = ballot;
		const { body, leaf } = buildCast({
			tokenSecret,
			roundId,
			tickets,
			mask: encodeMask(ballot.marks),
			random
		});
		random.fill(0);
		this.stage = 'under-way';
		const outcome = await dropIntoBox({
			send: () => postBallot(ballot.boxOrigin, roundId, body),
			verify: (stored, ack) => verdict(papers, leaf, stored, ack),
			untilOpen: ballot.untilOpen,
			report: (progress) => (this.progress = progress),
			random: Math.random,
			signal: ballot.signal
		});
		if (outcome.kind === 'given-up') return outcome.kind;
		if (outcome.kind === 'closed') {
			const state = await stateOf(roundId);
			if (state === 'aborted' || state === 'void') {
				this.clear();
				return 'no-ballot-counts';
			}
			this.certain = outcome.certain || boxStillTold.some((one) => one === state);
		}
		if (outcome.kind === 'fault') this.fault = outcome.code;
		if (outcome.kind === 'stored') {
			this.receipt = { at: Date.now(), tracker: receipt === 'presence' ? trackerOf(leaf) : null };
		}
		this.stage = outcome.kind;
		return outcome.kind;
	}

	clear(): void {
		this.stage = 'none';
		this.progress = null;
		this.fault = null;
		this.certain = true;
		this.receipt = null;
	}
}

/** Whose ballot an acknowledged leaf is. */
function verdict({ manifest, ackKey }: RoundPapers, ours: Uint8Array, stored: string, signed: string) {
	const leaf = parseBase64url(stored, 32);
	const ack = parseBase64url(signed, 64);
	if (!leaf || !ack || !verifyAck(ackKey, manifest.roundId, leaf, ack)) return 'forged';
	return equalBytes(leaf, ours) ? 'stored' : 'earlier';
}

/**
 * Up to the count the box acknowledges what it holds, so its `round-closed` means: not in the box. States only
 * go forward: one of these read after the answer held at the answer too.
 */
const boxStillTold = ['open', 'paused', 'closed', 'counted'];

/** The state of the round now; null when the desk does not say. */
async function stateOf(roundId: string): Promise<string | null> {
	const answer = await currentRound();
	return answer.ok && answer.value?.id === roundId ? answer.value.state : null;
}
