import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import postgres from 'postgres';
import { hallCommandTexts as t } from '#lib/i18n/zh-CN/hall-cli.ts';
import { operatorTexts } from '#lib/i18n/zh-CN/operator.ts';
import { exitOnSignals, startEmbedded } from '#lib/server/db/embedded.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { ensureBuild } from './ensure-build.ts';
import { answers, serverEnv } from './installation.ts';
import { optionFault } from './option-fault.ts';
import { startProgram } from './run-program.ts';

/**
 * npm run hall -- [--data DIR] [--local [--port N]]
 *
 * A real installation in one folder (`.data/hall`): the embedded PostgreSQL, migrated, and the server on it, for a
 * town whose one machine is the hall's server. Empty at first: `npm run admin -- congress add --data DIR` fills it.
 * Where it listens stands in `DIR/certs/https.env`, which `npm run cert` writes; `--local` is for this machine alone.
 *
 * Exit 1 when refused or when the server ends by itself, 2 for a command line that makes no sense.
 */
exitOnSignals();
const options = readOptions();
if (typeof options === 'string') {
	console.error(options);
	process.exit(2);
}
await main(options).catch((error: unknown) => {
	console.error(operatorTexts.failed(error instanceof Error ? error.message : String(error)));
	process.exit(1);
});

type Options = { dataDir: string; local: boolean; port: number };

function readOptions(): Options | string {
	try {
		const { values } = parseArgs({
			options: {
				data: { type: 'string', default: '.data/hall' },
				local: { type: 'boolean', default: false },
				port: { type: 'string' }
			}
		});
		if (values.port !== undefined && !values.local) return t.portOfCertificates;
		const port = Number(values.port ?? 3000);
		if (!Number.isInteger(port) || port < 1 || port > 65_535) return t.badPort;
		return { dataDir: resolve(values.data), local: values.local, port };
	} catch (error) {
		const fault = optionFault(error);
		if (fault === null) throw error;
		return `${fault}\n\n${t.usage}`;
	}
}

async function main({ dataDir, local, port }: Options): Promise<void> {
	const where = local ? onThisMachine(port) : inTheHall(dataDir);
	if (!where) {
		console.error(t.noHttps(dataDir));
		process.exit(1);
	}
	mkdirSync(dataDir, { recursive: true });
	console.log(t.preparing);
	await ensureBuild();
	const database = await startEmbedded({ dataDir });
	await migrate(database.url);
	const env = { ...serverEnv(dataDir, database.url), ...where };
	const server = startProgram(['src/server.js'], { env });
	server.once('exit', (code) => {
		console.error(t.ended(code));
		process.exit(1);
	});
	await answers(where.ORIGIN!, Number(where.PORT));
	await introduce(dataDir, database.url, where);
}

type Where = Record<string, string>;

/** Localhost is a secure context without a certificate; the box has another name, because cookies ignore ports. */
function onThisMachine(port: number): Where {
	const [origin, boxOrigin] = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
	return { HOST: '127.0.0.1', PORT: String(port), ORIGIN: origin, BOX_ORIGIN: boxOrigin };
}

function inTheHall(dataDir: string): Where | null {
	const file = join(dataDir, 'certs', 'https.env');
	if (!existsSync(file)) return null;
	const where = parseEnv(readFileSync(file, 'utf8')) as Where;
	return ['ORIGIN', 'BOX_ORIGIN', 'PORT', 'TLS_CERT', 'TLS_KEY'].every((name) => where[name]) ? where : null;
}

async function introduce(dataDir: string, databaseUrl: string, where: Where): Promise<void> {
	const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
	const names = await sql<{ name: string }[]>`select name from desk.congress order by name`;
	await sql.end();
	const { ORIGIN: origin = '', HTTP_PORT: plain } = where;
	const certificate = plain ? `http://${new URL(origin).hostname}:${plain}/certificate` : null;
	const paragraphs = [
		t.running(origin),
		names.length ? t.congresses(names.map(({ name }) => name)) : t.noCongress(dataDir),
		t.pages(origin, certificate),
		t.care(dataDir)
	];
	console.log(`\n${paragraphs.join('\n\n')}\n`);
}
