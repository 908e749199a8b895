import type { Sql } from 'postgres';
import { healthMeasures as say } from '../../i18n/zh-CN/health.ts';
import { backupChecks } from './backup.ts';
import type { HealthCheck, HealthCheckName } from './check.ts';
import { clockCheck, databaseCheck, processesCheck, schemaCheck, settingsCheck } from './database.ts';
import { folderCheck } from './folders.ts';

export type HealthPlace = { sql: Sql; keyDir: string; uploadDir: string; archiveDir: string };

/**
 * Every check of the installation, in the order of `healthCheckNames`. One that can't be made has failed, and says
 * so; the others are made all the same. Reads nothing of any congress.
 *
 * @param place.sql as the database's owner or as the desk
 */
export async function healthChecks(place: HealthPlace, now = new Date()): Promise<HealthCheck[]> {
	const { sql } = place;
	// One after the other: the clock's round trip must not wait behind another question.
	return [
		...(await made(['database'], () => databaseCheck(sql))),
		...(await made(['schema'], () => schemaCheck(sql))),
		...(await made(['clock'], () => clockCheck(sql))),
		...(await made(['settings'], () => settingsCheck(sql))),
		...(await made(['processes'], () => processesCheck(sql))),
		...(await made(['key-folder'], () => folderCheck('key-folder', place.keyDir))),
		...(await made(['upload-folder'], () => folderCheck('upload-folder', place.uploadDir))),
		...(await made(['archive-folder'], () => folderCheck('archive-folder', place.archiveDir))),
		...(await made(['backup', 'restore-drill'], () => backupChecks(sql, now)))
	];
}

async function made(
	names: HealthCheckName[],
	look: () => Promise<HealthCheck | HealthCheck[]>
): Promise<HealthCheck[]> {
	try {
		return [await look()].flat();
	} catch {
		return names.map((check) => ({ check, passed: false, measured: say.notMade }));
	}
}
