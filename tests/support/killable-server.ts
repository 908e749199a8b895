import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { connectDesk } from '#lib/server/db/client.ts';
import type { RuleSet } from '#lib/domain/rule-set.ts';
import { ensureBuild } from '../../src/cli/ensure-build.ts';
import { seedDemonstration } from '../../src/cli/demo/seed.ts';
import { ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { startProgram, stopProgram } from '../../src/cli/run-program.ts';
import { cuttableLine } from './cuttable-line.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { testPort } from './test-port.ts';

export type KillableServer = Awaited<ReturnType<typeof killableServer>>;

/** The built server with a demonstration on a database of its own, to be killed without a word and started again. */
export async function killableServer(options: {
	delegates: number;
	flushMs?: number;
	rules?: Partial<RuleSet>;
	/** Instead of one on the cluster of the test run; already migrated. */
	database?: TestDatabase;
	/** Browsers reach it over a line that the test can cut. */
	cuttable?: boolean;
}) {
	await ensureBuild();
	const dir = mkdtempSync(join(tmpdir(), 'piaojue-fault-'));
	const database = options.database ?? (await testDatabase());
	const port = await testPort();
	const publicPort = options.cuttable ? await testPort() : port;
	const line = options.cuttable ? await cuttableLine(publicPort, port) : null;
	const place = { origin: `http://localhost:${publicPort}`, boxOrigin: `http://127.0.0.1:${publicPort}` };
	const env = {
		NODE_ENV: 'production',
		DATABASE_URL: database.url,
		PIAOJUE_SECRET: randomBytes(32).toString('base64url'),
		KEY_DIR: join(dir, 'keys'),
		ARCHIVE_DIR: join(dir, 'archive'),
		UPLOAD_DIR: join(dir, 'uploads'),
		HOST: '127.0.0.1',
		PORT: String(port),
		ORIGIN: place.origin,
		BOX_ORIGIN: place.boxOrigin,
		FLUSH_MS: String(options.flushMs ?? 100)
	};
	const desk = connectDesk(database.url, { dir: env.KEY_DIR, secret: env.PIAOJUE_SECRET }, { max: 1 });
	const credentials = await seedDemonstration(desk, {
		...place,
		delegates: options.delegates,
		rules: options.rules ?? {}
	});
	await desk.$client.end();
	let server: ChildProcess;

	const start = async () => {
		server = startProgram(['src/server.js'], { env });
		for (;;) {
			if ((await fetch(`${place.origin}/readyz`).catch(() => null))?.ok) return;
			if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
			await new Promise((wait) => setTimeout(wait, 50));
		}
	};
	await start();

	return {
		credentials,
		database,
		line,
		start,

		/** kill -9 of the process and all it started. */
		kill: () => process.kill(-server.pid!, 'SIGKILL'),

		/** Whether it is still the process that was started last. */
		lives: () => server.exitCode === null && server.signalCode === null,

		async as(username: string): Promise<ProtocolStaff> {
			const person = new ProtocolStaff(place.origin);
			await person.signIn(username, credentials.staff[0]!.password);
			return person;
		},

		async end() {
			await stopProgram(server);
			line?.close();
			await database.drop();
			rmSync(dir, { recursive: true, force: true });
		}
	};
}
