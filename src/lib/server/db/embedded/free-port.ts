import { createServer } from 'node:net';

/** A TCP port of 127.0.0.1 that nobody uses now, of the system's choice. Somebody else may be faster. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			if (address === null || typeof address === 'string') throw new Error(`No TCP address: ${address}`);
			probe.close(() => resolve(address.port));
		});
	});
}
