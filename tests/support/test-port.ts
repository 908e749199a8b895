import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the ranges that systems choose from (from 32768 on Linux, from 49152 elsewhere): neither a `listen(0)` nor a
// connection that goes out takes one of these between the look and the start of a server, or while one is killed.
const FIRST = 12_000;
const PER_WORKER = 200;
const WORKERS = 100;

/** Each worker has ports of its own, so they don't take them from each other either. */
const worker = Number(process.env.VITEST_POOL_ID ?? process.env.TEST_PARALLEL_INDEX ?? -1) + 1;
const first = FIRST + (worker % WORKERS) * PER_WORKER;
// Another run may go on beside this one.
let next = randomInt(PER_WORKER);

/** A port of 127.0.0.1 for a program that a test starts: nobody uses it, and nobody is given it before the program. */
export async function testPort(): Promise<number> {
	for (let tries = 0; tries < PER_WORKER; tries++) {
		const port = first + (next++ % PER_WORKER);
		if (await isFree(port)) return port;
	}
	throw new Error(`No free port from ${first} on`);
}

const isFree = (port: number): Promise<boolean> =>
	new Promise((told) => {
		const probe = createServer().once('error', () => told(false));
		probe.listen(port, '127.0.0.1', () => probe.close(() => told(true)));
	});
