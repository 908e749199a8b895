import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { removeEmbedded, startEmbedded } from '#lib/server/db/embedded.ts';
import { migrate } from '#lib/server/db/migrate.ts';

/** The migrated database that every test database is a copy of. */
export const templateName = 'piaojue_template';

/** Where test files find the cluster: addresses of its superuser and of the template's owner. */
export const clusterVariables = ['PIAOJUE_TEST_CLUSTER_URL', 'PIAOJUE_TEST_OWNER_URL'] as const;

export type TestCluster = { env: Record<(typeof clusterVariables)[number], string>; stop(): Promise<void> };

/** A PostgreSQL of its own in a temporary folder, with the migrated template in it. */
export async function startTestCluster(): Promise<TestCluster> {
	removeLeftovers();
	const folder = mkdtempSync(join(roomInMemory() ?? tmpdir(), 'piaojue-test-'));
	// Made for us alone; the server's own user must get through when we are root.
	chmodSync(folder, 0o755);
	const removeFolder = (): void =>
		rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
	process.once('exit', removeFolder);
	const cluster = await startEmbedded({ dataDir: folder });
	const stop = async (): Promise<void> => {
		await cluster.stop();
		removeFolder();
	};
	try {
		await makeTemplate(cluster.superuserUrl, cluster.url);
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		env: { PIAOJUE_TEST_CLUSTER_URL: cluster.superuserUrl, PIAOJUE_TEST_OWNER_URL: cluster.url },
		stop
	};
}

/** The whole suite's databases are some hundred megabytes; on a shared disk every commit waits for everybody's writes. */
const ROOM = 4 * 1024 ** 3;

/** A folder in memory with room for them, where the system has one: the server's settings stay those of production. */
function roomInMemory(): string | null {
	try {
		const { bavail, bsize } = statfsSync('/dev/shm');
		return bavail * bsize >= ROOM ? '/dev/shm' : null;
	} catch {
		return null;
	}
}

/**
 * Stops and removes what killed test runs left behind: their lock is still there, its process is not. Of a folder that a
 * test gives to one cluster after another the same is true in between: such ones bear another name.
 */
function removeLeftovers(): void {
	const rooms = [tmpdir(), ...(existsSync('/dev/shm') ? ['/dev/shm'] : [])];
	const left = rooms.flatMap((room) => readdirSync(room).map((name) => join(room, name)));
	for (const folder of left.filter((path) => /\/piaojue-test-[^/]*$/.test(path))) {
		if (!existsSync(join(folder, 'postgres/lock'))) continue;
		try {
			removeEmbedded(folder);
			rmSync(folder, { recursive: true, force: true });
		} catch {
			// In use by a test run of now, or somebody else's.
		}
	}
}

async function makeTemplate(superuserUrl: string, ownerUrl: string): Promise<void> {
	const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
	try {
		await sql.unsafe(`create database ${templateName} owner piaojue_owner`);
		await migrate(withDatabase(ownerUrl, templateName));
		// A template with a session on it can't be copied.
		await sql.unsafe(`alter database ${templateName} with allow_connections false`);
	} finally {
		await sql.end();
	}
}

/** The address of another database on the same server. */
export function withDatabase(url: string, name: string): string {
	const other = new URL(url);
	other.pathname = `/${name}`;
	return other.href;
}
