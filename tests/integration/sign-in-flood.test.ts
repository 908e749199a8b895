import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RequestEvent } from '@sveltejs/kit';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { checkPassword } from '#lib/server/auth/sign-in.ts';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { seedDemonstration, type Credentials } from '../../src/cli/demo/seed.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

// What a crowd at the sign-in can hold up, and what it can not.

let database: TestDatabase;
let desk: Desk;
let credentials: Credentials;
const dir = mkdtempSync(join(tmpdir(), 'piaojue-flood-'));

beforeAll(async () => {
	database = await testDatabase();
	desk = connectDesk(database.url, { dir: '', secret: '' }, { max: 4 });
	credentials = await seedDemonstration(desk, {
		...{ origin: 'http://localhost', boxOrigin: 'http://127.0.0.1', uploadDir: dir, delegates: 6 }
	});
});
afterEach(() => database.sql`delete from desk.sign_in_failure`);
afterAll(async () => {
	await desk.$client.end();
	await database.drop();
	rmSync(dir, { recursive: true, force: true });
});

/** @returns how many answered what */
async function sums(tries: Promise<string>[]): Promise<Record<string, number>> {
	const sums: Record<string, number> = {};
	for (const answer of await Promise.all(tries)) sums[answer] = (sums[answer] ?? 0) + 1;
	return sums;
}

async function tryAs(
	username: string,
	{ password = 'not the password', address = '192.0.2.1', kind = null as 'staff' | 'delegate' | null } = {}
): Promise<string> {
	const event = { locals: { desk, actor: kind && { kind } }, getClientAddress: () => address };
	const result = await checkPassword(event as unknown as RequestEvent, { username, password });
	return result.ok ? 'right' : result.code;
}
const many = (count: number, attempt: (i: number) => Promise<string>) =>
	sums(Array.from({ length: count }, (_, i) => attempt(i)));
const own = () => ({ password: credentials.staff[0]!.password });
const stored = async () =>
	(await database.sql<{ count: number }[]>`select count(*)::int as count from desk.sign_in_failure`)[0]!
		.count;

test('of two hundred tries at the same moment a handful is looked at, and the next one comes through', async () => {
	const answers = await many(200, (i) => tryAs(`nobody-${i}`, { address: `192.0.2.${i}` }));
	expect(answers).toEqual({ 'wrong-credentials': 22, 'try-later': 178 });
	expect(await stored()).toBe(22);
	expect(await tryAs('chair', own())).toBe('right');
});

test('a deputy who is signed in is one of the crowd, and who is signed in as staff is not', async () => {
	const crowd = many(30, (i) => tryAs(`nobody-${i}`, { kind: 'delegate' }));
	const clerk = tryAs('office-1', { ...own(), kind: 'staff' });
	expect(await clerk).toBe('right');
	expect((await crowd)['try-later']).toBe(8);
});

test('tries of one name at the same moment are counted one by one', async () => {
	expect(await many(20, () => tryAs('chair'))).toEqual({ 'wrong-credentials': 5, 'try-later': 15 });
	// The right password waits too, here and nowhere else.
	expect(await tryAs('chair', own())).toBe('try-later');
	expect(await tryAs('chair', { ...own(), address: '192.0.2.2' })).toBe('right');
	await database.sql`update desk.sign_in_failure set last_at = last_at - interval '1 second'`;
	expect(await tryAs('chair', own())).toBe('right');
	expect(await stored()).toBe(0);
});

test('the more a pair has failed the longer it waits, a minute at the most', async () => {
	const waits = async (count: number, seconds: number) => {
		await database.sql`delete from desk.sign_in_failure`;
		await database.sql`insert into desk.sign_in_failure (username, address, count, last_at)
			values ('chair', '192.0.2.1', ${count}, now() - ${seconds} * interval '1 second')`;
		return (await tryAs('chair', own())) === 'try-later';
	};
	expect([await waits(4, 0), await waits(8, 6), await waits(8, 9)]).toEqual([false, true, false]);
	expect([await waits(2_000_000, 55), await waits(2_000_000, 61)]).toEqual([true, false]);
});

test('an office that mistypes reaches no limit, and an address that goes through names has to wait', async () => {
	for (let i = 0; i < 11; i++) await many(8, () => tryAs(`office-${i + 20}`));
	expect(await tryAs('chair', own())).toBe('right');
	for (let i = 0; i < 5; i++) await tryAs(`nobody-${i}`);
	expect(await tryAs('chair', own())).toBe('try-later');
	expect(await tryAs('nobody-9')).toBe('try-later');
	// Whoever is signed in there signs a report as before, and other addresses notice nothing.
	expect(await tryAs('teller-1', { ...own(), kind: 'staff' })).toBe('right');
	expect(await tryAs('chair', { ...own(), address: '192.0.2.2' })).toBe('right');
	await database.sql`update desk.sign_in_failure set last_at = last_at - interval '1 minute'`;
	expect(await tryAs('chair', own())).toBe('right');
});

test('a telephone that takes a new address for each try is one sender all the same', async () => {
	const answers = await many(8, (i) => tryAs('chair', { address: `2408:8456:f100:12ab::${i + 1}` }));
	expect(answers).toEqual({ 'wrong-credentials': 5, 'try-later': 3 });
});

test('what failed more than a day ago is forgotten with the next failure', async () => {
	await database.sql`insert into desk.sign_in_failure (username, address, count, last_at) values
		('long-ago', '192.0.2.1', 1, now() - interval '25 hours'), ('today', '192.0.2.1', 1, now() - interval '23 hours')`;
	await tryAs('nobody');
	const names = await database.sql<
		{ username: string }[]
	>`select username from desk.sign_in_failure order by 1`;
	expect(names.map(({ username }) => username)).toEqual(['nobody', 'today']);
});
