import type { Sql } from 'postgres';
import { healthMeasures as say } from '../../i18n/zh-CN/health.ts';
import type { HealthCheck } from './check.ts';

const DAY_MS = 24 * 3600_000;

/** A backup a week, and a restore tried out twice a year: what a small office keeps up. */
export const OLDEST_BACKUP_DAYS = 7;
export const OLDEST_DRILL_DAYS = 183;

/** The last backup, and the last one that somebody restored to see whether it is one. */
export async function backupChecks(sql: Sql, now = new Date()): Promise<HealthCheck[]> {
	const [backup] = await sql<{ at: Date | string; bytes: string }[]>`
		select at, bytes from desk.backup_run order by at desc limit 1`;
	const [drill] = await sql<{ drilled_at: Date | string; drill_passed: boolean | null }[]>`
		select drilled_at, drill_passed from desk.backup_run
		where drilled_at is not null order by drilled_at desc limit 1`;
	return judgeBackups(
		backup ? { at: new Date(backup.at), bytes: Number(backup.bytes) } : null,
		drill ? { at: new Date(drill.drilled_at), passed: drill.drill_passed === true } : null,
		now
	);
}

export function judgeBackups(
	backup: { at: Date; bytes: number } | null,
	drill: { at: Date; passed: boolean } | null,
	now: Date
): HealthCheck[] {
	const within = (at: Date, days: number) => now.getTime() - at.getTime() <= days * DAY_MS;
	return [
		{
			check: 'backup',
			passed: backup !== null && within(backup.at, OLDEST_BACKUP_DAYS),
			measured: say.backup(backup)
		},
		{
			check: 'restore-drill',
			passed: drill !== null && drill.passed && within(drill.at, OLDEST_DRILL_DAYS),
			measured: say.drill(drill)
		}
	];
}
