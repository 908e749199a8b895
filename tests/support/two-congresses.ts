import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { eq } from 'drizzle-orm';
import { voidResult } from '#lib/domain/decide.ts';
import { roles, type Role } from '#lib/domain/permissions.ts';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { connectDesk, inCongress } from '#lib/server/db/client.ts';
import { candidate, round, staff } from '#lib/server/db/schema.ts';
import { waitingHall } from '#lib/server/desk/await-pairing.ts';
import { checkIn } from '#lib/server/desk/check-in.ts';
import { makeReady } from '#lib/server/desk/make-ready.ts';
import { pairHall } from '#lib/server/desk/pair-hall.ts';
import { startTracking } from '#lib/server/tracker/start-tracking.ts';
import { seedDemonstration, type Credentials } from '../../src/cli/demo/seed.ts';
import { ProtocolDelegate, ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { startTestApp, type TestApp } from './app.ts';
import { eventually } from './eventually.ts';

/** Stands in every text of the other congress, and nowhere else. */
export const SECRET = '机密乙镇';

export type Party = 'nobody' | 'hall-screen' | Role;

/**
 * One installation with two congresses. The other one has a round made ready, deputies checked in, a candidate's
 * file, a paired screen and a project, nothing of it announced, and the same word in every text.
 */
export async function twoCongresses() {
	const dir = mkdtempSync(join(tmpdir(), 'piaojue-two-'));
	const keys = { dir: join(dir, 'keys'), secret: randomBytes(32).toString('base64url') };
	const app = await startTestApp({ KEY_DIR: keys.dir, PIAOJUE_SECRET: keys.secret });
	const desk = connectDesk(app.databaseUrl, keys, { max: 2 });
	const sql = postgres(app.databaseUrl, { onnotice: () => {} });
	const places = { origin: app.origin, boxOrigin: app.boxOrigin, uploadDir: app.uploadDir };
	const own = await seedDemonstration(desk, { ...places, delegates: 6 });
	const other = await seedDemonstration(desk, { ...places, delegates: 6, suffix: '-b' });
	const congressOf = async ({ meetingId }: Credentials) =>
		(await sql<{ id: string }[]>`select congress_id as id from desk.meeting where id = ${meetingId}`)[0]!.id;
	const [ownId, otherId] = [await congressOf(own), await congressOf(other)];
	await everyRole(sql, ownId);
	await everyRole(sql, otherId);
	await markTexts(sql, otherId);
	const person = async (username: string): Promise<StaffActor> => {
		const [row] = await inCongress(desk, otherId, (tx) =>
			tx.select().from(staff).where(eq(staff.username, username))
		);
		const { id, name, unit } = row!;
		const role = row!.role as StaffActor['role'];
		return { kind: 'staff', id, congressId: otherId, role, username, name, unit, delegateNumber: null };
	};
	const [first, second] = [await person('office-1-b'), await person('office-2-b')];
	for (const { number } of other.delegates) await checkIn(desk, first, { delegateNumber: number });
	await makeReady(desk, first, { roundId: other.roundId });
	const ready = await makeReady(desk, second, { roundId: other.roundId });
	if (!ready.ok) throw new Error(ready.code);
	await nightIsOver(sql);
	await unannouncedProject(desk, sql, otherId);
	const screens = {
		own: await pairedScreen(desk, sql, ownId),
		other: await pairedScreen(desk, sql, otherId)
	};
	const ids = await idsOf(sql, otherId);
	mkdirSync(join(app.uploadDir, otherId), { recursive: true });
	writeFileSync(join(app.uploadDir, otherId, ids.file), SECRET);

	return {
		...{ app, sql, ownId, otherId, ids },

		/** A cookie for this party of one of the two congresses. */
		async cookieOf(party: Party, which: 'own' | 'other' = 'own'): Promise<string> {
			const credentials = which === 'own' ? own : other;
			if (party === 'nobody') return '';
			if (party === 'hall-screen') return `piaojue-hall=${screens[which]}`;
			if (party === 'delegate') {
				const delegate = new ProtocolDelegate({ ...credentials, code: credentials.delegates[0]!.code });
				await delegate.signIn();
				return delegate.cookie;
			}
			// Wrong passwords of the walk slow nobody down here.
			await sql`delete from desk.sign_in_failure`;
			const known = credentials.staff.find(({ role }) => role === party);
			const client = new ProtocolStaff(app.origin);
			await client.signIn(
				known?.username ?? `${party}${which === 'own' ? '' : '-b'}`,
				credentials.staff[0]!.password
			);
			return client.cookie;
		},

		/** Everything that the database holds of the other congress, as one value to compare. */
		async snapshot(): Promise<Record<string, string>> {
			const tables = await sql<{ name: string }[]>`
				select c.table_schema || '.' || c.table_name as name from information_schema.columns c
				join information_schema.tables t using (table_schema, table_name)
				where c.column_name = 'congress_id' and c.table_schema in ('desk', 'tracker') and t.table_type = 'BASE TABLE'`;
			const rows = await Promise.all(
				tables.map(async ({ name }) => {
					const [row] = await sql.unsafe<{ sum: string | null }[]>(
						`select md5(string_agg(t::text, '|' order by t::text)) as sum from ${name} t where congress_id = $1`,
						[otherId]
					);
					return [name, row!.sum ?? ''] as const;
				})
			);
			return Object.fromEntries(rows);
		},

		async leave(): Promise<void> {
			await desk.$client.end({ timeout: 5 });
			await sql.end({ timeout: 5 });
			await app.stop();
			rmSync(dir, { recursive: true, force: true });
		}
	};
}

export type TwoCongresses = Awaited<ReturnType<typeof twoCongresses>>;

/** An account for each role of the staff that the demonstration has none of, with its password. */
async function everyRole(sql: Sql, congressId: string): Promise<void> {
	const [model] = await sql<{ password_hash: string; username: string }[]>`
		select password_hash, username from desk.staff where congress_id = ${congressId} and username like 'office-1%'`;
	const suffix = model!.username.slice('office-1'.length);
	for (const role of roles) {
		if (role === 'delegate') continue;
		const [known] = await sql`select 1 from desk.staff where congress_id = ${congressId} and role = ${role}`;
		if (known) continue;
		await sql`insert into desk.staff (congress_id, username, password_hash, role, name)
			values (${congressId}, ${role + suffix}, ${model!.password_hash}, ${role}, ${role})`;
	}
}

async function markTexts(sql: Sql, congressId: string): Promise<void> {
	await sql`update desk.congress set name = ${SECRET} || name where id = ${congressId}`;
	await sql`update desk.meeting set name = ${SECRET} || name, venue = ${SECRET} || venue where congress_id = ${congressId}`;
	await sql`update desk.delegate set name = ${SECRET} || name, delegation = ${SECRET} || delegation where congress_id = ${congressId}`;
	await sql`update desk.staff set name = ${SECRET} || name where congress_id = ${congressId}`;
	await sql`update desk.round set title = ${SECRET} || title where congress_id = ${congressId}`;
	await sql`update desk.candidate set name = ${SECRET} || name, short_name = ${SECRET}, content = ${SECRET} || content,
		unit = ${SECRET} || unit where congress_id = ${congressId}`;
	await sql`insert into desk.script_line (congress_id, meeting_id, step, text)
		select congress_id, id, 'ready', ${SECRET} from desk.meeting where congress_id = ${congressId}`;
	await sql`insert into desk.candidate_file (congress_id, candidate_id, kind, name, media_type, bytes, added_at)
		select congress_id, id, 'picture', ${`${SECRET}.webp`}, 'image/webp', 12, now() from desk.candidate
		where congress_id = ${congressId} and number = 1`;
}

/** The server's night after its start has found no project, and no other comes: what is compared later stands still. */
async function nightIsOver(sql: Sql): Promise<void> {
	await eventually('the night after the start is over', async () => {
		const jobs = await sql<{ name: string; done: boolean }[]>`
			select name, state = 'completed' as done from pgboss.job where name like 'follow-up-%'`.catch(() => []);
		return jobs.some(({ name }) => name === 'follow-up-night') && jobs.every(({ done }) => done);
	});
	await sql`delete from pgboss.schedule`;
}

/** A project as the announcement would make it, of a round that is not announced. */
async function unannouncedProject(
	desk: ReturnType<typeof connectDesk>,
	sql: Sql,
	congressId: string
): Promise<void> {
	await inCongress(desk, congressId, async (tx) => {
		const [row] = await tx.select().from(round);
		const sheets = await tx.select({ id: candidate.id }).from(candidate);
		const result = voidResult(5, 0, 0, 'returned-exceeds-issued');
		const sums = { approve: 1, against: 0, abstain: 0, rank: 1, passed: true, outcome: 'elected' as const };
		await startTracking(
			tx,
			row!,
			{
				result: {
					...result,
					standings: sheets.map(({ id }) => ({ candidate: id, ...sums })),
					elected: [sheets[0]!.id]
				},
				resultHash: null
			},
			null,
			new Date()
		);
	});
	await sql`insert into tracker.milestone (congress_id, project_id, name, planned_on)
		select congress_id, id, ${SECRET}, current_date from tracker.project where congress_id = ${congressId}`;
}

/** @returns the token of its cookie */
async function pairedScreen(
	desk: ReturnType<typeof connectDesk>,
	sql: Sql,
	congressId: string
): Promise<string> {
	const waiting = await waitingHall(desk, null);
	const [row] = await sql<{ id: string; username: string; name: string }[]>`
		select id, username, name from desk.staff where congress_id = ${congressId} and role = 'office' limit 1`;
	const office: StaffActor = {
		...{ kind: 'staff', role: 'office', unit: null, delegateNumber: null },
		...{ ...row!, congressId }
	};
	const paired = await pairHall(desk, office, { code: waiting.code });
	if (!paired.ok) throw new Error(paired.code);
	return waiting.token;
}

/** One id of everything that an address, a form or a query could name. */
async function idsOf(sql: Sql, congressId: string) {
	const one = async (table: string, column = 'id') => {
		const [row] = await sql.unsafe<{ id: string }[]>(
			`select ${column} as id from ${table} where congress_id = $1 limit 1`,
			[congressId]
		);
		return row!.id;
	};
	return {
		round: await one('desk.round'),
		meeting: await one('desk.meeting'),
		candidate: await one('desk.candidate'),
		file: await one('desk.candidate_file'),
		delegate: await one('desk.delegate'),
		staff: await one('desk.staff'),
		project: await one('tracker.project'),
		milestone: await one('tracker.milestone'),
		screen: await one('desk.hall_screen', 'token_hash')
	};
}

export type { TestApp };
