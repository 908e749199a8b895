import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProgram, stopProgram } from '../../src/cli/run-program.ts';
import { testDatabase } from './database.ts';
import { testPort } from './test-port.ts';

/** The built application on a database of its own, for tests that speak to it from outside. */
export type TestApp = {
	origin: string;
	boxOrigin: string;
	databaseUrl: string;
	uploadDir: string;
	stop(): Promise<void>;
};

/** Starts `src/server.js` of the build that is there, on a free port. `env` overrides what it is given. */
export async function startTestApp(env: Record<string, string> = {}): Promise<TestApp> {
	const database = await testDatabase();
	const folder = mkdtempSync(join(tmpdir(), 'piaojue-app-'));
	const uploadDir = join(folder, 'uploads');
	const port = await testPort();
	const origin = `http://localhost:${port}`;
	const boxOrigin = `http://127.0.0.1:${port}`;
	const child = startProgram(['src/server.js'], {
		env: {
			NODE_ENV: 'production',
			DATABASE_URL: database.url,
			PIAOJUE_SECRET: randomBytes(32).toString('base64url'),
			HOST: '127.0.0.1',
			PORT: String(port),
			ORIGIN: origin,
			BOX_ORIGIN: boxOrigin,
			KEY_DIR: join(folder, 'keys'),
			UPLOAD_DIR: uploadDir,
			ARCHIVE_DIR: join(folder, 'archive'),
			LOG_LEVEL: 'warn',
			...env
		}
	});
	const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
	process.once('exit', removeFolder);
	const stop = async (): Promise<void> => {
		await stopProgram(child);
		await database.drop();
		removeFolder();
	};
	try {
		await answers(`${boxOrigin}/healthz`, () => child.exitCode);
	} catch (error) {
		await stop();
		throw error;
	}
	return { origin, boxOrigin, databaseUrl: database.url, uploadDir, stop };
}

async function answers(url: string, exitCode: () => number | null): Promise<void> {
	const deadline = Date.now() + 30_000;
	while (Date.now() < deadline) {
		if (exitCode() !== null) throw new Error(`The application ended with ${exitCode()}`);
		const response = await fetch(url).catch(() => undefined);
		// Any answer of the host will do: a box's name may know no health page.
		if (response) return;
		await sleep(50);
	}
	throw new Error(`${url} does not answer`);
}
