import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRealtime, type Realtime } from '#lib/server/realtime/start-realtime.ts';
import type { ProjectView, ViewEvent } from '#lib/wire/views.ts';
import { eventually } from '../support/eventually.ts';
import { insertTown, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver } from '../support/tracker-steps.ts';

// Whoever has no cookie may watch what is public, and nothing that they say is felt in the hall.

let town: TrackedTown;
let server: Server;
let realtime: Realtime;
let origin: string;
/** Ids of four public projects and of one more. */
let projects: string[];
let meeting: string;
const sockets: Socket[] = [];

beforeAll(async () => {
	town = await trackedTown();
	const others = [await insertTown(town.desk, '青山镇', '-b'), await insertTown(town.desk, '白水镇', '-c')];
	projects = [town, ...others].flatMap((one) => one.projects.map(({ id }) => id)).slice(0, 5);
	const [row] = await town.database.sql<{ name: string }[]>`
		select congress_id || ' ' || id as name from desk.meeting where congress_id = ${town.congressId}`;
	meeting = row!.name;
});

beforeEach(async () => {
	server = createServer();
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	realtime = await startRealtime(server, {
		...{ desk: town.desk, publicDesk: town.desk, origin },
		identify: () => Promise.resolve({ actor: null, hall: null, session: null }),
		halls: { seen: () => Promise.resolve(new Set()), left: () => Promise.resolve() },
		tablets: () => Promise.resolve(),
		livingSessions: () => Promise.resolve(new Set()),
		onBox: () => {},
		onDesk: () => {}
	});
});

afterEach(async () => {
	for (const socket of sockets.splice(0)) socket.disconnect();
	await realtime.stop();
	server.close();
});

afterAll(() => town.leave());

/** A socket of nobody's, and everything it was told. */
async function nobody() {
	const socket = io(origin, { path: '/rt/', transports: ['websocket'], extraHeaders: { origin } });
	sockets.push(socket);
	const told: string[] = [];
	socket.on('view', ({ topic, view }: ViewEvent<ProjectView | null>) =>
		told.push(`view ${topic} ${view?.id ?? 'nothing'}`)
	);
	socket.on('refused', ({ topic, code }: { topic?: string; code: string }) =>
		told.push(`${code} ${topic ?? ''}`)
	);
	await new Promise<void>((connected) => socket.once('connect', () => connected()));
	const watch = (id: string) => socket.emit('watch', { topic: `project:${id}` });
	return { socket, told, watch };
}

const shown = (id: string) => `view project:${id} ${id}`;
const pause = () => new Promise((over) => setTimeout(over, 500));

test('a project that is not there is refused and makes no room', async () => {
	const { told, watch } = await nobody();
	const id = randomUUID();
	watch(id);
	watch(projects[0]!);
	await expect.poll(() => told).toEqual([`not-found project:${id}`, shown(projects[0]!)]);
});

test('a socket watches a few topics, and a further one is refused', async () => {
	const { told, watch } = await nobody();
	for (const id of projects) watch(id);
	// A topic that is watched already is no further one.
	watch(projects[0]!);
	await expect
		.poll(() => told)
		.toEqual([
			...projects.slice(0, 4).map(shown),
			`too-many-topics project:${projects[4]}`,
			shown(projects[0]!)
		]);
});

test('a flood of topics cuts its socket and nobody else’s', async () => {
	const [flood, other] = [await nobody(), await nobody()];
	for (let i = 0; i < 20_000; i++) flood.watch(randomUUID());
	other.watch(projects[0]!);
	await expect.poll(() => other.told).toEqual([shown(projects[0]!)]);
	await eventually('the flood is cut', () => flood.socket.disconnected);
	expect(other.socket.connected).toBe(true);
	const noise = await nobody();
	for (let i = 0; i < 1000; i++) noise.socket.emit(`nothing-${i}`);
	await eventually('noise is cut', () => noise.socket.disconnected);
	expect(realtime.sockets()).toBe(1);
});

test('an act on a project is shown to those who watch it, and a meeting under way to none of them', async () => {
	const [first, second] = [await nobody(), await nobody()];
	first.watch(projects[0]!.toUpperCase());
	second.watch(projects[1]!);
	await expect
		.poll(() => [...first.told, ...second.told])
		.toEqual([shown(projects[0]!), shown(projects[1]!)]);
	await town.database.sql`select pg_notify('desk', ${meeting})`;
	await pause();
	expect([first.told.length, second.told.length]).toEqual([1, 1]);
	await handedOver(town);
	await eventually('the act is shown', () => first.told.length > 1);
	await pause();
	expect(new Set(first.told)).toEqual(new Set([shown(projects[0]!)]));
	expect(second.told).toHaveLength(1);
});
