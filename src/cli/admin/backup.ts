import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { formatBytes, isoDate } from '#lib/i18n/format.ts';
import { operatorTexts } from '#lib/i18n/zh-CN/operator.ts';
import { drillBackup, type DrillPlace } from '#lib/server/backup/drill-backup.ts';
import { makeBackup } from '#lib/server/backup/make-backup.ts';
import { passphraseOf, passphraseOptions } from './passphrase.ts';
import { openPlace, placeOptions, type Place } from './place.ts';
import { backupTrouble } from './backup-trouble.ts';
import { Trouble } from './subcommand.ts';

export const usage = `npm run admin -- backup [--out FILE] [--passphrase-file FILE] [--drill [--into URL]] [--data DIR]`;

const t = operatorTexts.backup;

/** The whole installation in one file; with `--drill`, restored beside it and compared. */
export async function run(words: string[]): Promise<void> {
	const { values } = parseArgs({
		args: words,
		options: {
			...placeOptions,
			...passphraseOptions,
			out: { type: 'string' },
			drill: { type: 'boolean', default: false },
			into: { type: 'string' }
		}
	});
	const passphrase = await passphraseOf(values);
	const now = new Date();
	const place = await openPlace(values.data);
	try {
		const file = resolve(values.out ?? defaultName(now, passphrase !== null));
		await mkdir(dirname(file), { recursive: true });
		const made = await makeBackup(place, file, passphrase, now);
		if (!made.ok) throw backupTrouble(made);
		const { bytes, sha256, manifest } = made.value;
		const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
		const id = await record(place, { at: now, bytes, sha256 });
		console.log(t.made({ file, size: formatBytes(bytes), rows, files: manifest.files.length, sha256 }));
		if (passphrase === null) console.log(t.notEncrypted);
		if (values.drill) await drill(place, { file, passphrase, id, into: values.into });
	} finally {
		await place.close();
	}
}

const defaultName = (now: Date, encrypted: boolean): string => {
	const time = now.toISOString().slice(11, 19).replaceAll(':', '');
	return `.data/backups/piaojue-${isoDate(now)}-${time}.tar.gz${encrypted ? '.enc' : ''}`;
};

async function drill(
	place: Place,
	{ file, passphrase, id, into }: { file: string; passphrase: string | null; id: string; into?: string }
): Promise<void> {
	const where: DrillPlace = into
		? { empty: into }
		: place.superuserUrl
			? { makeOn: place.superuserUrl, ownedBy: place.databaseUrl }
			: { makeOn: place.databaseUrl, ownedBy: null };
	const drilled = await drillBackup(file, passphrase, where).catch((error: unknown) => {
		// insufficient_privilege: a login that may not make databases names an empty one.
		throw (error as { code?: string }).code === '42501' ? new Trouble(t.drillNeedsPlace) : error;
	});
	await asOwner(
		place,
		(sql) => sql`update desk.backup_run set drilled_at = now(), drill_passed = ${drilled.ok} where id = ${id}`
	);
	if (!drilled.ok) throw backupTrouble(drilled);
	console.log(t.drilled(drilled.value));
}

async function record(place: Place, made: { at: Date; bytes: number; sha256: string }): Promise<string> {
	const [row] = await asOwner(
		place,
		(sql) => sql<{ id: string }[]>`
			insert into desk.backup_run (at, bytes, sha256) values (${made.at}, ${made.bytes}, ${made.sha256}) returning id`
	);
	return row!.id;
}

async function asOwner<T>(place: Place, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
	const sql = postgres(place.databaseUrl, { max: 1, onnotice: () => {} });
	try {
		return await work(sql);
	} finally {
		await sql.end({ timeout: 5 });
	}
}
