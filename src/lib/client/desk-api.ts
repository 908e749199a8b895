import { statusOfCode, type ProblemCode } from '../wire/problem.ts';
import type { CandidateSheet } from '../wire/views.ts';
import { ask, type HttpAnswer } from './http.ts';

/** The calls of a delegate's tablet to the desk. Bytes are base64url text here; crypto reads and writes them. */

export type DeskAnswer<Value> =
	{ ok: true; value: Value } | { ok: false; code: ProblemCode; retryAfterMs: number };

/** Who is signed in here, as the desk knows it. */
export type Person = {
	number: number;
	name: string;
	delegation: string;
	seat: string;
	checkedIn: boolean;
	/** 中途退场: the desk has noted that this deputy left, and has not checked him in again. */
	left: boolean;
};

/** `manifest` is what the server sent, still to be checked. */
export type CurrentRound = { id: string; state: string; manifest: unknown; fingerprint: string | null };

export const challenge = (cardId: string): Promise<DeskAnswer<string>> =>
	call(post('/api/v1/card/challenge', { cardId }), (body) => text(record(body).nonce));

export const login = (cardId: string, nonce: string, signature: string): Promise<DeskAnswer<null>> =>
	call(post('/api/v1/card/login', { cardId, nonce, signature }), () => null);

/** Null when nobody is signed in here; `other` for a staff session. */
export const me = (): Promise<DeskAnswer<Person | 'other' | null>> =>
	call(get('/api/v1/me'), (body) => {
		const { role, delegate } = record(body);
		if (role === null) return null;
		if (role !== 'delegate') return typeof role === 'string' ? 'other' : undefined;
		const { number, name, delegation, seat, checkedIn, left } = record(delegate);
		if (typeof number !== 'number' || typeof checkedIn !== 'boolean') return undefined;
		return {
			number,
			name: String(name),
			delegation: String(delegation),
			seat: String(seat),
			checkedIn,
			left: left === true
		};
	});

export const currentRound = (): Promise<DeskAnswer<CurrentRound | null>> =>
	call(get('/api/v1/rounds/current'), (body) => {
		const { round } = record(body);
		if (round === null) return null;
		const { id, state, manifest, fingerprint } = record(round);
		if (typeof id !== 'string' || typeof state !== 'string') return undefined;
		return { id, state, manifest, fingerprint: typeof fingerprint === 'string' ? fingerprint : null };
	});

/** The texts of the candidates, in whatever order: their hashes say whose they are. */
export const candidateTexts = (roundId: string): Promise<DeskAnswer<unknown[]>> =>
	call(get(`/api/v1/rounds/${roundId}/candidates`), (body) =>
		Array.isArray(body) ? (body as unknown[]) : undefined
	);

/** The candidates' whole sheets: text, scale, pictures and attachments. */
export const candidateSheets = (): Promise<DeskAnswer<CandidateSheet[]>> =>
	call(get('/tablet/sheets'), (body) => (Array.isArray(body) ? (body as CandidateSheet[]) : undefined));

export const draw = (roundId: string, blinded: string[], signature: string): Promise<DeskAnswer<string[]>> =>
	call(post(`/api/v1/rounds/${roundId}/draw`, { blinded, signature }), (body) => {
		const { blindSignatures } = record(body);
		return Array.isArray(blindSignatures) && blindSignatures.every((one) => typeof one === 'string')
			? blindSignatures
			: undefined;
	});

/** How long a rehearsal's steps took here. @returns whether the desk has answered, be it with a refusal */
export const reportSteps = async (meetingId: string, steps: unknown[]): Promise<boolean> => {
	const answer = await call(post('/api/v1/rehearsal/steps', { meetingId, steps }), () => null);
	return answer.ok || answer.code !== 'try-later';
};

/** Ends the session of this browser; without an answer it ends by itself later. */
export const signOut = (): Promise<DeskAnswer<null>> => call(post('/api/v1/sign-out', {}), () => null);

const get = (path: string) => ask(path, { credentials: 'same-origin' });

const post = (path: string, body: unknown) =>
	ask(path, {
		method: 'POST',
		credentials: 'same-origin',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});

/** Reads a success with `read` (undefined: not what was promised); everything unreadable is `try-later`. */
async function call<Value>(
	asked: Promise<HttpAnswer>,
	read: (body: unknown) => Value | undefined
): Promise<DeskAnswer<Value>> {
	const answer = await asked;
	const tryLater = { ok: false, code: 'try-later' } as const;
	if (answer.kind === 'none') return { ...tryLater, retryAfterMs: 0 };
	if (answer.status >= 200 && answer.status < 300) {
		const value = read(answer.body);
		return value === undefined ? { ...tryLater, retryAfterMs: 0 } : { ok: true, value };
	}
	const { code } = record(answer.body);
	return isCode(code) && statusOfCode[code] === answer.status
		? { ok: false, code, retryAfterMs: answer.retryAfterMs }
		: { ...tryLater, retryAfterMs: answer.retryAfterMs };
}

const record = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const isCode = (value: unknown): value is ProblemCode =>
	typeof value === 'string' && Object.prototype.hasOwnProperty.call(statusOfCode, value);
