import { createServer, connect, type Socket } from 'node:net';

export type CuttableLine = Awaited<ReturnType<typeof cuttableLine>>;

/**
 * The way between browsers and a server, which can go silent as a radio does: nothing arrives on either side, no
 * connection ends and no browser is told that it is offline. Mended, what was sent meanwhile arrives.
 */
export async function cuttableLine(from: number, to: number) {
	const ends = new Set<Socket>();
	let isCut = false;
	const pair = (near: Socket, far: Socket) => {
		ends.add(near);
		near.on('data', (bytes) => far.write(bytes));
		near.on('end', () => far.end());
		near.on('error', () => far.destroy());
		near.on('close', () => {
			ends.delete(near);
			far.destroy();
		});
		if (isCut) near.pause();
	};
	const server = createServer({ allowHalfOpen: true }, (browser) => {
		const program = connect({ port: to, host: '127.0.0.1', allowHalfOpen: true });
		pair(browser, program);
		pair(program, browser);
	});
	await new Promise<void>((listening) => server.listen(from, '127.0.0.1', listening));

	return {
		cut(): void {
			isCut = true;
			for (const end of ends) end.pause();
		},

		mend(): void {
			isCut = false;
			for (const end of ends) end.resume();
		},

		close(): void {
			for (const end of ends) end.destroy();
			server.close();
		}
	};
}
