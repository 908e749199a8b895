import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDesk, inCongress, type Desk } from '#lib/server/db/client.ts';
import { seedDemonstration } from '../../src/cli/demo/seed.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let desk: Desk;
let congresses: string[];
beforeAll(async () => {
	database = await testDatabase();
	const dir = mkdtempSync(join(tmpdir(), 'piaojue-rls-'));
	desk = connectDesk(database.url, { dir, secret: randomBytes(32).toString('base64url') }, { max: 2 });
	const places = { origin: 'http://localhost:3999', boxOrigin: 'http://127.0.0.1:3999', delegates: 6 };
	await seedDemonstration(desk, places);
	await seedDemonstration(desk, { ...places, suffix: '-b' });
	congresses = (await database.sql<{ id: string }[]>`select id from desk.congress`).map(({ id }) => id);
});
afterAll(async () => {
	await desk.$client.end({ timeout: 5 });
	await database.drop();
});

/** Of no congress: what is asked before anybody is known, and what is the whole installation's. */
const ofNoCongress = {
	'desk.login_challenge': 'written for unknown cards too',
	'desk.sign_in_failure': 'by the name that somebody typed, known or not',
	'desk.backup_run': "the installation's"
};

/** A screen that waits for its pairing is nobody's yet. */
const ownOrNobodys = ['desk.hall_screen'];

const OWN = '(congress_id = desk.current_congress())';

describe('every table of desk and tracker', () => {
	const tables = () => database.sql<{ name: string; rls: boolean; congress: boolean; owner: string }[]>`
		select n.nspname || '.' || c.relname as name, c.relrowsecurity as rls, c.relowner::regrole::text as owner,
			exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'congress_id' and a.attnum > 0) as congress
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('desk', 'tracker') and c.relkind in ('r', 'p') order by 1`;

	test('has its congress and row-level security, or stands in the list of those that have none', async () => {
		const all = await tables();
		expect(all.length).toBeGreaterThan(35);
		const without = all.filter(({ name, congress, rls }) => name !== 'desk.congress' && !(congress && rls));
		expect(without.map(({ name }) => name)).toEqual(Object.keys(ofNoCongress).sort());
		expect(all.find(({ name }) => name === 'desk.congress')).toMatchObject({ rls: true });
	});

	test('has one policy, for the application, which lets it read and write the named congress alone', async () => {
		const policies = await database.sql<
			{ name: string; roles: string; cmd: string; permissive: string; qual: string; with_check: string }[]
		>`select schemaname || '.' || tablename as name, array_to_string(roles, ',') as roles, cmd, permissive, qual, with_check
			from pg_policies where schemaname in ('desk', 'tracker') order by 1`;
		const guarded = (await tables()).filter(({ rls }) => rls).map(({ name }) => name);
		expect(policies.map(({ name }) => name)).toEqual(guarded);
		for (const { name, qual, with_check, ...rest } of policies) {
			expect({ name, ...rest }).toEqual({
				name,
				roles: 'piaojue_desk',
				cmd: 'ALL',
				permissive: 'PERMISSIVE'
			});
			const rule =
				name === 'desk.congress'
					? '(id = desk.current_congress())'
					: ownOrNobodys.includes(name)
						? `((congress_id IS NULL) OR ${OWN})`
						: OWN;
			expect([name, qual, with_check]).toEqual([name, rule, rule]);
		}
	});

	test('points at rows of its own congress only: every reference goes by congress and id', async () => {
		const loose = await database.sql`
			select k.conrelid::regclass::text as of, k.conname as name from pg_constraint k
			join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
			where k.contype = 'f' and n.nspname in ('desk', 'tracker') and k.confrelid <> 'desk.congress'::regclass
				and not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname = 'congress_id')`;
		expect(loose.map(({ of, name }) => `${of} ${name}`)).toEqual([]);
	});

	test('is owned by nobody the application runs as, and no such role stands above the policies', async () => {
		const mine = ['piaojue_desk', 'piaojue_box'];
		expect((await tables()).filter(({ owner }) => mine.includes(owner))).toEqual([]);
		const above = await database.sql`
			select r.rolname from pg_roles r where r.rolname = any (${mine}) and (r.rolsuper or r.rolbypassrls or r.rolcreaterole
				or exists (select from pg_auth_members m where m.member = r.oid))`;
		expect(above).toHaveLength(0);
	});
});

