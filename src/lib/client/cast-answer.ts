import { statusOfCode, type ProblemCode } from '../wire/problem.ts';

/** What came back from one POST to the box, before anything in it is believed. */
export type CastAnswer =
	/** No answer at all, or none in time. */
	{ kind: 'none' } | { kind: 'answer'; status: number; body: unknown; retryAfterMs: number };

/** A refusal that no repetition changes; the ballot is not in the box. */
export type CastFault = (typeof faults)[number];

/** What the tablet does with an answer: the status table of docs/protocol.md. */
export type CastStep =
	/** The stored leaf and its acknowledgement, still to be verified. */
	| { do: 'verify'; leaf: string; ack: string }
	| { do: 'send-again'; atLeastMs: number }
	/** Draft, ready or paused: the ballot is kept, and sent again when the round is open. */
	| { do: 'wait-until-open' }
	/** Closed or later. */
	| { do: 'stop'; why: 'round-closed' }
	| { do: 'stop'; why: 'fault'; code: CastFault };

/** Refusals of the box that say: not in the box, and the same bytes never will be. */
const faults = [
	'bad-request',
	'bad-ballot',
	'too-many-approvals',
	'too-few-approvals',
	'bad-origin',
	'bad-signature',
	'bad-ticket',
	'forbidden',
	'not-found',
	'too-large',
	'unsupported-media-type'
] as const satisfies readonly ProblemCode[];

/**
 * Reads one answer of the box. Anything that is not exactly an answer of the box (a proxy's page, half a
 * body, an unknown code) is as good as none: the doubt goes towards sending the same bytes again, which can
 * never make a second ballot.
 */
export function castStep(answer: CastAnswer): CastStep {
	if (answer.kind === 'none') return { do: 'send-again', atLeastMs: 0 };
	const { status, body, retryAfterMs } = answer;
	const again: CastStep = { do: 'send-again', atLeastMs: retryAfterMs };
	if (typeof body !== 'object' || body === null) return again;
	if (status === 200) {
		const { leaf, ack } = body as Record<string, unknown>;
		return typeof leaf === 'string' && typeof ack === 'string' ? { do: 'verify', leaf, ack } : again;
	}
	const code = (body as Record<string, unknown>).code;
	if (status === 409 && code === 'round-not-open') return { do: 'wait-until-open' };
	if (status === 409 && code === 'round-closed') return { do: 'stop', why: 'round-closed' };
	const fault = faults.find((one) => one === code);
	// A code under any other status than its own did not come from the box.
	return fault && statusOfCode[fault] === status ? { do: 'stop', why: 'fault', code: fault } : again;
}

/**
 * Retry-After as milliseconds: seconds only (the box sends no dates), never more than half a minute, so that
 * a broken header can not silence a tablet for the rest of the round.
 */
export function retryAfterMs(header: string | null): number {
	const seconds = Number(header ?? '');
	return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 30) * 1_000 : 0;
}
