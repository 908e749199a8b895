import { createHash } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import type { BackupManifest, BackupTable } from './manifest.ts';

/** Whose tables make an installation. `record` holds views only. */
const SCHEMAS = ['desk', 'tracker', 'box', 'gate', 'drizzle'];

/** Who is signed in, and who failed to: of the moment. A restore signs nobody in, so a session ended since stays ended. */
const TRANSIENT = ['desk.session', 'desk.login_challenge', 'desk.sign_in_failure'];

export type TableShape = Pick<BackupTable, 'schema' | 'table' | 'columns'> & { key: string[] };

type Reader = Sql | TransactionSql;

/** The tables that a backup holds, by name, with their columns and what their rows are put in order by. */
export async function backupTables(sql: Reader): Promise<TableShape[]> {
	const rows = await sql<{ schema: string; table: string; columns: string[]; key: string[] | null }[]>`
		select n.nspname as schema, c.relname as table,
			(select array_agg(a.attname::text order by a.attnum) from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
			(select array_agg(a.attname::text order by k.place) from pg_index i
				cross join unnest(i.indkey::smallint[]) with ordinality as k(number, place)
				join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
				where i.indrelid = c.oid and i.indisprimary) as key
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and n.nspname = any(${SCHEMAS}) order by 1, 2`;
	return rows
		.filter(({ schema, table }) => !TRANSIENT.includes(`${schema}.${table}`))
		.map(({ key, ...row }) => {
			// A sealed table has no key; its rows lie, and go, in the order of the leaves.
			const order = key ?? (row.schema === 'box' ? ['leaf'] : null);
			if (!order) throw new Error(`${row.schema}.${row.table} has no primary key to order it by`);
			return { ...row, key: order };
		});
}

/** The rows of a table in its key's order, so that a file says nothing of when a row was written. */
export async function copyOut(sql: Reader, table: TableShape): Promise<AsyncIterable<Buffer>> {
	const from = `select ${quoted(table.columns)} from ${quotedTable(table)} order by ${quoted(table.key)}`;
	return sql.unsafe(`copy (${from}) to stdout`).readable();
}

/** Size, rows and hash of what `copyOut` yields. */
export async function measure(sql: Reader, table: TableShape): Promise<BackupTable> {
	const hash = createHash('sha256');
	let bytes = 0;
	let rows = 0;
	for await (const chunk of await copyOut(sql, table)) {
		hash.update(chunk);
		bytes += chunk.length;
		// In the text format a line break inside a value is written as two characters.
		for (const byte of chunk) if (byte === 0x0a) rows += 1;
	}
	const { schema, table: name, columns } = table;
	const sha256 = hash.digest('hex');
	return { name: `tables/${schema}.${name}`, schema, table: name, columns, bytes, rows, sha256 };
}

/** Where sequences stand; one that was never asked is left out. */
export async function sequencesOf(sql: Reader): Promise<BackupManifest['sequences']> {
	const rows = await sql<{ schema: string; name: string; last: string }[]>`
		select schemaname as schema, sequencename as name, last_value as last from pg_sequences
		where schemaname = any(${SCHEMAS}) and last_value is not null order by 1, 2`;
	return rows.map((row) => ({ ...row, last: Number(row.last) }));
}

/** Names come from the database's own catalogue, or from a manifest that is held against it. */
export const quoted = (names: string[]): string =>
	names.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ');

export const quotedTable = ({ schema, table }: { schema: string; table: string }): string =>
	`${quoted([schema])}.${quoted([table])}`;
