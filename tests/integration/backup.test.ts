import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyArchive } from '#lib/crypto/verify/verify-archive.ts';
import { readArchive } from '#lib/server/archive/read-archive.ts';
import { passwordMatches } from '#lib/server/auth/password.ts';
import { drillBackup } from '#lib/server/backup/drill-backup.ts';
import { makeBackup } from '#lib/server/backup/make-backup.ts';
import { restoreBackup } from '#lib/server/backup/restore-backup.ts';
import { advisoryLocks } from '#lib/server/db/advisory-locks.ts';
import { connectDesk, inCongress } from '#lib/server/db/client.ts';
import { pendingMigrations } from '#lib/server/db/migrate.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { appendAudit } from '#lib/server/desk/audit.ts';
import { openRound } from '#lib/server/desk/open-round.ts';
import { orderDestruction } from '#lib/server/desk/order-destruction.ts';
import { recordDestruction } from '#lib/server/desk/record-destruction.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { publicArchive } from '#lib/server/queries/public-archive.ts';
import { everything, publicProjects } from '#lib/server/queries/public-projects.ts';
import { dropUpload, storeUpload } from '#lib/server/uploads/upload-folder.ts';
import { seedDemonstration } from '../../src/cli/demo/seed.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { DESK_ORIGIN, fiveApprovals, openHall, type Hall } from '../support/hall.ts';

// A session played to its announcement, backed up, and read again from another database and other folders.

const folder = mkdtempSync(join(tmpdir(), 'piaojue-backup-'));
const passphrase = 'correct horse battery staple';
const picture = '00000000-0000-4000-8000-000000000001';
const photograph = '00000000-0000-4000-8000-000000000002';
let hall: Hall;
let file: string;
const others: TestDatabase[] = [];

const source = () => ({
	databaseUrl: hall.database.url,
	uploadDir: join(folder, 'uploads'),
	archiveDir: hall.archiveDir
});

/** A place that a restore may fill. */
async function emptyPlace() {
	const database = await emptyDatabase();
	others.push(database);
	const dir = mkdtempSync(join(folder, 'place-'));
	return {
		database,
		target: { databaseUrl: database.url, uploadDir: join(dir, 'uploads'), archiveDir: join(dir, 'archive') }
	};
}

beforeAll(async () => {
	hall = await openHall({ delegates: 14 });
	await storeUpload(join(folder, 'uploads'), hall.congressId, picture, new Uint8Array(100_000).fill(7));
	await hall.checkIn();
	await hall.vote(() => fiveApprovals);
	await hall.announce();
	await sealed();
	file = join(folder, 'backup.tar.gz.enc');
	const made = await makeBackup(source(), file, passphrase);
	if (!made.ok) throw new Error(made.code);
}, 60_000);

afterAll(async () => {
	for (const database of others) await database.drop();
	await hall.leave();
	rmSync(folder, { recursive: true, force: true });
});

async function sealed(): Promise<void> {
	await eventually('the round is sealed', async () => {
		const name = `box.inbox_${hall.roundId.replaceAll('-', '')}`;
		const [row] = await hall.database.sql`select to_regclass(${name}) as inbox`;
		return row!.inbox === null;
	});
}

test('the file is for its owner alone, and nothing in it can be read without the passphrase', () => {
	expect(statSync(file).mode & 0o777).toBe(0o600);
	const bytes = readFileSync(file);
	expect(bytes.subarray(0, 16).toString()).toBe('piaojue-backup-1');
	expect(bytes.includes('manifest.json')).toBe(false);
	expect(existsSync(`${file}.part`)).toBe(false);
});

