import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { join } from 'node:path';

/** An installation in one folder: its embedded PostgreSQL, its secret, and what the server keeps in files. */
export const foldersOf = (dataDir: string) => ({
	keyDir: join(dataDir, 'keys'),
	archiveDir: join(dataDir, 'archive'),
	uploadDir: join(dataDir, 'uploads')
});

/** Wraps the round keys of this installation; kept, so that starting again opens them. */
export function ownSecret(dataDir: string): string {
	const file = join(dataDir, 'secret');
	if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
	return readFileSync(file, 'utf8');
}

/** What the server is told of its folder; where it listens is the caller's to say. */
export const serverEnv = (dataDir: string, databaseUrl: string): Record<string, string> => {
	const { keyDir, archiveDir, uploadDir } = foldersOf(dataDir);
	return {
		NODE_ENV: 'production',
		DATABASE_URL: databaseUrl,
		PIAOJUE_SECRET: ownSecret(dataDir),
		KEY_DIR: keyDir,
		ARCHIVE_DIR: archiveDir,
		UPLOAD_DIR: uploadDir
	};
};

/** Waits until the server on this machine answers as `origin`, half a minute at most. */
export async function answers(origin: string, port: number): Promise<void> {
	for (let tries = 0; tries < 300; tries++) {
		if (await isHealthy(new URL(origin), port)) return;
		await new Promise((done) => setTimeout(done, 100));
	}
	throw new Error(`${origin} does not answer`);
}

const isHealthy = ({ protocol, host }: URL, port: number): Promise<boolean> =>
	new Promise((told) => {
		// Our own child on the loopback: its certificate names the hall's hosts, and they need not be known here.
		const place = { host: '127.0.0.1', port, path: '/healthz', headers: { host } };
		const options = { ...place, rejectUnauthorized: false };
		const asked = (protocol === 'https:' ? tlsRequest : plainRequest)(options, (answer) => {
			answer.resume();
			told(answer.statusCode === 200);
		});
		asked.once('error', () => told(false));
		asked.end();
	});
