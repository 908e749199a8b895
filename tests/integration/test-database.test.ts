import { afterAll, beforeAll, expect, test } from 'vitest';
import { appliedMigrations, migrate, pendingMigrations } from '#lib/server/db/migrate.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
	database = await testDatabase();
});

afterAll(() => database.drop());

test('a test database has every migration and its owner is no superuser', async () => {
	const [me] =
		await database.sql`select current_user as name, rolsuper from pg_roles where rolname = current_user`;
	expect(me).toEqual({ name: 'piaojue_owner', rolsuper: false });
	expect(await appliedMigrations(database.sql)).not.toEqual([]);
	expect(await pendingMigrations(database.sql)).toEqual([]);
});

test('processes that migrate at the same time neither fail nor migrate twice', async () => {
	const before = await appliedMigrations(database.sql);
	await Promise.all([1, 2, 3, 4].map(() => migrate(database.url)));
	expect(await appliedMigrations(database.sql)).toEqual(before);
});

test('what one test database holds is not in another', async () => {
	await database.sql`create table public.marker (number integer)`;
	const other = await testDatabase();
	try {
		const [marker] = await other.sql`select to_regclass('public.marker') as name`;
		expect(marker).toEqual({ name: null });
	} finally {
		await other.drop();
	}
});
