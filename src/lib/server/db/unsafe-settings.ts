import { sql } from 'drizzle-orm';
import type { Tx } from './client.ts';

/**
 * PostgreSQL settings that would undo the secrecy or the durability of the box, with the values they must
 * have. `log_min_error_statement` and `log_error_verbosity` keep rows out of the server's error log.
 */
const required: Record<string, readonly string[]> = {
	log_statement: ['none'],
	log_min_duration_statement: ['-1'],
	log_min_duration_sample: ['-1'],
	log_duration: ['off'],
	log_parameter_max_length: ['0'],
	log_parameter_max_length_on_error: ['0'],
	log_error_verbosity: ['terse'],
	log_min_error_statement: ['panic', 'fatal'],
	track_commit_timestamp: ['off'],
	archive_mode: ['off'],
	wal_recycle: ['off'],
	fsync: ['on'],
	full_page_writes: ['on'],
	synchronous_commit: ['on', 'remote_write', 'remote_apply']
};

/** Names of settings that forbid opening a round here; empty where the box is safe. */
export async function unsafeSettings(tx: Tx): Promise<string[]> {
	return unsafeAmong(
		await tx.execute<{ name: string; setting: string }>(sql`select name, setting from pg_settings`)
	);
}

/** The same, of rows that were read elsewhere. */
export const unsafeAmong = (rows: readonly { name: string; setting: string }[]): string[] =>
	rows.filter(({ name, setting }) => required[name]?.includes(setting) === false).map((row) => row.name);
