import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDesk } from '#lib/server/db/client.ts';
import type { ConsoleView, ViewEvent } from '#lib/wire/views.ts';
import { ensureBuild } from '../../src/cli/ensure-build.ts';
import { seedDemonstration, type Credentials } from '../../src/cli/demo/seed.ts';
import { ProtocolDelegate, ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { startProgram, stopProgram } from '../../src/cli/run-program.ts';
import { fiveApprovals } from '../support/hall.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testPort } from '../support/test-port.ts';

// Two processes behind one name, as a proxy would run them, and nothing between them but the database.

let database: TestDatabase;
let credentials: Credentials;
let servers: ChildProcess[];
let ports: number[];
const sockets: Socket[] = [];
const dir = mkdtempSync(join(tmpdir(), 'piaojue-two-'));

beforeAll(async () => {
	await ensureBuild();
	database = await testDatabase();
	ports = [await testPort(), await testPort()];
	const place = { origin: `http://localhost:${ports[0]}`, boxOrigin: `http://127.0.0.1:${ports[0]}` };
	const keys = { dir: join(dir, 'keys'), secret: randomBytes(32).toString('base64url') };
	const desk = connectDesk(database.url, keys, { max: 1 });
	credentials = await seedDemonstration(desk, { ...place, delegates: 12 });
	await desk.$client.end();
	servers = ports.map((port) =>
		startProgram(['src/server.js'], {
			env: {
				NODE_ENV: 'production',
				DATABASE_URL: database.url,
				PIAOJUE_SECRET: keys.secret,
				KEY_DIR: keys.dir,
				ARCHIVE_DIR: join(dir, 'archive'),
				HOST: '127.0.0.1',
				PORT: String(port),
				ORIGIN: place.origin,
				BOX_ORIGIN: place.boxOrigin,
				FLUSH_MS: '50'
			}
		})
	);
	for (const port of ports) {
		while (!(await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)))
			await new Promise((wait) => setTimeout(wait, 50));
	}
}, 120_000);

afterAll(async () => {
	for (const socket of sockets) socket.disconnect();
	await Promise.all(servers.map(stopProgram));
	await database.drop();
	rmSync(dir, { recursive: true, force: true });
});

/** A cast through the second process, under the box's name. */
const castAtSecond = (roundId: string, body: string) =>
	new Promise<number>((resolve, reject) => {
		const request = send(
			{
				...{ host: '127.0.0.1', port: ports[1], agent: false, method: 'POST' },
				path: `/box/v1/rounds/${roundId}/cast`,
				headers: {
					host: new URL(credentials.boxOrigin).host,
					origin: credentials.origin,
					'content-type': 'application/json',
					'content-length': '2048'
				}
			},
			(answer) => resolve(answer.resume().statusCode!)
		);
		request.on('error', reject);
		request.end(body);
	});

test('what happens at one process is seen at the other, and the count is over both', async () => {
	const { roundId, origin } = credentials;
	const as = async (username: string) => {
		const person = new ProtocolStaff(origin);
		await person.signIn(username, credentials.staff[0]!.password);
		return person;
	};
	const one = await as('office-1');
	const two = await as('office-2');
	const chair = await as('chair');
	const chief = await as('chief');

	const watch = (port: number, cookie: string, topic: string) => {
		const socket = io(`http://127.0.0.1:${port}`, {
			path: '/rt/',
			transports: ['websocket'],
			extraHeaders: { host: new URL(origin).host, origin, cookie }
		});
		socket.on('connect', () => socket.emit('watch', { topic }));
		sockets.push(socket);
		return socket;
	};
	const socket = watch(ports[1]!, chair.cookie, 'console');
	const first = new ProtocolDelegate({ ...credentials, code: credentials.delegates[0]!.code });
	await first.signIn();
	watch(ports[0]!, first.cookie, 'tablet');
	const seen: ConsoleView[] = [];
	let heard = () => {};
	socket.on('view', ({ view }: ViewEvent<ConsoleView>) => {
		seen.push(view);
		heard();
	});
	/** Pushed by the second process, never asked for. */
	const pushed = async (is: (text: string) => boolean) => {
		while (!is(JSON.stringify(seen.at(-1) ?? null))) await new Promise<void>((next) => (heard = next));
	};
	await pushed((text) => text.includes('"state":"draft"'));

	for (const { number } of credentials.delegates)
		expect(await one.act('/admin/roll?/checkIn', { delegateNumber: String(number) })).toBeNull();
	expect(await one.act('/admin?/makeReady', { roundId })).toBeNull();
	expect(await two.act('/admin?/makeReady', { roundId })).toBeNull();
	await pushed((text) => text.includes('"state":"ready"'));
	expect(await chair.act('/chair?/open', { roundId })).toBeNull();
	expect(await chief.act('/scrutineer?/open', { roundId })).toBeNull();
	await pushed((text) => text.includes('"state":"open"'));

	const { delegates } = credentials;
	await Promise.all(
		delegates.map(async ({ code }, i) => {
			const tablet = new ProtocolDelegate({ ...credentials, code });
			await tablet.signIn();
			const { manifest } = (await tablet.currentRound())!;
			const ballot = await tablet.draw({ id: roundId, manifest: manifest! });
			const filled = tablet.fill(ballot, fiveApprovals, new Uint8Array(randomBytes(32)));
			if (i % 2) return void (await tablet.castUntilDefinite(ballot, filled, 50));
			while ((await castAtSecond(roundId, filled.body)) !== 200);
		})
	);
	await pushed((text) => text.includes(`"cast":${delegates.length}`));
	expect(await chair.act('/chair?/close', { roundId })).toBeNull();
	await pushed((text) => text.includes('"state":"counted"'));
	const [row] = await database.sql<{ returned: number; approve: number[] }[]>`
		select returned, approve from gate.count`;
	expect(row).toEqual({ returned: 12, approve: [12, 12, 12, 12, 12, 0, 0, 0] });
	// The first process holds the tablet; the second one's console counts it.
	await pushed((text) => text.includes('"tablets":{"online":1,"offline":0}'));
});
