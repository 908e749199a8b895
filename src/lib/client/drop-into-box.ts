import { backOffMs, sleep } from './back-off.ts';
import { castStep, type CastAnswer, type CastFault } from './cast-answer.ts';

/** Where a ballot is on its way. */
export type CastProgress = {
	phase: 'sending' | 'sending-again' | 'waiting-until-open';
	/** Answers so far whose acknowledgement did not verify; more than a few call for staff. */
	forgedAcks: number;
};

export type CastOutcome =
	/** The leaf in the box is this ballot's: acknowledged under the manifest's key. */
	| { kind: 'stored' }
	/** The key was used before: the ballot cast then counts, this one does not. */
	| { kind: 'earlier' }
	/** `certain` is false when an unanswered attempt may have reached the box before it closed. */
	| { kind: 'closed'; certain: boolean }
	| { kind: 'fault'; code: CastFault }
	/** The signal was given up: the tablet was told to forget. */
	| { kind: 'given-up' };

export type Box = {
	/** Posts the ballot, the same bytes every time. Never rejects. */
	send: () => Promise<CastAnswer>;
	/** Compares an acknowledged leaf with this ballot's; `forged` where the signature does not hold. */
	verify: (leaf: string, ack: string) => 'stored' | 'earlier' | 'forged';
	/** Resolves when the round is no longer draft, ready or paused, or when the signal is given up. */
	untilOpen: (signal: AbortSignal) => Promise<void>;
	report: (progress: CastProgress) => void;
	/** In [0, 1). */
	random: () => number;
	signal: AbortSignal;
};

/** Before the first sending, so that the moment of the tap is not the moment of the request. */
const jitterMs = 800;

/** While the round is paused: the longest silence between two attempts, should the news of the reopening be lost. */
const askAgainMs = 15_000;

/**
 * Drops one ballot into the box: sends the same bytes until a definite answer comes (docs/protocol.md,
 * "Cast"). Repeating is safe because the box keeps the first ballot of a key and nothing else.
 */
export async function dropIntoBox(box: Box): Promise<CastOutcome> {
	let failures = 0;
	let unanswered = 0;
	let forgedAcks = 0;
	box.report({ phase: 'sending', forgedAcks });
	await sleep(box.random() * jitterMs, box.signal);
	while (!box.signal.aborted) {
		const step = castStep(await box.send());
		if (box.signal.aborted) break;
		switch (step.do) {
			case 'verify': {
				const found = box.verify(step.leaf, step.ack);
				if (found !== 'forged') return { kind: found };
				forgedAcks += 1;
				unanswered += 1;
				break;
			}
			case 'send-again':
				unanswered += 1;
				break;
			case 'wait-until-open':
				box.report({ phase: 'waiting-until-open', forgedAcks });
				await untilOpenOrLate(box);
				continue;
			case 'stop':
				return step.why === 'fault'
					? { kind: 'fault', code: step.code }
					: { kind: 'closed', certain: unanswered === 0 };
		}
		failures += 1;
		box.report({ phase: 'sending-again', forgedAcks });
		await sleep(backOffMs(failures, box.random(), step.do === 'send-again' ? step.atLeastMs : 0), box.signal);
	}
	return { kind: 'given-up' };
}

/** The state on this tablet may run ahead of the box by a moment, hence a pause in every case. */
async function untilOpenOrLate(box: Box): Promise<void> {
	const late = new AbortController();
	const giveUp = () => late.abort();
	box.signal.addEventListener('abort', giveUp);
	const timer = setTimeout(giveUp, askAgainMs);
	await box.untilOpen(late.signal);
	clearTimeout(timer);
	box.signal.removeEventListener('abort', giveUp);
	await sleep(backOffMs(1, box.random()), box.signal);
}
