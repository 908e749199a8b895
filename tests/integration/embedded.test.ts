import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { removeEmbedded, startEmbedded } from '#lib/server/db/embedded.ts';
import { serverSettings } from '#lib/server/db/embedded/settings.ts';

let dataDir: string;
const applications: ChildProcess[] = [];

beforeAll(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'piaojue-cluster-'));
	chmodSync(dataDir, 0o755);
});

afterEach(() => {
	for (const application of applications.splice(0)) application.kill('SIGKILL');
});

afterAll(() => {
	// Stops whatever a failed test left running, too.
	removeEmbedded(dataDir);
	rmSync(dataDir, { recursive: true });
});

test('the application gets the database as an owner who is no superuser', async () => {
	const server = await startEmbedded({ dataDir });
	const sql = postgres(server.url, { max: 1 });
	try {
		const [owner] = await sql`
			select rolname, rolsuper, rolcreaterole, pg_get_userbyid(datdba) as owns
			from pg_roles, pg_database where rolname = current_user and datname = current_database()`;
		expect(owner).toEqual({
			rolname: 'piaojue_owner',
			rolsuper: false,
			rolcreaterole: true,
			owns: 'piaojue_owner'
		});
	} finally {
		await sql.end();
		await server.stop();
	}
});

test('the server runs with the settings that keep ballots safe and secret', async () => {
	const server = await startEmbedded({ dataDir });
	const sql = postgres(server.superuserUrl, { max: 1 });
	try {
		const names = Object.keys(serverSettings);
		const rows =
			await sql`select name, current_setting(name) as value from pg_settings where name in ${sql(names)}`;
		expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual(serverSettings);
	} finally {
		await sql.end();
		await server.stop();
	}
});

test('the log of the server says nothing about a row that was refused', async () => {
	const server = await startEmbedded({ dataDir });
	const sql = postgres(server.url, { max: 1, onnotice: () => {} });
	try {
		await sql`create table if not exists public.canary (word text primary key, check (word <> 'sparrow-bad'))`;
		await sql`insert into public.canary values (${'sparrow-one'}) on conflict do nothing`;
		await expect(sql`insert into public.canary values (${'sparrow-one'})`).rejects.toThrow(/duplicate key/);
		await expect(sql`insert into public.canary values ('sparrow-bad')`).rejects.toThrow(/check constraint/);
	} finally {
		await sql.end();
		await server.stop();
	}
	const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8');
	expect(log).toContain('duplicate key');
	expect(log).not.toContain('sparrow');
});

test('a second process on the same data is refused, and so is the same process', async () => {
	const server = await startEmbedded({ dataDir });
	try {
		await expect(startEmbedded({ dataDir })).rejects.toThrow(`in use by process ${process.pid}`);
		const second = startApplication();
		expect(await second.said(/Error: .* in use by process \d+/)).toContain(String(process.pid));
	} finally {
		await server.stop();
	}
});

test('a killed application takes its server with it', async () => {
	const killed = startApplication();
	const url = await killed.said(/postgres:\S+/);
	const pid = postmasterPid();
	await killed.kill();
	while (isAlive(pid)) await sleep(20);
	// Stopped in order, as pg_ctl would: nothing is to be recovered at the next start.
	expect(existsSync(pidFile())).toBe(false);
	await expect(postgres(url, { max: 1 })`select 1`).rejects.toThrow(/ECONNREFUSED/);
});

test('a start right after the kill does not build on the server that is about to stop', async () => {
	const killed = startApplication();
	await killed.said(/postgres:\S+/);
	const pid = postmasterPid();
	await killed.kill();

	const server = await startEmbedded({ dataDir });
	expect(isAlive(pid)).toBe(false);
	const sql = postgres(server.url, { max: 1 });
	expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
	await sql.end();
	await server.stop();
	expect(existsSync(pidFile())).toBe(false);
});

test('what was committed is there after application and server were both killed', async () => {
	const killed = startApplication();
	const sql = postgres(await killed.said(/postgres:\S+/), { max: 1, onclose: () => {} });
	await sql`create table public.kept (number integer)`;
	await sql`insert into public.kept values (1)`;
	process.kill(postmasterPid(), 'SIGKILL');
	await killed.kill();
	await sql.end({ timeout: 0 });

	const server = await startEmbedded({ dataDir });
	const after = postgres(server.url, { max: 1 });
	expect(await after`select number from public.kept`).toEqual([{ number: 1 }]);
	await after.end();
	await server.stop();
});

test('a pid file that names another living program does not stop the start', async () => {
	writeFileSync(pidFile(), `${process.pid}\n/elsewhere\n1\n5432\n\n127.0.0.1\n1 1\nready\n`);
	const server = await startEmbedded({ dataDir });
	expect(postmasterPid()).not.toBe(process.pid);
	await server.stop();
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
	'%s to the application leaves no server',
	async (name) => {
		const application = startApplication();
		await application.said(/postgres:\S+/);
		await application.kill(name);
		expect(existsSync(pidFile())).toBe(false);
		expect(existsSync(join(dataDir, 'postgres/lock'))).toBe(false);
	}
);

test('removing the database stops a server that was left running, but not one in use', async () => {
	const application = startApplication();
	const url = await application.said(/postgres:\S+/);
	expect(() => removeEmbedded(dataDir)).toThrow(/in use by process/);
	await application.kill();
	removeEmbedded(dataDir);
	expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
	await expect(postgres(url, { max: 1 })`select 1`).rejects.toThrow(/ECONNREFUSED/);
});

test('nobody else can read the passwords or the log', async () => {
	const server = await startEmbedded({ dataDir });
	await server.stop();
	for (const name of ['postgres/passwords', 'postgres.log']) {
		expect(statSync(join(dataDir, name)).mode & 0o077, name).toBe(0);
	}
});

const pidFile = (): string => join(dataDir, 'postgres/cluster/postmaster.pid');
/** A zombie that nobody has collected yet has ended, too. */
const isAlive = (pid: number): boolean =>
	process.platform === 'linux' ? commandLine(pid) !== '' : spawnSync('ps', ['-p', String(pid)]).status === 0;
/** Empty for a process that has gone, between any two looks. */
const commandLine = (pid: number): string => {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
	} catch {
		return '';
	}
};
const postmasterPid = (): number => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

/** An application of its own process, which prints the address and goes on until it is killed. */
function startApplication() {
	const program = `
		import { exitOnSignals, startEmbedded } from '#lib/server/db/embedded.ts';
		exitOnSignals();
		const { url } = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
		console.log(url + ' ');
		setInterval(() => {}, 1000);`;
	const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
		stdio: ['ignore', 'pipe', 'pipe']
	});
	applications.push(child);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
	const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
	return {
		/** What the application printed, once it has printed that. */
		async said(pattern: RegExp): Promise<string> {
			for (;;) {
				const found = new RegExp(`${pattern.source}(?=\\s)`).exec(output)?.[0];
				if (found) return found;
				if (child.exitCode !== null) throw new Error(`The application ended: ${output}`);
				await sleep(20);
			}
		},
		async kill(name: NodeJS.Signals = 'SIGKILL'): Promise<void> {
			child.kill(name);
			await closed;
		}
	};
}