test('restored elsewhere, everything reads the same', async () => {
	const { database, target } = await emptyPlace();
	const restored = await restoreBackup(file, passphrase, target);
	expect(restored).toMatchObject({ ok: true });
	expect(await pendingMigrations(database.sql)).toEqual([]);

	const desk = connectDesk(target.databaseUrl, hall.keys, { max: 2 });
	try {
		// The public archive is byte for byte the one of the day, and recounts with the sealed one.
		const [then, now] = await Promise.all([
			publicArchive(hall.desk, hall.roundId),
			publicArchive(desk, hall.roundId)
		]);
		expect(Buffer.from(now!).equals(Buffer.from(then!))).toBe(true);
		writeFileSync(join(target.archiveDir, 'public.zip'), now!);
		const files = readArchive(target.archiveDir);
		if (!files.ok) throw new Error(files.code);
		expect(verifyArchive(files.value)).toMatchObject({ ok: true, value: { sealed: { ballots: 14 } } });

		// An account opens with its password; nobody is signed in.
		const { username, password } = hall.credentials.staff[0]!;
		const [account] = await desk.execute<{ password_hash: string }>(
			sql`select password_hash from desk.find_staff(${username})`
		);
		expect(await passwordMatches(account!.password_hash, password)).toBe(true);
		expect(await database.sql`select from desk.session`).toHaveLength(0);

		// The follow-up goes on with the same projects, and the console shows the same round.
		const projects = await publicProjects(desk, everything, { limit: 10 });
		expect(projects).toEqual(await publicProjects(hall.desk, everything, { limit: 10 }));
		expect(projects).toHaveLength(5);
		const { meetingId } = hall.credentials;
		const [before, after] = [
			await consoleView(hall.desk, hall.congressId, meetingId),
			await consoleView(desk, hall.congressId, meetingId)
		];
		expect(after.round).toEqual(before.round);

		// The chain goes on, and still only at its end.
		const line = { congressId: hall.congressId, meetingId, actor: 'test', act: 'returned' as const };
		await inCongress(desk, hall.congressId, (tx) => appendAudit(tx, line));
		await expect(database.sql`
			insert into desk.audit (congress_id, meeting_id, seq, at, actor, act, prev, hash)
			select congress_id, meeting_id, 9999, at, actor, act, prev, hash from desk.audit limit 1`).rejects.toThrow(
			'does not follow'
		);
		// Row-level security and the border to the box are those of the migrations.
		expect(await desk.execute(sql`select from desk.staff`)).toHaveLength(0);
		await expect(desk.execute(sql`select * from box.release`)).rejects.toThrow();
		const upload = join(target.uploadDir, hall.congressId, picture);
		expect(readFileSync(upload).equals(Buffer.alloc(100_000, 7))).toBe(true);
	} finally {
		await desk.$client.end({ timeout: 5 });
	}
});

test('a drill restores beside the installation, compares everything, and leaves nothing', async () => {
	const { superuserUrl } = hall.database;
	const databases = () =>
		hall.database.sql`select datname from pg_database where datname like 'piaojue_drill_%'`;
	const drilled = await drillBackup(file, passphrase, {
		makeOn: superuserUrl,
		ownedBy: hall.database.url
	});
	expect(drilled).toMatchObject({ ok: true, value: { archives: 1, files: 2 } });
	expect(await databases()).toHaveLength(0);
});

test('a login that may make no database drills in an empty one, which is empty again afterwards', async () => {
	const { database } = await emptyPlace();
	expect(await drillBackup(file, passphrase, { empty: database.url })).toMatchObject({ ok: true });
	expect(await database.sql`select to_regclass('desk.round') as found`).toEqual([{ found: null }]);
});

test('a wrong or missing passphrase, and a single flipped byte, restore nothing', async () => {
	const { database, target } = await emptyPlace();
	expect(await restoreBackup(file, null, target)).toEqual({ ok: false, code: 'backup-passphrase-needed' });
	expect(await restoreBackup(file, 'another passphrase', target)).toEqual({
		ok: false,
		code: 'backup-wrong-passphrase'
	});
	const bytes = readFileSync(file);
	for (const [name, damaged] of [
		['flipped', Buffer.from(bytes).fill(bytes.at(-100)! ^ 1, bytes.length - 100, bytes.length - 99)],
		['cut', bytes.subarray(0, bytes.length - 1000)]
	] as const) {
		const path = join(folder, `${name}.enc`);
		writeFileSync(path, damaged);
		expect(await restoreBackup(path, passphrase, target)).toMatchObject({ code: 'backup-damaged' });
	}
	expect(await database.sql`select to_regclass('desk.round') as found`).toEqual([{ found: null }]);
	expect(existsSync(target.uploadDir)).toBe(false);
});

