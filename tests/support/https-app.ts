import { randomBytes, X509Certificate, createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuleSet } from '#lib/domain/rule-set.ts';
import { connectDesk } from '#lib/server/db/client.ts';
import { ensureBuild } from '../../src/cli/ensure-build.ts';
import { seedDemonstration } from '../../src/cli/demo/seed.ts';
import { runProgram, startProgram, stopProgram } from '../../src/cli/run-program.ts';
import { testDatabase } from './database.ts';
import { testPort } from './test-port.ts';

export type HttpsApp = Awaited<ReturnType<typeof startHttpsApp>>;

/** The built server speaking HTTPS with certificates of `npm run cert`, and a demonstration in its database. */
export async function startHttpsApp(options: {
	hosts: [desk: string, box: string];
	delegates?: number;
	rules?: Partial<RuleSet>;
}) {
	await ensureBuild();
	const dir = mkdtempSync(join(tmpdir(), 'piaojue-https-'));
	const [port, httpPort] = [await testPort(), await testPort()];
	const made = await runProgram([
		'src/cli/cert.ts',
		...options.hosts.flatMap((host) => ['--host', host]),
		...['--out', join(dir, 'certs'), '--port', String(port), '--http-port', String(httpPort)]
	]);
	if (made !== 0) throw new Error('no certificates');
	const settings = Object.fromEntries(
		readFileSync(join(dir, 'certs/https.env'), 'utf8')
			.trim()
			.split('\n')
			.map((line) => line.split('=') as [string, string])
	) as Record<'ORIGIN' | 'BOX_ORIGIN' | 'TLS_CERT', string>;
	const database = await testDatabase();
	const secret = randomBytes(32).toString('base64url');
	const keys = { dir: join(dir, 'keys'), secret };
	const desk = connectDesk(database.url, keys, { max: 2 });
	const [origin, boxOrigin] = [settings.ORIGIN, settings.BOX_ORIGIN];
	const credentials = await seedDemonstration(desk, {
		...{ origin, boxOrigin, delegates: options.delegates ?? 12, rules: options.rules ?? {} }
	});
	let log = '';
	const child = startProgram(['src/server.js'], {
		env: {
			...settings,
			NODE_ENV: 'production',
			HOST: '127.0.0.1',
			DATABASE_URL: database.url,
			PIAOJUE_SECRET: secret,
			KEY_DIR: keys.dir,
			ARCHIVE_DIR: join(dir, 'archive'),
			UPLOAD_DIR: join(dir, 'uploads'),
			LOG_LEVEL: 'trace'
		},
		log: (text) => (log += text)
	});
	const root = readFileSync(join(dir, 'certs/root.crt'), 'utf8');
	const rootKey = readFileSync(join(dir, 'certs/root.key'), 'utf8');
	const server = new X509Certificate(readFileSync(settings.TLS_CERT));

	/** GET over TLS; only who trusts the root gets through. */
	const get = (url: string, ca: string | undefined = root) =>
		new Promise<{ status: number; body: string }>((done, fail) => {
			const { hostname, pathname } = new URL(url);
			const sent = request(
				{
					...{ host: '127.0.0.1', port, path: pathname, ca, agent: false },
					...(hostname === '127.0.0.1' ? {} : { servername: hostname }),
					headers: { host: new URL(url).host }
				},
				(response) => {
					let body = '';
					response.setEncoding('utf8').on('data', (part: string) => (body += part));
					response.on('end', () => done({ status: response.statusCode!, body }));
				}
			);
			sent.on('error', fail).end();
		});

	for (let tries = 0; ; tries++) {
		const up = await get(`${origin}/readyz`).catch(() => null);
		if (up?.status === 200) break;
		if (tries > 300 || child.exitCode !== null) throw new Error(`the server does not answer: ${log}`);
		await new Promise((wait) => setTimeout(wait, 100));
	}

	return {
		...{ origin, boxOrigin, port, httpPort, database, desk, credentials, root, rootKey, get },
		certFile: settings.TLS_CERT,
		uploadDir: join(dir, 'uploads'),

		/** Everything the server wrote so far. */
		log: () => log,

		/** How a test's browser is told to take this one certificate. */
		spki: createHash('sha256')
			.update(server.publicKey.export({ type: 'spki', format: 'der' }))
			.digest('base64'),

		async stop() {
			await stopProgram(child);
			await desk.$client.end({ timeout: 5 });
			await database.drop();
			rmSync(dir, { recursive: true, force: true });
		}
	};
}
