import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { testPort } from './support/test-port.ts';

const RANGE = '/proc/sys/net/ipv4/ip_local_port_range';

test('a port for a started program is one that the system gives to nobody else meanwhile', async () => {
	const systemFirst = existsSync(RANGE) ? Number(readFileSync(RANGE, 'utf8').split(/\s+/)[0]) : 49_152;
	const ports = [await testPort(), await testPort(), await testPort()];
	expect(new Set(ports).size).toBe(3);
	expect(Math.max(...ports)).toBeLessThan(systemFirst);
});

test('a port that is in use is passed over', async () => {
	const used = (await testPort()) + 1;
	const server = createServer();
	await new Promise<void>((listening) => server.listen(used, '127.0.0.1', listening));
	expect(await testPort()).not.toBe(used);
	await new Promise((closed) => server.close(closed));
});