test('a database or a folder with anything in it is never restored into', async () => {
	const { database, target } = await emptyPlace();
	await database.sql`create table mine (id integer)`;
	expect(await restoreBackup(file, passphrase, target)).toMatchObject({ code: 'restore-database-not-empty' });
	await database.sql`drop table mine`;
	writeFileSync(join(folder, 'place-mine'), '');
	expect(await restoreBackup(file, passphrase, { ...target, uploadDir: folder })).toMatchObject({
		code: 'restore-folder-not-empty'
	});
	expect(await database.sql`select to_regclass('desk.round') as found`).toEqual([{ found: null }]);
});

test('a restore that breaks off on its way leaves the database and the folders as they were', async () => {
	const { database, target } = await emptyPlace();
	// Where the archive should go there is a file: the last step fails, inside the transaction.
	writeFileSync(target.archiveDir, '');
	await expect(restoreBackup(file, passphrase, target)).rejects.toThrow();
	expect(await database.sql`select to_regclass('desk.round') as found`).toEqual([{ found: null }]);
	expect((await readdir(join(target.archiveDir, '..'))).sort()).toEqual(['archive']);
});

test('a backup waits for every congress’s round from its first ballot on, and for none that is only ready', async () => {
	const open = await openHall({ delegates: 12 });
	try {
		const place = { ...source(), databaseUrl: open.database.url, archiveDir: open.archiveDir };
		// Another congress of the installation, which has nothing under way.
		const { boxOrigin } = open;
		await seedDemonstration(open.desk, { origin: DESK_ORIGIN, boxOrigin, delegates: 6, suffix: '-b' });
		await open.checkIn();
		await open.makeReady();
		const ready = join(folder, 'ready.tar.gz');
		expect(await makeBackup(place, ready, null)).toMatchObject({ ok: true });
		expect(await drillBackup(ready, null, { empty: (await emptyPlace()).database.url })).toMatchObject({
			ok: true
		});
		await restoredReadyRound(open, ready);
		await open.draw(open.voters[0]!);
		const target = join(folder, 'drawn.tar.gz');
		const refused = await makeBackup(place, target, null);
		// The operator reads whose vote it is: the congress, the meeting and the round.
		const [congress] = await open.database.sql<{ name: string }[]>`
			select name from desk.congress where id = ${open.congressId}`;
		expect(refused).toMatchObject({ code: 'backup-round-unsealed' });
		const { rounds } = (refused as unknown as { detail: { rounds: string } }).detail;
		expect(rounds.split('、')).toHaveLength(1);
		expect(rounds.startsWith(congress!.name)).toBe(true);
		expect(rounds.endsWith((await open.state()).title)).toBe(true);
		expect(existsSync(target)).toBe(false);
	} finally {
		await open.leave();
	}
}, 60_000);

/** Without its keys the round can't be opened; it is aborted by two persons, and the draft that follows is there. */
async function restoredReadyRound(open: Hall, backup: string): Promise<void> {
	const { target } = await emptyPlace();
	expect(await restoreBackup(backup, null, target)).toMatchObject({ ok: true });
	const elsewhere = { dir: join(folder, 'no-keys'), secret: open.keys.secret };
	const desk = connectDesk(target.databaseUrl, elsewhere, { max: 2 });
	try {
		const { roundId } = open;
		const opened = await openRound(desk, open.person('chair'), { roundId });
		expect(opened).toMatchObject({ code: 'round-keys-lost' });
		await abortRound(desk, open.person('chair'), { roundId, reason: '密钥不在备份中' });
		expect(await abortRound(desk, open.person('chief'), { roundId, reason: '' })).toMatchObject({ ok: true });
		const view = await consoleView(desk, open.congressId, open.credentials.meetingId);
		expect(view.round).toMatchObject({ state: 'draft' });
	} finally {
		await desk.$client.end({ timeout: 5 });
	}
}

test('the sealed archive of a counted round must be where the backup looks', async () => {
	const elsewhere = { ...source(), archiveDir: join(folder, 'nothing') };
	expect(await makeBackup(elsewhere, join(folder, 'x.tar.gz'), null)).toMatchObject({
		code: 'backup-file-missing'
	});
});

