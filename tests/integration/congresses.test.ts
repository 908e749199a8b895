import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { passwordMatches } from '#lib/server/auth/password.ts';
import { connectDesk, inCongress, type Desk } from '#lib/server/db/client.ts';
import { congress, staff } from '#lib/server/db/schema.ts';
import { passwordReset } from '#lib/server/db/setup-schema.ts';
import { createCongress } from '#lib/server/desk/create-congress.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
	database = await testDatabase();
	const dir = mkdtempSync(join(tmpdir(), 'piaojue-congresses-'));
	desk = connectDesk(database.url, { dir, secret: randomBytes(32).toString('base64url') });
});
afterAll(async () => {
	await desk.$client.end({ timeout: 5 });
	await database.drop();
});

const county = { name: '乐平市人民代表大会', level: 'county' } as const;

test('a new congress begins with its administrators and two of the office, whose passwords open once', async () => {
	const made = await createCongress(desk, { ...county, suffix: 'leping' });
	if (!made.ok) throw new Error(made.code);
	const { congressId, accounts } = made.value;
	expect(accounts.map(({ role, username }) => `${role} ${username}`)).toEqual([
		'security-admin security-leping',
		'audit-admin audit-leping',
		'system-admin system-leping',
		'office office-1-leping',
		'office office-2-leping'
	]);
	expect(new Set(accounts.map(({ password }) => password)).size).toBe(5);
	await inCongress(desk, congressId, async (tx) => {
		expect(await tx.select().from(congress)).toMatchObject([{ ...county, id: congressId }]);
		expect(await tx.select().from(passwordReset)).toHaveLength(5);
		for (const row of await tx.select().from(staff)) {
			const { password } = accounts.find(({ username }) => username === row.username)!;
			expect(await passwordMatches(row.passwordHash, password)).toBe(true);
		}
	});
});

test('without a suffix one is made up, so that every congress of a province can be added alike', async () => {
	const [one, other] = [await createCongress(desk, county), await createCongress(desk, county)];
	expect([one, other]).toMatchObject([{ ok: true }, { ok: true }]);
});

test.each([
	['a suffix that another congress uses', { ...county, suffix: 'leping' }, 'suffix-taken'],
	['a suffix nobody could type', { ...county, suffix: 'Le Ping' }, 'bad-suffix'],
	['no name', { ...county, name: '  ', suffix: 'nobody' }, 'bad-congress-name']
])('%s is refused and leaves nothing behind', async (_, input, code) => {
	const count = () => database.sql`select id from desk.congress`.then((rows) => rows.length);
	const before = await count();
	expect(await createCongress(desk, input)).toMatchObject({ ok: false, code });
	expect(await count()).toBe(before);
});
