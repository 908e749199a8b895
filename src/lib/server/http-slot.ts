import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/**
 * Whoever owns the HTTP server (src/server.js in production, a Vite plugin in development) puts it here before
 * the application starts; the application puts its doorkeeper here. One slot, because the two are bundled apart.
 */
export type HttpSlot = {
	server: Server;
	/** Sees every request before the pages do. True: it has answered, or will. */
	door: ((request: IncomingMessage, response: ServerResponse) => boolean) | null;
	/** Ends sockets, box and pools, in this order; called before the server itself is closed. */
	stop: (() => Promise<void>) | null;
};

const name = Symbol.for('piaojue.http');

export const httpSlot = (): HttpSlot | null =>
	((globalThis as Record<symbol, unknown>)[name] as HttpSlot | undefined) ?? null;

export function fillHttpSlot(server: Server): HttpSlot {
	const slot: HttpSlot = { server, door: null, stop: null };
	(globalThis as Record<symbol, unknown>)[name] = slot;
	return slot;
}