test('a photograph of a project that the folder does not hold is missed, and so is a picture taken out on the way', async () => {
	const { sql, superuserUrl } = hall.database;
	const missed = (name: string) => ({ code: 'backup-file-missing', detail: { file: `uploads/${name}` } });
	const inHall = (id: string) => `${hall.congressId}/${id}`;
	await sql`
		insert into tracker.evidence (id, congress_id, project_id, kind, slot, caption, taken_on, taken_from, media_type,
			bytes, sha256, uploaded_at, uploaded_by)
		select ${photograph}, congress_id, id, 'photo', 'before', '施工前', '2026-01-05', 'camera', 'image/jpeg', 9,
			'\\x00', now(), '教办' from record.project where congress_id = ${hall.congressId} limit 1`;
	expect(await makeBackup(source(), join(folder, 'y.tar.gz'), null)).toMatchObject(
		missed(inHall(photograph))
	);
	await storeUpload(join(folder, 'uploads'), hall.congressId, photograph, new Uint8Array(9));

	// Where the rows are read, the files were: who holds a table's lock holds the backup between the two.
	const other = postgres(superuserUrl, { max: 1, onnotice: () => {} });
	try {
		const backup = await other.begin(async (tx) => {
			await tx`lock table tracker.evidence`;
			const made = makeBackup(source(), join(folder, 'z.tar.gz'), null);
			await eventually('the backup waits for the table', () => waitsFor('tracker.evidence'));
			await dropUpload(join(folder, 'uploads'), hall.congressId, picture);
			return { made };
		});
		expect(await backup.made).toMatchObject(missed(inHall(picture)));
		expect(readdirSync(folder).filter((name) => name.startsWith('z.'))).toEqual([]);
	} finally {
		await other.end({ timeout: 5 });
	}
});

test('a destruction waits for the backup under way, which is whole, and so does its record', async () => {
	const { sql, superuserUrl } = hall.database;
	const { desk, congressId, roundId, person } = hall;
	await storeUpload(join(folder, 'uploads'), congressId, picture, new Uint8Array(100_000).fill(7));
	const { id, username, role } = person('office-2');
	const order = () =>
		orderDestruction(
			desk,
			person('office-1'),
			{ id, username, role, congressId },
			{ roundId, note: '届满' },
			new Date(Date.now() + 32 * 24 * 3600_000)
		);
	const other = postgres(superuserUrl, { max: 1, onnotice: () => {} });
	const during = join(folder, 'during.tar.gz');
	try {
		const backup = await other.begin(async (tx) => {
			await tx`lock table tracker.evidence`;
			const made = makeBackup(source(), during, null);
			await eventually('the backup waits for the table', () => waitsFor('tracker.evidence'));
			expect(await order()).toMatchObject({ ok: true });
			// The box has asked and been refused, or else it has done it.
			await eventually('the box has come by', async () => {
				const [row] = await sql<[{ came: boolean }]>`
					select exists (select from gate.destruction where done_at is not null) or exists (
						select from pg_stat_activity where datname = current_database()
							and state = 'idle' and query like '%pg_try_advisory_lock_shared%') as came`;
				return row.came;
			});
			return { made };
		});
		expect(await backup.made).toMatchObject({ ok: true });
		const { url: empty } = (await emptyPlace()).database;
		expect(await drillBackup(during, null, { empty })).toMatchObject({ ok: true, value: { archives: 1 } });
		const recorded = async () => {
			const [row] = await sql`select destroyed_at from desk.archive_term where round_id = ${roundId}`;
			return row!.destroyed_at as Date | null;
		};
		await eventually('it is destroyed, and on the record', recorded);

		// As a second backup holds it, which began between the destruction and its record.
		await other`select pg_advisory_lock(${advisoryLocks.backup}, 0)`;
		await sql`update desk.archive_term set destroyed_at = null`;
		await recordDestruction(desk, { congressId, roundId });
		expect(await recorded()).toBeNull();
		await other`select pg_advisory_unlock(${advisoryLocks.backup}, 0)`;
		await eventually('it is on the record', recorded);
	} finally {
		await other.end({ timeout: 5 });
	}
}, 60_000);

/** Whether somebody waits for the table. */
async function waitsFor(table: string): Promise<boolean> {
	const [row] = await hall.database.sql<[{ waits: boolean }]>`
		select exists (select from pg_locks where not granted and relation = ${table}::regclass
			and database = (select oid from pg_database where datname = current_database())) as waits`;
	return row.waits;
}
