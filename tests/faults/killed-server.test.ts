import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#lib/server/db/embedded/free-port.ts';
import { connectDesk } from '#lib/server/db/client.ts';
import { ensureBuild } from '../../src/cli/ensure-build.ts';
import { seedDemonstration, type Credentials } from '../../src/cli/demo/seed.ts';
import { ProtocolDelegate, ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { startProgram, stopProgram } from '../../src/cli/run-program.ts';
import { fiveApprovals } from '../support/hall.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let credentials: Credentials;
let server: ChildProcess;
let start: () => Promise<void>;
const dir = mkdtempSync(join(tmpdir(), 'piaojue-fault-'));

beforeAll(async () => {
	await ensureBuild();
	database = await testDatabase();
	const port = await freePort();
	const place = { origin: `http://localhost:${port}`, boxOrigin: `http://127.0.0.1:${port}` };
	const env = {
		NODE_ENV: 'production',
		DATABASE_URL: database.url,
		PIAOJUE_SECRET: randomBytes(32).toString('base64url'),
		KEY_DIR: join(dir, 'keys'),
		ARCHIVE_DIR: join(dir, 'archive'),
		UPLOAD_DIR: join(dir, 'uploads'),
		HOST: '127.0.0.1',
		PORT: String(port),
		ORIGIN: place.origin,
		BOX_ORIGIN: place.boxOrigin,
		// Long enough for ballots to be on their way, in the queue and acknowledged when the process dies.
		FLUSH_MS: '400'
	};
	start = async () => {
		server = startProgram(['src/server.js'], { env });
		for (;;) {
			if ((await fetch(`${place.origin}/readyz`).catch(() => null))?.ok) return;
			await new Promise((wait) => setTimeout(wait, 50));
		}
	};
	const desk = connectDesk(database.url, { dir: join(dir, 'keys'), secret: env.PIAOJUE_SECRET }, { max: 1 });
	credentials = await seedDemonstration(desk, { ...place, delegates: 24 });
	await desk.$client.end();
	await start();
}, 120_000);

afterAll(async () => {
	await stopProgram(server);
	await database.drop();
	rmSync(dir, { recursive: true, force: true });
});

test('a server killed while ballots are cast loses none and doubles none', async () => {
	const { roundId } = credentials;
	const as = async (username: string) => {
		const person = new ProtocolStaff(credentials.origin);
		await person.signIn(username, credentials.staff[0]!.password);
		return person;
	};
	const [one, two, chair, chief] = [
		await as('office-1'),
		await as('office-2'),
		await as('chair'),
		await as('chief')
	];
	for (const { number } of credentials.delegates) {
		expect(await one.act('/admin/roll?/checkIn', { delegateNumber: String(number) })).toBeNull();
	}
	expect(await one.act('/admin?/makeReady', { roundId })).toBeNull();
	expect(await two.act('/admin?/makeReady', { roundId })).toBeNull();
	const tablets = credentials.delegates.map(({ code }) => new ProtocolDelegate({ ...credentials, code }));
	const ballots = [];
	for (const tablet of tablets) {
		await tablet.signIn();
		const round = await tablet.currentRound();
		const ballot = await tablet.draw({ id: roundId, manifest: round!.manifest! });
		ballots.push({
			tablet,
			ballot,
			filled: tablet.fill(ballot, fiveApprovals, new Uint8Array(randomBytes(32)))
		});
	}
	expect(await chair.act('/chair?/open', { roundId })).toBeNull();
	expect(await chief.act('/scrutineer?/open', { roundId })).toBeNull();

	let acknowledged = 0;
	const casting = ballots.map(async ({ tablet, ballot, filled }, i) => {
		await new Promise((wait) => setTimeout(wait, 60 * i));
		const answer = await tablet.castUntilDefinite(ballot, filled, 100);
		acknowledged++;
		return answer;
	});
	await new Promise((wait) => setTimeout(wait, 900));
	const before = acknowledged;
	process.kill(-server.pid!, 'SIGKILL');
	await start();
	const answers = await Promise.all(casting);

	expect(before).toBeGreaterThan(0);
	expect(before).toBeLessThan(ballots.length);
	// Every tablet got the acknowledgement of its very ballot, whichever process stored it.
	expect(answers.every((answer) => answer.isOurs)).toBe(true);
	expect(await chair.act('/chair?/close', { roundId })).toBeNull();
	for (let tries = 0; tries < 200; tries++) {
		const [row] = await database.sql<{ returned: number }[]>`select returned from gate.count`;
		if (row) {
			expect(row.returned).toBe(ballots.length);
			return;
		}
		await new Promise((wait) => setTimeout(wait, 50));
	}
	throw new Error('the round was not counted');
}, 120_000);
