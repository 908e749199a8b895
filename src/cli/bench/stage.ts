import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { startEmbedded } from '#lib/server/db/embedded.ts';
import { freePort } from '#lib/server/db/embedded/free-port.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import type { KeyFolder } from '#lib/server/round-keys.ts';
import { seedDemonstration, type Credentials } from '../demo/seed.ts';
import { ensureBuild } from '../ensure-build.ts';
import { ProtocolStaff } from '../protocol-client.ts';
import { startProgram, stopProgram } from '../run-program.ts';

/** The built application on a database of its own, with everybody checked in and the round in draft. */
export type Stage = {
	origin: string;
	boxOrigin: string;
	databaseUrl: string;
	/** As the owner: to lay out what a benchmark starts from, and to look at what became of it. */
	owner: postgres.Sql;
	desk: Desk;
	keys: KeyFolder;
	credentials: Credentials;
	/** What the server was told beside its addresses and folders. */
	settings: Record<string, string>;
	serverPid: number;
	/** Starts one more process on the same database, and says its port. */
	another(): Promise<string>;
	stop(): Promise<void>;
};

/**
 * Flush and queue settings are the product's own. The grace between the chair's word and the close is set to
 * nothing: it is a wait by design, and `close` measures what comes after it.
 */
const settings = { NODE_ENV: 'production', LOG_LEVEL: 'warn', CLOSE_GRACE_MS: '0' };

/**
 * @param options.delegates of the demonstration's congress
 * @param options.profileDir where the server writes a processor profile when it ends
 */
export async function startStage(options: {
	delegates: number;
	profileDir?: string | undefined;
}): Promise<Stage> {
	await ensureBuild();
	const folder = mkdtempSync(join(tmpdir(), 'piaojue-bench-'));
	chmodSync(folder, 0o755);
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	const database = await startEmbedded({ dataDir: folder });
	await migrate(database.url);
	const keys = { dir: join(folder, 'keys'), secret: randomBytes(32).toString('base64url') };
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const boxOrigin = `http://127.0.0.1:${port}`;
	const desk = connectDesk(database.url, keys, { max: 2 });
	const owner = postgres(database.url, { max: 2, onnotice: () => {} });
	const credentials = await seedDemonstration(desk, { origin, boxOrigin, delegates: options.delegates });
	await everybodyIn(owner);
	const profile = options.profileDir ? ['--cpu-prof', `--cpu-prof-dir=${options.profileDir}`] : [];
	const start = (at: number) =>
		startProgram([...profile, 'src/server.js'], { env: { ...environment, PORT: String(at) } });
	const environment = {
		...settings,
		DATABASE_URL: database.url,
		PIAOJUE_SECRET: keys.secret,
		KEY_DIR: keys.dir,
		ARCHIVE_DIR: join(folder, 'archive'),
		UPLOAD_DIR: join(folder, 'uploads'),
		HOST: '127.0.0.1',
		ORIGIN: origin,
		BOX_ORIGIN: boxOrigin
	};
	const server = start(port);
	const others: ChildProcess[] = [];
	await answers(origin, () => server.exitCode);
	return {
		origin,
		boxOrigin,
		databaseUrl: database.url,
		owner,
		desk,
		keys,
		credentials,
		settings,
		serverPid: server.pid!,
		async another() {
			const second = await freePort();
			const other = start(second);
			others.push(other);
			await answers(`http://localhost:${second}`, () => other.exitCode);
			return String(second);
		},
		async stop() {
			await Promise.all([server, ...others].map(stopProgram));
			await desk.$client.end({ timeout: 5 });
			await owner.end({ timeout: 5 });
			await database.stop();
		}
	};
}

/** Signs a staff account of the demonstration in. */
export async function staffOf(stage: Stage, role: string, which = 0): Promise<ProtocolStaff> {
	const account = stage.credentials.staff.filter((entry) => entry.role === role)[which]!;
	const person = new ProtocolStaff(stage.origin);
	await person.signIn(account.username, account.password);
	return person;
}

/** Stops where an act of the script is refused. */
export async function done(what: string, act: Promise<string | null>): Promise<void> {
	const refused = await act;
	if (refused) throw new Error(`${what}: ${refused}`);
}

/** Asks every few milliseconds until there is an answer; gives up after two minutes. */
export async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>): Promise<T> {
	const deadline = performance.now() + 120_000;
	while (performance.now() < deadline) {
		const answer = await ask();
		if (answer) return answer;
		await sleep(10);
	}
	throw new Error(`${what}: not within two minutes`);
}

export async function versionOf(owner: postgres.Sql): Promise<Record<string, string>> {
	const names = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers'];
	const rows = await owner<{ name: string; setting: string }[]>`
		select name, current_setting(name) as setting from pg_settings where name in ${owner(names)}`;
	return Object.fromEntries(rows.map((row) => [row.name, row.setting]));
}

async function everybodyIn(owner: postgres.Sql): Promise<void> {
	await owner`insert into desk.check_in (congress_id, meeting_id, delegate_id, at, by)
		select d.congress_id, m.id, d.id, now(), (select s.id from desk.staff s where s.role = 'office' limit 1)
		from desk.delegate d join desk.meeting m on m.congress_id = d.congress_id`;
	await owner`update desk.card set state = 'active'`;
}

async function answers(origin: string, exitCode: () => number | null): Promise<void> {
	await until(origin, async () => {
		if (exitCode() !== null) throw new Error(`the server has ended by itself (${exitCode()})`);
		return (await fetch(`${origin}/healthz`).catch(() => null))?.ok;
	});
}
