import { randomBytes } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { clusterVariables, templateName, withDatabase } from './test-cluster.ts';

/** A migrated, empty database for one test file. */
export type TestDatabase = {
	/** As its owner, who is no superuser: what the application gets. */
	url: string;
	/** As superuser: for what only an intruder in the database server could read or do. */
	superuserUrl: string;
	/** The owner's client. */
	sql: Sql;
	/** Closes the client and removes the database, whoever is still connected. */
	drop(): Promise<void>;
};

/**
 * Copies the migrated template (about 50 ms) on the cluster of the test run. Sessions on it are the caller's
 * to close, or `drop` cuts them.
 */
export const testDatabase = (): Promise<TestDatabase> => makeDatabase(`template ${templateName}`);

/** One without any schema: what a restore fills. */
export const emptyDatabase = (): Promise<TestDatabase> => makeDatabase('');

async function makeDatabase(template: string): Promise<TestDatabase> {
	const [clusterUrl, ownerUrl] = clusterVariables.map((name) => process.env[name]);
	if (!clusterUrl || !ownerUrl) {
		throw new Error('No test cluster: databases are for tests/integration, tests/secrecy and tests/faults');
	}
	const name = `test_${randomBytes(6).toString('hex')}`;
	await asSuperuser(clusterUrl, `create database ${name} ${template} owner piaojue_owner`);
	const url = withDatabase(ownerUrl, name);
	const sql = postgres(url, { onnotice: () => {} });
	return {
		url,
		superuserUrl: withDatabase(clusterUrl, name),
		sql,
		drop: async () => {
			await sql.end({ timeout: 5 });
			await asSuperuser(clusterUrl, `drop database if exists ${name} with (force)`);
		}
	};
}

async function asSuperuser(clusterUrl: string, statement: string): Promise<void> {
	const sql = postgres(clusterUrl, { max: 1, onnotice: () => {} });
	try {
		await sql.unsafe(statement);
	} finally {
		await sql.end();
	}
}
