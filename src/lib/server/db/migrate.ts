import { resolve } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import postgres, { type Sql, type TransactionSql } from 'postgres';

/** Any number that nothing else in this database locks: "piao" in ASCII. */
const migrationLock = 0x7069616f;

/** `drizzle/` of the folder the program was started in, in source and in production alike. */
const defaultFolder = (): string => resolve('drizzle');

/**
 * Brings the database to the schema of this build. Processes that start at the same time wait for one
 * another; a database that is already there is left alone.
 *
 * @param url of the database, as its owner
 */
export async function migrate(url: string, folder = defaultFolder()): Promise<void> {
	// One connection: the session that holds the lock is the one that migrates.
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		await sql`select pg_advisory_lock(${migrationLock})`;
		await applyMigrations(drizzle(sql), { migrationsFolder: folder });
	} finally {
		await sql.end();
	}
}

/**
 * How far the database is behind this build, oldest first, as the times of the migrations in milliseconds
 * since 1970; empty when it is ready to serve.
 */
export async function pendingMigrations(sql: Sql, folder = defaultFolder()): Promise<number[]> {
	const applied = new Set(await appliedMigrations(sql));
	return buildMigrations(folder).filter((time) => !applied.has(time));
}

/** The migrations of this build, oldest first, named as in `pendingMigrations`. */
export const buildMigrations = (folder = defaultFolder()): number[] =>
	readMigrationFiles({ migrationsFolder: folder }).map((migration) => migration.folderMillis);

/** The migrations that the database has seen, oldest first, named as in `pendingMigrations`. */
export async function appliedMigrations(sql: Sql | TransactionSql): Promise<number[]> {
	const [journal] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
	if (!journal?.name) return [];
	const rows = await sql<{ createdAt: string }[]>`
		select created_at as "createdAt" from drizzle.__drizzle_migrations order by created_at`;
	return rows.map((row) => Number(row.createdAt));
}
