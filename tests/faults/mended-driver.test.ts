import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mendDriver } from '../../src/cli/mend-driver.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

// postgres.js as the build has it, and its connection lost while it asks for what nobody waits for: the array types.

const folder = mkdtempSync(join(tmpdir(), 'piaojue-driver-'));
let database: TestDatabase;
let proxy: Server;
let losing = 0;
let losingBy: 'end' | 'reset' = 'end';

beforeAll(async () => {
	database = await testDatabase();
	mkdirSync(join(folder, 'src'));
	writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
	const { transform } = mendDriver() as { transform(code: string, id: string): { code: string } | null };
	const original = 'node_modules/postgres/src';
	for (const name of readdirSync(original)) {
		const code = readFileSync(join(original, name), 'utf8');
		const mended = transform.call({ error: expect.unreachable }, code, `/${original}/${name}`);
		writeFileSync(join(folder, 'src', name), mended?.code ?? code);
	}
	const { hostname, port } = new URL(database.url);
	proxy = createServer((client) => {
		const server = connect(Number(port), hostname);
		const both = [client, server];
		for (const one of both) one.on('error', () => both.forEach((end) => end.destroy()));
		server.on('data', (bytes: Buffer) => client.write(bytes));
		server.on('close', () => client.end());
		client.on('close', () => server.destroy());
		client.on('data', (bytes: Buffer) => {
			if (losing > 0 && bytes.includes('b.typarray')) {
				losing -= 1;
				if (losingBy === 'end') client.end();
				else client.resetAndDestroy();
				server.destroy();
			} else server.write(bytes);
		});
	});
	await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
});

afterAll(async () => {
	proxy.close();
	await database.drop();
	rmSync(folder, { recursive: true, force: true });
});

/** A process of its own: what no one catches ends it. */
function run(program: string): Promise<{ code: number | null; said: string }> {
	const address = new URL(database.url);
	address.host = `127.0.0.1:${(proxy.address() as { port: number }).port}`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
		env: { ...process.env, DRIVER: join(folder, 'src/index.js'), DATABASE: address.href }
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
	return new Promise((ended) => child.on('close', (code) => ended({ code, said })));
}

const head = `const { default: postgres } = await import(process.env.DRIVER);
const sql = postgres(process.env.DATABASE, { max: 2, onnotice: () => {}, backoff: () => 0.01 });
async function patiently(act) {
	for (let tries = 0; ; tries += 1) try { return await act(); } catch (error) { if (tries > 5) throw error; }
}`;

test.each([
	['closed under a query', 'end', 'sql`select 1 as one`'],
	['closed under a transaction', 'end', 'sql.begin((tx) => tx`select 1 as one`)'],
	['reset under a query', 'reset', 'sql`select 1 as one`'],
	['reset under a transaction', 'reset', 'sql.begin((tx) => tx`select 1 as one`)']
] as const)(
	'a connection %s before its first answer ends no process, and the next one serves',
	async (_, how, act) => {
		[losing, losingBy] = [2, how];
		const ran = await run(`${head}
		const [row] = await patiently(() => ${act});
		console.log('answer', row.one);
		await sql.end();`);
		expect(ran).toEqual({ code: 0, said: 'answer 1\n' });
		expect(losing).toBe(0);
	}
);
