import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';

/**
 * Every row of every table of ours, as one hash for each row, apart from those a test leaves out. For tests that say
 * "nothing else changed": a table that is made tomorrow is looked at too.
 *
 * @param leaveOut rows that the test is not about; `table` is `schema.name`
 */
export async function allRows(
	sql: Sql,
	leaveOut: (table: string, row: Record<string, unknown>) => boolean
): Promise<Map<string, string>> {
	const tables = await sql<{ schema: string; name: string }[]>`
		select table_schema as schema, table_name as name from information_schema.tables
		where table_schema in ('desk', 'box', 'gate', 'tracker', 'record') and table_type = 'BASE TABLE' order by 1, 2`;
	const found = new Map<string, string>();
	for (const { schema, name } of tables) {
		const table = `${schema}.${name}`;
		const rows = await sql.unsafe<{ row: Record<string, unknown> }[]>(
			`select to_jsonb(t) as row from "${schema}"."${name}" t`
		);
		for (const { row } of rows) {
			if (leaveOut(table, row)) continue;
			const text = JSON.stringify(row);
			found.set(`${table} ${createHash('sha256').update(text).digest('hex')}`, text);
		}
	}
	return found;
}
