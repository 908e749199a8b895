import postgres from 'postgres';
import { reconnectDelay } from '../db/reconnect-delay.ts';

export type BoxSql = postgres.Sql;

/**
 * Connects as the box. Parameters travel apart from the statement, so no ballot ever stands in
 * pg_stat_activity, and errors of this connection are never logged with their detail.
 */
export function connectBox(url: string, options: { max?: number } = {}): BoxSql {
	return postgres(url, {
		max: options.max ?? 6,
		backoff: reconnectDelay,
		onnotice: () => {},
		connection: { application_name: 'piaojue-box', options: '-c role=piaojue_box' }
	});
}
