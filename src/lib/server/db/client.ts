import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Result } from '../../domain/result.ts';
import type { KeyFolder } from '../round-keys.ts';
import { reconnectDelay } from './reconnect-delay.ts';
import * as deskTables from './schema.ts';
import * as setupTables from './setup-schema.ts';
import * as trackerTables from './tracker-schema.ts';
import { gateArchive, gateCount, gateDestruction, gateParts, gateRelease, gateRound } from './box-schema.ts';

export const tables = {
	...deskTables,
	...setupTables,
	...trackerTables,
	gateArchive,
	gateCount,
	gateDestruction,
	gateParts,
	gateRelease,
	gateRound
};

/** The desk's database. Commands and queries take it as their first argument and never make their own. */
export type Desk = PostgresJsDatabase<typeof tables> & {
	$client: postgres.Sql;
	/** Where round keys lie, which the database must never hold. */
	keys: KeyFolder;
};

/** What runs inside one transaction that has named its congress. Inside it only `tx` is used, never the desk. */
export type Tx = Parameters<Parameters<Desk['transaction']>[0]>[0];

/** A transaction that nobody goes on with for so long gives its locks back; no act waits for anything outside. */
const IDLE_IN_TRANSACTION_MS = 60_000;

/**
 * Connects as the desk: the login of `url` takes the role `piaojue_desk` before its first statement.
 * Ten connections are more than two cores can use; more only queue inside PostgreSQL.
 */
export const connectDesk = (url: string, keys: KeyFolder, { max = 10 }: { max?: number } = {}): Desk =>
	connect(url, keys, max, { application_name: 'piaojue-desk' });

/**
 * The same role on connections of their own, for what the public reads: however many ask, and for however much, the
 * acts of a session find theirs free. A statement that takes longer than ten seconds is given up.
 */
export const connectPublic = (url: string, keys: KeyFolder): Desk =>
	connect(url, keys, 3, { application_name: 'piaojue-public', statement_timeout: 10_000 });

function connect(
	url: string,
	keys: KeyFolder,
	max: number,
	settings: { application_name: string; statement_timeout?: number }
): Desk {
	const client = postgres(url, {
		max,
		backoff: reconnectDelay,
		onnotice: () => {},
		connection: {
			...settings,
			idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
			options: '-c role=piaojue_desk'
		}
	});
	return Object.assign(drizzle(client, { schema: tables }), { keys });
}

/** Runs `read` in a transaction that sees exactly one congress; row-level security does the rest. */
export function inCongress<T>(desk: Desk, congressId: string, read: (tx: Tx) => Promise<T>): Promise<T> {
	return desk.transaction(async (tx) => {
		await tx.execute(sql`select set_config('piaojue.congress', ${congressId}, true)`);
		return read(tx);
	});
}

/** For what is public: several queries that see the database as it stood at one moment, whoever writes meanwhile. */
export const asOfOneMoment = <T>(desk: Desk, read: (tx: Tx) => Promise<T>): Promise<T> =>
	desk.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' });

class Refused extends Error {
	readonly result: unknown;
	constructor(result: unknown) {
		super('refused');
		this.result = result;
	}
}

/** One act, one transaction: a refusal rolls back everything, so a refused act leaves no half. */
export async function act<Outcome extends Result<unknown, string>>(
	desk: Desk,
	congressId: string,
	command: (tx: Tx) => Promise<Outcome>
): Promise<Outcome> {
	try {
		return await inCongress(desk, congressId, async (tx) => {
			const result = await command(tx);
			if (!result.ok) throw new Refused(result);
			return result;
		});
	} catch (error) {
		if (error instanceof Refused) return error.result as Outcome;
		throw error;
	}
}

/** The database's own word for a broken invariant, so that a command can turn it into its refusal. */
export function violatedConstraint(error: unknown): string | null {
	for (let cause = error; cause instanceof Error; cause = cause.cause) {
		const name = (cause as { constraint_name?: string }).constraint_name;
		if (name) return name;
	}
	return null;
}
