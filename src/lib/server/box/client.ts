import postgres from 'postgres';
import { reconnectDelay } from '../db/reconnect-delay.ts';

export type BoxSql = postgres.Sql;

/**
 * Connects as the box. Parameters travel apart from the statement, so no ballot ever stands in
 * pg_stat_activity, and errors of this connection are never logged with their detail.
 */
export function connectBox(url: string, options: { max?: number } = {}): BoxSql {
	return postgres(url, { ...asBox, max: options.max ?? 6 });
}

/**
 * One session for what a session holds, such as advisory locks: it is never closed for its age or for idleness.
 *
 * @param onlost the connection is gone, and with it every lock; called before anything runs on the next one
 */
export function connectSession(url: string, onlost: () => void): BoxSql {
	return postgres(url, { ...asBox, max: 1, max_lifetime: null, onclose: onlost });
}

const asBox = {
	backoff: reconnectDelay,
	onnotice: () => {},
	connection: { application_name: 'piaojue-box', options: '-c role=piaojue_box' }
} as const;
