import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyArchive } from '#lib/crypto/verify/verify-archive.ts';
import { readArchive } from '#lib/server/archive/read-archive.ts';
import { makeBackup } from '#lib/server/backup/make-backup.ts';
import { inCongress } from '#lib/server/db/client.ts';
import { allowSealedDownload } from '#lib/server/desk/allow-sealed-download.ts';
import type { Witness } from '#lib/server/desk/archive-round.ts';
import { auditRecords } from '#lib/server/desk/audit.ts';
import { handOverArchive } from '#lib/server/desk/hand-over-archive.ts';
import { orderDestruction } from '#lib/server/desk/order-destruction.ts';
import { setArchiveTerm } from '#lib/server/desk/set-archive-term.ts';
import { archiveReminder, archiveView } from '#lib/server/queries/archive-view.ts';
import { publicArchive } from '#lib/server/queries/public-archive.ts';
import { eventually } from '../support/eventually.ts';
import { fiveApprovals, openHall, type Hall } from '../support/hall.ts';

// What becomes of a round's ballots after the session: kept, taken, handed over, destroyed.

const DAY = 24 * 3600_000;
const folder = mkdtempSync(join(tmpdir(), 'piaojue-archive-'));
let hall: Hall;
/** A one-time key, as a ballot in the box carries it: nothing else in the installation holds it. */
let canary: Buffer;

const hex = () => hall.roundId.replaceAll('-', '');
const witness = (username: string): Witness => {
	const { id, role, congressId } = hall.person(username);
	return { id, role, username, congressId };
};
const view = async (now = new Date()) => {
	const place = { desk: hall.desk, archiveDir: hall.archiveDir };
	return (await archiveView(place, hall.congressId, now)).find((one) => one.roundId === hall.roundId)!;
};
const input = (note = '说明') => ({ roundId: hall.roundId, note });
const reminded = (now?: Date) => archiveReminder(hall.desk, hall.congressId, now);
const inAMonth = () => new Date(Date.now() + 31 * DAY);

beforeAll(async () => {
	hall = await openHall({ delegates: 13 });
	await hall.checkIn();
	await hall.vote(() => fiveApprovals);
	const [row] = await hall.database.sql.unsafe<{ key: Buffer }[]>(
		`select key from box.inbox_${hex()} limit 1`
	);
	canary = Buffer.from(row!.key);
	await hall.announce();
	await eventually('the round is sealed', async () => {
		const [sealed] = await hall.database.sql`select to_regclass(${`box.sealed_${hex()}`}) as found`;
		return sealed!.found;
	});
}, 60_000);

afterAll(async () => {
	await hall.leave();
	rmSync(folder, { recursive: true, force: true });
});

const waiting = (wanted: number) =>
	eventually(`${wanted} wait for somebody's lock`, async () => {
		const [row] = await hall.database.sql<[{ n: number }]>`
			select count(*)::int as n from pg_locks where not granted
				and database = (select oid from pg_database where datname = current_database())`;
		return row.n === wanted;
	});

/** Files of this database and of the write-ahead log that hold these bytes, as somebody finds who has the disk. */
async function holding(bytes: Buffer): Promise<string[]> {
	const superuser = postgres(hall.database.superuserUrl, { max: 1, onnotice: () => {} });
	try {
		for (let times = 0; times < 2; times++) {
			await superuser`select pg_switch_wal()`;
			await superuser`checkpoint`;
		}
		const [place] = await superuser<{ dir: string; oid: number }[]>`
			select current_setting('data_directory') as dir, oid::int from pg_database where datname = current_database()`;
		return [join(place!.dir, 'base', String(place!.oid)), join(place!.dir, 'pg_wal')]
			.flatMap((dir) => readdirSync(dir).map((name) => join(dir, name)))
			.filter((path) => bytesOf(path).includes(bytes));
	} finally {
		await superuser.end();
	}
}

