import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDesk } from '#lib/server/db/client.ts';
import type { ConsoleView, ViewEvent } from '#lib/wire/views.ts';
import { seedDemonstration, type Credentials } from '../../src/cli/demo/seed.ts';
import { ProtocolDelegate, ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { startProgram, stopProgram, toolFile } from '../../src/cli/run-program.ts';
import { fiveApprovals } from '../support/hall.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testPort } from '../support/test-port.ts';

// `npm run dev`: the same application on Vite's server, from source.

let database: TestDatabase;
let credentials: Credentials;
let server: ChildProcess;
let socket: Socket | undefined;
const dir = mkdtempSync(join(tmpdir(), 'piaojue-dev-'));

beforeAll(async () => {
	database = await testDatabase();
	const port = await testPort();
	const place = { origin: `http://localhost:${port}`, boxOrigin: `http://127.0.0.1:${port}` };
	const keys = { dir: join(dir, 'keys'), secret: randomBytes(32).toString('base64url') };
	const desk = connectDesk(database.url, keys, { max: 1 });
	credentials = await seedDemonstration(desk, { ...place, delegates: 12 });
	await desk.$client.end();
	server = startProgram([toolFile('vite'), 'dev', '--port', String(port), '--strictPort'], {
		env: {
			NODE_ENV: 'development',
			VITEST: undefined,
			DATABASE_URL: database.url,
			PIAOJUE_SECRET: keys.secret,
			KEY_DIR: keys.dir,
			ARCHIVE_DIR: join(dir, 'archive'),
			FLUSH_MS: '50'
		}
	});
	while (!(await fetch(`${place.origin}/healthz`).catch(() => null))?.ok)
		await new Promise((wait) => setTimeout(wait, 100));
}, 120_000);

afterAll(async () => {
	socket?.disconnect();
	await stopProgram(server);
	await database.drop();
	rmSync(dir, { recursive: true, force: true });
});

test('pages, live views and a cast work from source as they do from the build', async () => {
	const { roundId, origin } = credentials;
	const as = async (username: string) => {
		const person = new ProtocolStaff(origin);
		await person.signIn(username, credentials.staff[0]!.password);
		return person;
	};
	const [one, two, chair, chief] = [
		await as('office-1'),
		await as('office-2'),
		await as('chair'),
		await as('chief')
	];
	for (const [person, path] of [
		[one, '/'],
		[one, '/projects'],
		[one, '/login'],
		[one, '/tablet'],
		[one, '/admin'],
		[one, '/admin/roll'],
		[chair, '/chair'],
		[chair, '/hall'],
		[chief, '/scrutineer']
	] as const)
		expect([path, (await person.get(path)).status]).toEqual([path, 200]);

	let seen: ConsoleView | null = null;
	let heard = () => {};
	socket = io(origin, {
		path: '/rt/',
		transports: ['websocket'],
		extraHeaders: { origin, cookie: chair.cookie }
	});
	socket.on('connect', () => socket!.emit('watch', { topic: 'console' }));
	socket.on('view', ({ view }: ViewEvent<ConsoleView>) => {
		seen = view;
		heard();
	});
	const pushed = async (is: (view: ConsoleView) => boolean) => {
		while (!seen || !is(seen)) await new Promise<void>((next) => (heard = next));
	};
	const { delegates } = credentials;
	for (const { number } of delegates)
		expect(await one.act('/admin/roll?/checkIn', { delegateNumber: String(number) })).toBeNull();
	expect(await one.act('/admin?/makeReady', { roundId })).toBeNull();
	expect(await two.act('/admin?/makeReady', { roundId })).toBeNull();
	expect(await chair.act('/chair?/open', { roundId })).toBeNull();
	expect(await chief.act('/scrutineer?/open', { roundId })).toBeNull();
	await pushed((view) => view.round?.state === 'open');
	await Promise.all(
		delegates.map(async ({ code }) => {
			const tablet = new ProtocolDelegate({ ...credentials, code });
			await tablet.signIn();
			const { manifest } = (await tablet.currentRound())!;
			const ballot = await tablet.draw({ id: roundId, manifest: manifest! });
			const filled = tablet.fill(ballot, fiveApprovals, new Uint8Array(randomBytes(32)));
			expect(await tablet.castUntilDefinite(ballot, filled, 50)).toEqual({ isOurs: true });
		})
	);
	await pushed((view) => view.turnout.cast === delegates.length);
	expect(await chair.act('/chair?/close', { roundId })).toBeNull();
	await pushed((view) => view.round?.state === 'counted');
}, 90_000);
