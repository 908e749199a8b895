import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { healthChecks } from '#lib/server/health/health-checks.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let desk: Desk;

beforeAll(async () => {
	database = await testDatabase();
	desk = connectDesk(database.url, { dir: '', secret: '' }, { max: 1 });
});

afterAll(async () => {
	await desk.$client.end();
	await database.drop();
});

const folders = { keyDir: tmpdir(), uploadDir: tmpdir(), archiveDir: tmpdir() };

test('the desk and the owner find the same health, each with the rights it has', async () => {
	await database.sql`insert into desk.backup_run (at, bytes, sha256, drilled_at, drill_passed)
		values (now(), 5000000, ${randomBytes(32).toString('hex')}, now(), true)`;
	const passed = async (sql: Desk['$client']) =>
		Object.fromEntries((await healthChecks({ sql, ...folders })).map((check) => [check.check, check.passed]));
	const byDesk = await passed(desk.$client);
	expect(byDesk).toMatchObject({
		...{ database: true, schema: true, clock: true, settings: true },
		...{ backup: true, 'restore-drill': true }
	});
	// No box is connected to this database.
	expect(byDesk.processes).toBe(false);
	expect(await passed(database.sql)).toEqual(byDesk);
});

test('a database that a newer build has migrated is said to be ahead', async () => {
	await database.sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`;
	const schema = (await healthChecks({ sql: desk.$client, ...folders })).find(
		({ check }) => check === 'schema'
	);
	expect(schema).toMatchObject({ passed: false, measured: '数据库比程序新 1 项升级' });
});