/** A file that PostgreSQL renamed or removed since it was listed, by another test's checkpoint say, holds nothing. */
function bytesOf(path: string): Buffer {
	try {
		return readFileSync(path);
	} catch (error) {
		if (['ENOENT', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return Buffer.alloc(0);
		throw error;
	}
}

test('the page has both archives with their hashes, and a month as the date', async () => {
	const round = await view();
	expect(round).toMatchObject({ sealed: 'kept', termSet: false, due: 'kept', records: [] });
	const [sealed] = round.sealedFiles;
	expect(sealed).toMatchObject({ name: `${hall.roundId}-sealed.zip` });
	expect(sealed!.bytes).toBe(statSync(join(hall.archiveDir, sealed!.name)).size);
	expect(round.publicFile!.sha256).toMatch(/^[0-9a-f]{64}$/);
	expect((await view(inAMonth())).due).toBe('due');
	expect(await reminded()).toEqual({ due: 0, soon: 0, nextOn: null });
	expect(await reminded(inAMonth())).toEqual({ due: 1, soon: 0, nextOn: null });
});

test('a week before its date the office is told of it', async () => {
	const { destroyOn } = await view();
	const before = (days: number) => new Date(Date.parse(`${destroyOn}T00:00:00Z`) - days * DAY);
	expect(await reminded(before(8))).toEqual({ due: 0, soon: 0, nextOn: null });
	expect(await reminded(before(7))).toEqual({ due: 0, soon: 1, nextOn: destroyOn });
	expect(await reminded(before(1))).toEqual({ due: 0, soon: 1, nextOn: destroyOn });
});

test('the sealed archive leaves only by the office before a scrutineer', async () => {
	const { desk, person } = hall;
	const files = (await view()).sealedFiles;
	const take = (first: string, second: string) =>
		allowSealedDownload(desk, person(first), witness(second), { ...input(), files });
	expect(await take('office-1', 'office-2')).toMatchObject({ code: 'witness-role' });
	expect(await take('office-1', 'office-1')).toMatchObject({ code: 'same-person' });
	expect(await take('chair', 'chief')).toMatchObject({ code: 'forbidden' });
	const stranger = { ...witness('chief'), congressId: crypto.randomUUID() };
	expect(await allowSealedDownload(desk, person('office-1'), stranger, { ...input(), files })).toMatchObject({
		code: 'witness-role'
	});
	expect((await view()).records).toEqual([]);

	expect(await take('office-1', 'chief')).toMatchObject({ ok: true });
	const [record] = (await view()).records;
	expect(record).toMatchObject({ act: 'download', by: '会务甲', second: '总监票人', files });
});

test('a hand-over names the files by their hashes, and can not be changed', async () => {
	const { publicFile, sealedFiles } = await view();
	const handed = await handOverArchive(hall.desk, hall.person('office-1'), {
		...input('接收人：档案室'),
		files: [publicFile!, ...sealedFiles]
	});
	expect(handed).toMatchObject({ ok: true });
	expect((await view()).records.map(({ act }) => act)).toEqual(['download', 'hand-over']);
	await expect(
		inCongress(hall.desk, hall.congressId, (tx) => tx.execute(`delete from desk.archive_record`))
	).rejects.toThrow();
});

test('the date is set by the office, and never to a day that is over', async () => {
	const { desk, person, roundId } = hall;
	const set = (who: string, destroyOn: string) => setArchiveTerm(desk, person(who), { roundId, destroyOn });
	expect(await set('chair', '2099-01-01')).toMatchObject({ code: 'forbidden' });
	expect(await set('office-1', '2020-01-01')).toMatchObject({ code: 'term-in-the-past' });
	expect(await set('office-1', '2099-01-01')).toMatchObject({ ok: true });
	expect(await view(inAMonth())).toMatchObject({ destroyOn: '2099-01-01', termSet: true, due: 'kept' });
	const order = (now: Date) => orderDestruction(desk, person('office-1'), witness('office-2'), input(), now);
	expect(await order(inAMonth())).toMatchObject({ code: 'term-not-over' });
	const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
	expect(await set('office-1', today)).toMatchObject({ ok: true });
});

test('a destruction leaves nothing of the ballots to be found, and the public archive still verifies', async () => {
	const { desk, person, database } = hall;
	const before = Buffer.from((await publicArchive(desk, hall.roundId))!);
	expect((await holding(canary)).some((path) => path.includes('/base/'))).toBe(true);
	expect(
		readFileSync(join(hall.archiveDir, `${hall.roundId}-sealed.zip`)).includes(canary.toString('base64url'))
	).toBe(true);
	const files = (await view()).sealedFiles;

	expect(await orderDestruction(desk, person('office-1'), witness('office-1'), input())).toMatchObject({
		code: 'same-person'
	});
	// A page that read the rows before the order, and the folder after the destruction.
	const page = await database.sql.begin(async (held) => {
		await held`lock table desk.archive_record`;
		const seen = view();
		await waiting(1);
		expect(
			await orderDestruction(desk, person('office-1'), witness('office-2'), input('届满'))
		).toMatchObject({ ok: true });
		await eventually('the box has destroyed it', async () => {
			return (await database.sql`select from gate.destruction where done_at is not null`).length;
		});
		return { seen };
	});
	expect(['ordered', 'destroyed']).toContain((await page.seen).sealed);
	await eventually('the sealed archive is destroyed', async () => (await view()).sealed === 'destroyed');
	const round = await view();
	expect(round).toMatchObject({ sealed: 'destroyed', sealedFiles: [] });
	expect(round.records.at(-1)).toMatchObject({
		...{ act: 'destruction', by: '会务甲', second: '会务乙', note: '届满', files }
	});

	expect(await holding(canary)).toEqual([]);
	expect(readdirSync(hall.archiveDir)).toEqual([]);
	expect(await database.sql`select to_regclass(${`box.sealed_${hex()}`}) as found`).toEqual([
		{ found: null }
	]);
	expect(await database.sql`select from gate.parts`).toHaveLength(0);

	const after = Buffer.from((await publicArchive(desk, hall.roundId))!);
	expect(after.equals(before)).toBe(true);
	writeFileSync(join(folder, 'public.zip'), after);
	const zip = readArchive(folder);
	if (!zip.ok) throw new Error(zip.code);
	expect(verifyArchive(zip.value)).toMatchObject({
		ok: true,
		value: { round: { sealedPart: 'named-by-report' } }
	});

	const { meetingId } = hall.credentials;
	const chain = await inCongress(desk, hall.congressId, (tx) => auditRecords(tx, meetingId));
	expect(chain.slice(-6).map(({ act, actor }) => [act, actor])).toEqual([
		['sealed-archive-taken', 'office-1, chief'],
		['archive-handed-over', 'office-1'],
		['archive-term-set', 'office-1'],
		['archive-term-set', 'office-1'],
		['destruction-ordered', 'office-1, office-2'],
		['archive-destroyed', 'system']
	]);
	// Twice is once, and nothing is left to take or to destroy.
	expect(await orderDestruction(desk, person('office-1'), witness('office-2'), input())).toMatchObject({
		code: 'no-sealed-archive'
	});
	// Nor is what was listed before it handed over after it; what is public is.
	const handOver = (listed: typeof files) =>
		handOverArchive(desk, person('office-1'), { ...input(), files: listed });
	expect(await handOver([round.publicFile!, ...files])).toMatchObject({ code: 'no-sealed-archive' });
	expect(await handOver([round.publicFile!])).toMatchObject({ ok: true });
});

test.each([
	['box.destroy_round', 'gate.parts'],
	['desk.destroy_paper', 'desk.paper_entry']
])('%s by two at once goes one after the other', async (destroy, table) => {
	const { sql } = hall.database;
	// Both are held where one has deleted and not yet written the table anew.
	await sql.unsafe(`create function gate.held() returns trigger language plpgsql as
		$$ begin perform pg_advisory_xact_lock_shared(1, 1); return null; end $$;
		create trigger held before delete on ${table} for each statement execute function gate.held()`);
	const once = () =>
		sql.begin(async (tx) => {
			await tx`select set_config('piaojue.congress', ${hall.congressId}, true)`;
			await tx.unsafe(`select ${destroy}('${hall.roundId}')`);
		});
	const both = await sql.begin(async (held) => {
		await held`select pg_advisory_xact_lock(1, 1)`;
		const destroyed = Promise.allSettled([once(), once()]);
		await waiting(2);
		return { destroyed };
	});
	const ended = (await both.destroyed).map(({ status }) => status);
	await sql`drop function gate.held cascade`;
	expect(ended).toEqual(['fulfilled', 'fulfilled']);
});

test('the box destroys nothing that was not ordered', async () => {
	const other = crypto.randomUUID();
	await expect(hall.database.sql`select box.destroy_round(${other})`).rejects.toThrow('was ordered');
	const asDesk = inCongress(hall.desk, hall.congressId, (tx) =>
		tx.execute(`select box.destroy_round('${other}')`)
	);
	await expect(asDesk).rejects.toThrow();
});

test('a backup after the destruction is whole without the ballots', async () => {
	const place = {
		databaseUrl: hall.database.url,
		uploadDir: join(folder, 'none'),
		archiveDir: hall.archiveDir
	};
	const made = await makeBackup(place, join(folder, 'after.tar.gz'), null);
	expect(made).toMatchObject({ ok: true, value: { manifest: { files: [] } } });
});
