import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbedded, type Embedded } from '#lib/server/db/embedded.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import type { ConsoleView, ViewEvent } from '#lib/wire/views.ts';
import { killableServer, type KillableServer } from '../support/killable-server.ts';

// A PostgreSQL of its own, because this one is killed.

const dataDir = mkdtempSync(join(tmpdir(), 'piaojue-cluster-'));
let postgresql: Embedded;
let server: KillableServer;
let socket: Socket | undefined;

beforeAll(async () => {
	chmodSync(dataDir, 0o755);
	postgresql = await startEmbedded({ dataDir });
	await migrate(postgresql.url);
	const sql = postgres(postgresql.url, { max: 1, onnotice: () => {} });
	const { url, superuserUrl } = postgresql;
	server = await killableServer({
		delegates: 6,
		database: { url, superuserUrl, sql, drop: () => sql.end({ timeout: 1 }) }
	});
}, 120_000);

afterAll(async () => {
	socket?.disconnect();
	await server.end();
	await postgresql.stop();
	rmSync(dataDir, { recursive: true, force: true });
});

test('a killed database costs answers that say so, and nothing when it is back', async () => {
	const { origin, delegates } = server.credentials;
	const chair = await server.as('chair');
	const office = await server.as('office-1');
	const page = (path: string, cookie = '') =>
		fetch(`${origin}${path}`, { headers: { accept: 'text/html', cookie }, redirect: 'manual' });
	const views: ConsoleView[] = [];
	let heard = () => {};
	socket = io(origin, {
		path: '/rt/',
		transports: ['websocket'],
		extraHeaders: { origin, cookie: chair.cookie }
	});
	socket.on('connect', () => socket!.emit('watch', { topic: 'console' }));
	socket.on('view', ({ view }: ViewEvent<ConsoleView>) => {
		views.push(view);
		heard();
	});
	const seen = async (is: (view: ConsoleView) => boolean) => {
		while (!views.some(is)) await new Promise<void>((next) => (heard = next));
	};
	await seen((view) => view.turnout?.checkedIn === 0);

	// Reads, sessions, transactions and rollbacks are under way on every connection when the server dies.
	let stopped = false;
	const hammers = Array.from({ length: 24 }, async (_, i) => {
		while (!stopped) {
			if (i % 2) await page(i % 4 === 1 ? '/' : '/chair', chair.cookie).catch(() => {});
			else await office.act('/admin/roll?/checkIn', { delegateNumber: '999' }).catch(() => {});
		}
	});
	await new Promise((wait) => setTimeout(wait, 500));
	const pidFile = join(dataDir, 'postgres/cluster/postmaster.pid');
	process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL');
	while ((await fetch(`${origin}/readyz`)).ok);

	for (const [path, cookie] of [['/'], ['/projects'], ['/chair', chair.cookie], ['/hall']] as const) {
		const answer = await page(path, cookie);
		expect([path, answer.status]).toEqual([path, 503]);
		expect(answer.headers.get('retry-after')).not.toBeNull();
		expect(await answer.text()).toContain('数据库暂时连接不上');
	}
	const api = await fetch(`${origin}/api/v1/me`, { headers: { cookie: chair.cookie } });
	expect(api.status).toBe(503);
	expect((await fetch(`${origin}/healthz`)).status).toBe(200);
	stopped = true;
	await Promise.all(hammers);

	const port = Number(new URL(postgresql.url).port);
	await postgresql.stop();
	postgresql = await startEmbedded({ dataDir, port });
	while (!(await fetch(`${origin}/readyz`)).ok) await new Promise((wait) => setTimeout(wait, 50));
	// Not only one connection of the pool, all of them.
	const answers = await Promise.all(Array.from({ length: 30 }, () => page('/chair', chair.cookie)));
	expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
	expect(
		await office.act('/admin/roll?/checkIn', { delegateNumber: String(delegates[0]!.number) })
	).toBeNull();
	await seen((view) => view.turnout?.checkedIn === 1);
	expect(server.lives()).toBe(true);
}, 180_000);
