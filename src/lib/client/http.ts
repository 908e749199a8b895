import { retryAfterMs } from './cast-answer.ts';

/** One answer over HTTP with its body read as JSON; `body` is null where it is none. */
export type HttpAnswer =
	{ kind: 'none' } | { kind: 'answer'; status: number; body: unknown; retryAfterMs: number };

/** Longer than a flush of the box and a slow radio, shorter than a delegate's patience. */
const timeoutMs = 10_000;

/** A request that never rejects: no answer, and none in time, is an answer too. */
export async function ask(url: string, init: RequestInit): Promise<HttpAnswer> {
	const late = new AbortController();
	const timer = setTimeout(() => late.abort(), timeoutMs);
	try {
		const response = await fetch(url, { cache: 'no-store', redirect: 'error', ...init, signal: late.signal });
		return {
			kind: 'answer',
			status: response.status,
			body: await jsonOf(response),
			retryAfterMs: retryAfterMs(response.headers.get('retry-after'))
		};
	} catch {
		return { kind: 'none' };
	} finally {
		clearTimeout(timer);
	}
}

/** Null for a body that is no JSON; throws where the connection broke in the middle of it. */
async function jsonOf(response: Response): Promise<unknown> {
	const text = await response.text();
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
