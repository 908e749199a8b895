import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDesk } from '#lib/server/db/client.ts';
import { ensureBuild } from '../../src/cli/ensure-build.ts';
import { seedDemonstration, type Credentials } from '../../src/cli/demo/seed.ts';
import { ProtocolDelegate, ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { startProgram, stopProgram } from '../../src/cli/run-program.ts';
import { fiveApprovals } from '../support/hall.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { testPort } from '../support/test-port.ts';

// Desk and box as two processes under two host names: what a county does that wants them on two machines.

let database: TestDatabase;
let credentials: Credentials;
let servers: ChildProcess[];
const ports = { desk: 0, box: 0 };
const dir = mkdtempSync(join(tmpdir(), 'piaojue-split-'));

beforeAll(async () => {
	await ensureBuild();
	database = await testDatabase();
	for (const role of ['desk', 'box'] as const) ports[role] = await testPort();
	const origin = `http://localhost:${ports.desk}`;
	const boxOrigin = `http://127.0.0.1:${ports.box}`;
	const keys = { dir: join(dir, 'keys'), secret: randomBytes(32).toString('base64url') };
	const desk = connectDesk(database.url, keys, { max: 1 });
	credentials = await seedDemonstration(desk, { origin, boxOrigin, delegates: 12 });
	await desk.$client.end();
	servers = (['desk', 'box'] as const).map((role) =>
		startProgram(['src/server.js'], {
			env: {
				NODE_ENV: 'production',
				PIAOJUE_ROLE: role,
				DATABASE_URL: database.url,
				PIAOJUE_SECRET: keys.secret,
				KEY_DIR: keys.dir,
				ARCHIVE_DIR: join(dir, 'archive'),
				HOST: '127.0.0.1',
				PORT: String(ports[role]),
				ORIGIN: origin,
				BOX_ORIGIN: boxOrigin,
				FLUSH_MS: '50'
			}
		})
	);
	for (const port of Object.values(ports)) {
		while (!(await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)))
			await new Promise((wait) => setTimeout(wait, 50));
	}
}, 120_000);

afterAll(async () => {
	await Promise.all(servers.map(stopProgram));
	await database.drop();
	rmSync(dir, { recursive: true, force: true });
});

/** The status under a host name of the caller's choice. */
const statusOf = (port: number, host: string, path: string) =>
	new Promise<number>((resolve, reject) => {
		const request = send({ host: '127.0.0.1', port, path, agent: false, headers: { host } }, (answer) =>
			resolve(answer.resume().statusCode!)
		);
		request.on('error', reject);
		request.end();
	});

const desk = () => new URL(credentials.origin).host;
const box = () => new URL(credentials.boxOrigin).host;

test.each(['/', '/login', '/tablet', '/chair', '/api/v1/me', '/rt/?EIO=4&transport=websocket'])(
	'the box process has no %s, under its own name and under the desk’s',
	async (path) => {
		expect([404, 421]).toContain(await statusOf(ports.box, box(), path));
		expect(await statusOf(ports.box, desk(), path)).toBe(421);
	}
);

test('the desk process takes nothing for the box, under its own name and under the box’s', async () => {
	const path = `/box/v1/rounds/${credentials.roundId}/cast`;
	expect(await statusOf(ports.desk, box(), path)).toBe(421);
	expect(await statusOf(ports.desk, desk(), path)).toBe(404);
	expect(await statusOf(ports.desk, desk(), '/login')).toBe(200);
});

test('a whole round is drawn at the one, cast at the other, closed and counted', async () => {
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
	for (const { number } of credentials.delegates)
		expect(await one.act('/admin/roll?/checkIn', { delegateNumber: String(number) })).toBeNull();
	expect(await one.act('/admin?/makeReady', { roundId })).toBeNull();
	expect(await two.act('/admin?/makeReady', { roundId })).toBeNull();
	expect(await chair.act('/chair?/open', { roundId })).toBeNull();
	expect(await chief.act('/scrutineer?/open', { roundId })).toBeNull();
	const answers = await Promise.all(
		credentials.delegates.map(async ({ code }) => {
			const tablet = new ProtocolDelegate({ ...credentials, code });
			await tablet.signIn();
			const { manifest } = (await tablet.currentRound())!;
			const ballot = await tablet.draw({ id: roundId, manifest: manifest! });
			const filled = tablet.fill(ballot, fiveApprovals, new Uint8Array(randomBytes(32)));
			return tablet.castUntilDefinite(ballot, filled, 50);
		})
	);
	expect(answers.every(({ isOurs }) => isOurs)).toBe(true);
	expect(await chair.act('/chair?/close', { roundId })).toBeNull();
	const counted = async () =>
		(await database.sql<{ state: string }[]>`select state from desk.round where id = ${roundId}`)[0]!.state;
	while ((await counted()) !== 'counted') await new Promise((wait) => setTimeout(wait, 50));
	const [row] = await database.sql<{ returned: number; approve: number[] }[]>`
		select returned, approve from gate.count`;
	expect(row).toEqual({ returned: 12, approve: [12, 12, 12, 12, 12, 0, 0, 0] });
});
