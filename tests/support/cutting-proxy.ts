import { createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type CuttingProxy = Awaited<ReturnType<typeof cuttingProxy>>;

/**
 * A proxy between one browser and the server, at which a line breaks in the middle of what is sent: the browser's
 * address stays the server's, and both sides see the connection end.
 */
export async function cuttingProxy() {
	type Plan = { kind: 'after' | 'silent' | 'answer'; bytes: number; to: string };
	let next: Plan | null = null;
	let cuts = 0;
	const isMeant = ({ method, headers, url }: IncomingMessage, { to }: Plan) =>
		method === 'POST' && /^multipart/.test(headers['content-type'] ?? '') && url!.endsWith(to);
	const server = createServer((request, response) => {
		const plan = next && isMeant(request, next) ? next : null;
		if (plan) {
			next = null;
			cuts++;
		}
		const onward = ask(request.url!, { method: request.method, headers: request.headers, agent: false });
		onward.on('response', (answer) => {
			if (plan?.kind === 'answer') {
				answer.resume();
				request.socket.destroy();
				return;
			}
			response.writeHead(answer.statusCode!, answer.rawHeaders);
			answer.pipe(response);
		});
		onward.on('error', () => request.socket.destroy());
		response.on('close', () => onward.destroy());
		let passed = 0;
		request.on('data', (bytes: Buffer) => {
			passed += bytes.length;
			if (plan && plan.kind !== 'answer' && passed > plan.bytes) {
				if (plan.kind === 'silent') {
					request.pause();
					return;
				}
				onward.destroy();
				request.socket.destroy();
				return;
			}
			onward.write(bytes);
		});
		request.on('end', () => onward.end());
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

	return {
		server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,

		/** How many uploads were cut. */
		cuts: () => cuts,

		/** The next upload to an address that ends so breaks off after so many bytes of its body. */
		cutAfter(bytes: number, to: string): void {
			next = { kind: 'after', bytes, to };
		},

		/** The next one goes silent after so many bytes: no end on either side. */
		silenceAfter(bytes: number, to: string): void {
			next = { kind: 'silent', bytes, to };
		},

		/** The next one arrives, and its answer doesn't. */
		loseAnswer(to: string): void {
			next = { kind: 'answer', bytes: Infinity, to };
		},

		close(): void {
			server.closeAllConnections();
			server.close();
		}
	};
}
