import type { IncomingMessage, ServerResponse } from 'node:http';
import { CAST_BYTES } from '../../wire/cast-body.ts';
import { refused, type Answer } from './answer.ts';
import type { BallotBox } from './ballot-box.ts';

const castPath = /^\/box\/v1\/rounds\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/cast$/;

/** Seconds a browser may remember the preflight's answer. */
const PREFLIGHT_SECONDS = 7200;

/** What is read of a body that is refused, and how long any body may stand still. */
const MOST_READ = 4 * 1024 * 1024;
const PATIENCE_MS = 10_000;

/**
 * The box's HTTP edge, on Node's own request and response: it reads `Host` (the caller did), `Origin`,
 * `Content-Type`, `Content-Encoding`, `Content-Length` and the preflight's two headers, and nothing else, so
 * no framework object with cookies or addresses is ever made for a ballot. It writes no log.
 *
 * @param deskOrigins whose pages may send ballots
 */
export function boxDoor(box: BallotBox, deskOrigins: readonly string[]) {
	return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const origin = request.headers.origin;
		const known = origin !== undefined && deskOrigins.includes(origin);
		response.setHeader('vary', 'Origin');
		if (known) response.setHeader('access-control-allow-origin', origin);
		const path = request.url ?? '';
		const round = castPath.exec(path)?.[1];
		if (request.method === 'OPTIONS') return preflight(request, response, known, round !== undefined);
		if (request.method !== 'POST') return send(request, response, refused('not-found'));
		if (!known) return send(request, response, refused('bad-origin'));
		if (!round) return send(request, response, refused('not-found'));
		const refusal = beforeTheBody(request);
		if (refusal) return send(request, response, refusal);
		if (!box.hasRoom) return send(request, response, refused('try-later'));
		const body = await readBody(request);
		if (!body) return send(request, response, refused('bad-request'));
		send(request, response, await box.cast(round, body));
	};
}

/** What the headers alone decide. */
function beforeTheBody(request: IncomingMessage): Answer | null {
	const type = request.headers['content-type'] ?? '';
	if (!/^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(type)) return refused('unsupported-media-type');
	if (request.headers['content-encoding'] !== undefined) return refused('unsupported-media-type');
	const length = request.headers['content-length'];
	if (length === undefined || !/^\d+$/.test(length)) return refused('bad-request');
	if (Number(length) > CAST_BYTES) return refused('too-large');
	if (Number(length) < CAST_BYTES) return refused('bad-request');
	return null;
}

/** Exactly the announced 2,048 bytes, or null where the sender went away or dawdles. */
function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let length = 0;
		request.setTimeout(PATIENCE_MS, () => request.destroy());
		request.on('data', (chunk: Buffer) => {
			length += chunk.length;
			if (length <= CAST_BYTES) chunks.push(chunk);
		});
		request.on('end', () => resolve(length === CAST_BYTES ? new Uint8Array(Buffer.concat(chunks)) : null));
		request.on('error', () => resolve(null));
		request.on('close', () => resolve(null));
	});
}

function preflight(
	request: IncomingMessage,
	response: ServerResponse,
	known: boolean,
	isCast: boolean
): void {
	if (!known) return send(request, response, refused('bad-origin'));
	if (!isCast) return send(request, response, refused('not-found'));
	response.setHeader('access-control-allow-methods', 'POST');
	response.setHeader('access-control-allow-headers', 'content-type');
	response.setHeader('access-control-max-age', String(PREFLIGHT_SECONDS));
	response.writeHead(204, { 'content-length': '0' }).end();
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
	// Nothing ties a ballot to what else the tablet sends: no connection is kept for a next request.
	response.writeHead(answer.status, {
		'content-type': answer.type,
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
		connection: 'close',
		...(answer.retryAfter ? { 'retry-after': String(answer.retryAfter) } : {})
	});
	const end = () => void (response.writableEnded || response.end(answer.body));
	if (request.complete || request.destroyed) return end();
	// A connection closed under its sender takes the answer with it: a refused body is read away first.
	let left = MOST_READ;
	request.setTimeout(PATIENCE_MS, () => request.destroy());
	request.on('data', (chunk: Buffer) => {
		left -= chunk.length;
		if (left < 0) end();
	});
	request.on('end', end);
}
