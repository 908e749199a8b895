import type { Sql } from 'postgres';
import { healthMeasures as say } from '../../i18n/zh-CN/health.ts';
import { appliedMigrations, buildMigrations } from '../db/migrate.ts';
import { unsafeAmong } from '../db/unsafe-settings.ts';
import type { HealthCheck } from './check.ts';

/** Beyond it, a session or a two-minute act may end at another moment than the clock on the wall says. */
export const MOST_SKEW_MS = 2000;

/** The database answers: its version and how long one question takes. Throws where it can't be reached. */
export async function databaseCheck(sql: Sql): Promise<HealthCheck> {
	await sql`select 1`;
	const asked = performance.now();
	const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
	return {
		check: 'database',
		passed: true,
		measured: say.database(row!.version.split(' ')[0]!, Math.ceil(performance.now() - asked))
	};
}

/** The database has exactly the schema of this build: behind it nothing works, ahead of it this build is too old. */
export async function schemaCheck(sql: Sql, folder?: string): Promise<HealthCheck> {
	return judgeSchema(await appliedMigrations(sql), buildMigrations(folder));
}

export function judgeSchema(applied: readonly number[], ofBuild: readonly number[]): HealthCheck {
	const missing = ofBuild.filter((time) => !applied.includes(time)).length;
	const unknown = applied.filter((time) => !ofBuild.includes(time)).length;
	return {
		check: 'schema',
		passed: missing === 0 && unknown === 0,
		measured: say.schema({ applied: applied.length, missing, unknown })
	};
}

/** The database's clock against this process's. Half of the round trip is taken off, as if both ways were alike. */
export async function clockCheck(sql: Sql): Promise<HealthCheck> {
	const before = Date.now();
	const [row] = await sql<{ ms: string }[]>`select extract(epoch from clock_timestamp()) * 1000 as ms`;
	const after = Date.now();
	return judgeClock(Number(row!.ms) - (before + after) / 2);
}

export const judgeClock = (skewMs: number): HealthCheck => ({
	check: 'clock',
	passed: Math.abs(skewMs) <= MOST_SKEW_MS,
	measured: say.clock(Math.round(skewMs))
});

/** The settings that keep ballots secret and an acknowledged one from getting lost. */
export async function settingsCheck(sql: Sql): Promise<HealthCheck> {
	const unsafe = unsafeAmong(
		await sql<{ name: string; setting: string }[]>`select name, setting from pg_settings`
	);
	return { check: 'settings', passed: unsafe.length === 0, measured: say.settings(unsafe) };
}

/** Who is connected: the desk and the box both have to be, whether in one process or in several. */
export async function processesCheck(sql: Sql): Promise<HealthCheck> {
	const rows = await sql<{ name: string; count: number }[]>`
		select application_name as name, count(*)::int as count from pg_stat_activity
		where datname = current_database() group by 1`;
	const of = (name: string) => rows.find((row) => row.name === name)?.count ?? 0;
	return judgeProcesses({ desk: of('piaojue-desk'), box: of('piaojue-box') });
}

export const judgeProcesses = (connections: { desk: number; box: number }): HealthCheck => ({
	check: 'processes',
	passed: connections.desk > 0 && connections.box > 0,
	measured: say.processes(connections)
});
