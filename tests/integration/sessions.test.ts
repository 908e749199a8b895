import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDesk } from '#lib/server/db/client.ts';
import { ProtocolDelegate } from '../../src/cli/protocol-client.ts';
import { killableServer, type KillableServer } from '../support/killable-server.ts';

let server: KillableServer;

beforeAll(async () => {
	server = await killableServer({ delegates: 6 });
}, 120_000);

afterAll(() => server.end());

const rows = () =>
	server.database.sql<{ id: string; user_id: string }[]>`select id, user_id from desk.session`;
const idIn = (cookie: string) => /piaojue=([^;]+)/.exec(cookie)![1]!;
const hashOf = (id: string) => createHash('sha256').update(id).digest('hex');

test('the database holds the hash of a session, for staff and deputies alike, and never what the cookie says', async () => {
	const chair = await server.as('chair');
	const { credentials } = server;
	const deputy = new ProtocolDelegate({ ...credentials, code: credentials.delegates[0]!.code });
	await deputy.signIn();
	const stored = (await rows()).map(({ id }) => id);
	for (const cookie of [chair.cookie, deputy.cookie]) {
		expect(stored).toContain(hashOf(idIn(cookie)));
		expect(stored).not.toContain(idIn(cookie));
	}
	// Whoever reads the database can't sign in with what is there.
	const answer = await fetch(`${credentials.origin}/api/v1/me`, {
		headers: { cookie: `piaojue=${hashOf(idIn(chair.cookie))}` }
	});
	expect(await answer.json()).toMatchObject({ role: null });
});

test('signing in ends the session that the browser had and starts another', async () => {
	const { credentials } = server;
	const chief = await server.as('chief');
	const before = idIn(chief.cookie);
	const password = credentials.staff[0]!.password;
	const answer = await fetch(`${credentials.origin}/login`, {
		method: 'POST',
		redirect: 'manual',
		headers: {
			'content-type': 'application/x-www-form-urlencoded',
			origin: credentials.origin,
			cookie: chief.cookie
		},
		body: new URLSearchParams({ username: 'chief', password })
	});
	const after = idIn(answer.headers.getSetCookie().join(';'));
	expect(after).not.toBe(before);
	const stored = (await rows()).map(({ id }) => id);
	expect(stored).toContain(hashOf(after));
	expect(stored).not.toContain(hashOf(before));
});

test('passwords are kept by argon2id with 19 MiB and two passes', async () => {
	const staff = await server.database.sql<{ password_hash: string }[]>`select password_hash from desk.staff`;
	expect(staff.length).toBeGreaterThan(0);
	for (const { password_hash: kept } of staff) expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('the application can not change, remove, empty or forge what the audit chain holds', async () => {
	const delegateNumber = String(server.credentials.delegates[0]!.number);
	const office = await server.as('office-1');
	expect(await office.act('/admin/roll?/checkIn', { delegateNumber })).toBeNull();
	const desk = connectDesk(server.database.url, { dir: '', secret: '' }, { max: 1 });
	const sql = desk.$client;
	try {
		const [{ congress }] = (await server.database.sql`
			select congress_id as congress from desk.round`) as unknown as [{ congress: string }];
		await sql`select set_config('piaojue.congress', ${congress}, false)`;
		const kept = await sql`select * from desk.audit`;
		expect(kept.length).toBeGreaterThan(0);
		for (const attempt of [
			'update desk.audit set actor = actor',
			'delete from desk.audit',
			'truncate desk.audit',
			'drop table desk.audit',
			'alter table desk.audit disable trigger all',
			'drop trigger audit_grows_at_its_end on desk.audit'
		])
			await expect(sql.unsafe(attempt), attempt).rejects.toThrow(/permission denied|must be owner/);
		// A line somewhere else than at the end, a copy of the first one included.
		await expect(sql`insert into desk.audit select * from desk.audit order by seq limit 1`).rejects.toThrow(
			/does not follow the last one|duplicate key/
		);
		expect(await sql`select * from desk.audit`).toEqual(kept);
	} finally {
		await sql.end();
	}
});