test('the gate shows the desk its own rounds and the box all of them', async () => {
	const policies = await database.sql<{ name: string; roles: string; qual: string }[]>`
		select tablename as name, array_to_string(roles, ',') as roles, qual from pg_policies where schemaname = 'gate'`;
	const tables = await database.sql<{ name: string; rls: boolean }[]>`
		select c.relname as name, c.relrowsecurity as rls from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'gate' and c.relkind = 'r'`;
	expect(tables.length).toBeGreaterThanOrEqual(5);
	for (const { name, rls } of tables) {
		expect([name, rls]).toEqual([name, true]);
		const own = policies.filter((policy) => policy.name === name);
		expect(own.map(({ roles }) => roles).sort()).toEqual(['piaojue_box', 'piaojue_desk']);
		expect(own.find(({ roles }) => roles === 'piaojue_desk')!.qual).toContain('current_congress()');
	}
});

test('what may cross from one congress to another is this short list', async () => {
	const crossing = await database.sql<{ name: string }[]>`
		select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where p.prosecdef and n.nspname in ('desk', 'tracker', 'gate', 'box', 'record')
			and has_schema_privilege('piaojue_desk', n.oid, 'usage') and has_function_privilege('piaojue_desk', p.oid, 'execute')
		order by 1`;
	expect(crossing.map(({ name }) => name)).toEqual([
		'box.admit_round', // makes a round's empty inbox; tells nothing
		'desk.cast_count', // asks for the named congress itself
		'desk.destroy_paper', // asks for the named congress itself
		'desk.destructions_done', // the steward's list
		'desk.end_expired_sessions',
		'desk.end_session', // by the hash of a cookie
		'desk.end_sessions_of', // by one person's id
		'desk.find_card', // by a card id, before anybody is known
		'desk.find_hall', // by the hash of a cookie
		'desk.find_project',
		'desk.find_public_file', // announced only
		'desk.find_round', // congress and meeting of a round, for the bus
		'desk.find_session', // by the hash of a cookie
		'desk.find_staff', // by a user name, before anybody is known
		'desk.hall_left', // by the hash of a cookie
		'desk.living_sessions', // by hashes of cookies
		'desk.only_rehearsed', // a yes or no about the whole installation
		'desk.renew_session', // by the hash of a cookie
		'desk.rounds_due', // the steward's list
		'desk.see_halls', // by hashes of cookies
		'tracker.congresses_followed', // the nightly job's list
		'tracker.find_calendar', // by the hash of a secret address
		'tracker.find_evidence', // whose a file is; the reader decides by it
		'tracker.find_feedback' // by the keyed hash of a receipt
	]);
});

describe('with two congresses loaded', () => {
	const guarded = () => database.sql<{ name: string }[]>`
		select c.table_schema || '.' || c.table_name as name from information_schema.columns c
		join information_schema.tables t using (table_schema, table_name)
		where c.column_name = 'congress_id' and c.table_schema in ('desk', 'tracker') and t.table_type = 'BASE TABLE'`;
	const countIn = async (name: string, where = 'true') => {
		const rows = await desk.execute<{ n: number }>(
			sql.raw(`select count(*)::int as n from ${name} where ${where}`)
		);
		return rows[0]!.n;
	};

	test('a transaction that names none sees no row of any', async () => {
		for (const { name } of await guarded()) expect([name, await countIn(name)]).toEqual([name, 0]);
		expect(await countIn('desk.congress')).toBe(0);
	});

	test('a transaction that names one sees its rows and none of the other, in every table', async () => {
		const [one] = congresses;
		let seen = 0;
		for (const { name } of await guarded()) {
			const found = await inCongress(desk, one!, (tx) =>
				tx.execute<{ own: number; foreign: number }>(
					sql.raw(`select count(*) filter (where congress_id = '${one}')::int as own,
						count(*) filter (where congress_id <> '${one}')::int as foreign from ${name}`)
				)
			);
			expect([name, found[0]!.foreign]).toEqual([name, 0]);
			seen += found[0]!.own;
		}
		expect(seen).toBeGreaterThan(20);
	});

	test('nothing is written for the other, and nothing of it is changed or deleted', async () => {
		const [one, other] = congresses;
		const asOne = (statement: string) =>
			inCongress(desk, one!, (tx) => tx.execute<{ n: number }>(sql.raw(statement)));
		await expect(
			asOne(
				`insert into desk.delegate (congress_id, number, name, delegation, seat) values ('${other}', 99, '甲', '乙', '丙')`
			)
		).rejects.toMatchObject({ cause: { message: expect.stringContaining('row-level security') as string } });
		const changed = await asOne(
			`with gone as (update desk.delegate set name = '甲' where congress_id = '${other}' returning 1) select count(*)::int as n from gone`
		);
		expect(changed[0]!.n).toBe(0);
		await expect(
			asOne(`update desk.delegate set congress_id = '${other}' where congress_id = '${one}'`)
		).rejects.toBeDefined();
	});
});
