import { Agent, request } from 'node:http';
import { connect } from 'node:net';

/** One answered request. `ms` from the first byte wanted to the last byte had, connection included. */
export type Answer = { status: number; body: string; ms: number };

/**
 * Does `act` for every item with `inFlight` under way at once: the next begins the moment one is answered.
 *
 * @returns when the last item was begun and when the last was answered, in ms since the start
 */
export async function inFlight<T>(
	items: readonly T[],
	inFlight: number,
	act: (item: T, index: number) => Promise<void>
): Promise<{ lastBegunMs: number; totalMs: number }> {
	const started = performance.now();
	let next = 0;
	let lastBegunMs = 0;
	const work = async () => {
		while (next < items.length) {
			const index = next++;
			lastBegunMs = performance.now() - started;
			await act(items[index]!, index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(inFlight, items.length) }, work));
	return { lastBegunMs, totalMs: performance.now() - started };
}

/** The bytes of a cast as a tablet's browser sends them, ready before the clock starts. */
export function castRequest(boxOrigin: string, origin: string, roundId: string, body: string): Buffer {
	const { host } = new URL(boxOrigin);
	return Buffer.from(
		`POST /box/v1/rounds/${roundId}/cast HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\n` +
			`Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`
	);
}

/**
 * Sends one request over a connection of its own and reads until the server closes it, as the box does after
 * every answer. On bare sockets, so that the generator takes as little as it can of the shared processors.
 */
export function sendOnce(boxOrigin: string, bytes: Buffer): Promise<Answer> {
	const { hostname, port } = new URL(boxOrigin);
	const started = performance.now();
	return new Promise((resolve, reject) => {
		const socket = connect({ host: hostname, port: Number(port), noDelay: true });
		const chunks: Buffer[] = [];
		socket.on('connect', () => socket.write(bytes));
		socket.on('data', (chunk: Buffer) => chunks.push(chunk));
		socket.on('error', reject);
		socket.on('end', () => {
			const text = Buffer.concat(chunks).toString('latin1');
			const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? [];
			if (!status) return reject(new Error(`no answer: ${text.slice(0, 80)}`));
			resolve({ status: Number(status), body: bodyOf(text), ms: performance.now() - started });
		});
	});
}

/** What follows the head, taken out of its chunks where it came in such (RFC 9112 section 7.1). */
function bodyOf(text: string): string {
	const headEnds = text.indexOf('\r\n\r\n');
	let rest = text.slice(headEnds + 4);
	if (!/\r\ntransfer-encoding: chunked/i.test(text.slice(0, headEnds))) return rest;
	let body = '';
	for (let size = chunkSize(rest); size > 0; size = chunkSize(rest)) {
		const from = rest.indexOf('\r\n') + 2;
		body += rest.slice(from, from + size);
		rest = rest.slice(from + size + 2);
	}
	return body;
}

const chunkSize = (text: string): number => Number.parseInt(text, 16) || 0;

/** Posts JSON to the desk over kept connections, as browsers do; at most `connections` of them. */
export class DeskLoad {
	readonly #agent: Agent;
	readonly #origin: string;

	constructor(origin: string, connections: number) {
		this.#origin = origin;
		this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
	}

	post(path: string, json: string, cookie = ''): Promise<Answer & { cookie: string }> {
		const started = performance.now();
		return new Promise((resolve, reject) => {
			const sent = request(
				this.#origin + path,
				{
					method: 'POST',
					agent: this.#agent,
					headers: {
						'content-type': 'application/json',
						'content-length': Buffer.byteLength(json),
						origin: this.#origin,
						...(cookie ? { cookie } : {})
					}
				},
				(response) => {
					let body = '';
					response.setEncoding('utf8');
					response.on('data', (chunk: string) => (body += chunk));
					response.on('error', reject);
					response.on('end', () =>
						resolve({
							status: response.statusCode!,
							body,
							cookie: (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; '),
							ms: performance.now() - started
						})
					);
				}
			);
			sent.on('error', reject);
			sent.end(json);
		});
	}

	close(): void {
		this.#agent.destroy();
	}
}
