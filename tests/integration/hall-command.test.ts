import { execFile, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { removeEmbedded } from '#lib/server/db/embedded.ts';
import { ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { startProgram, stopProgram } from '../../src/cli/run-program.ts';
import { testPort } from '../support/test-port.ts';

// `npm run hall`: a town's one machine, from an empty folder to the first congress.

const dir = mkdtempSync(join(tmpdir(), 'piaojue-hall-command-'));
let running: ChildProcess | undefined;
afterEach(async () => {
	if (running) await stopProgram(running);
});
afterAll(() => {
	removeEmbedded(dir);
	rmSync(dir, { recursive: true, force: true });
});

/** Starts the command and gives what it has said so far. */
function started(...words: string[]): () => string {
	let said = '';
	running = startProgram(['src/cli/hall.ts', '--data', dir, ...words], { log: (text) => (said += text) });
	return () => said;
}

/** A first start makes a database, for as long as that takes; the test's own limit ends it. */
async function heard(said: () => string, words: string): Promise<void> {
	while (!said().includes(words)) {
		if (running?.exitCode !== null) throw new Error(`ended without ${words}: ${said()}`);
		await new Promise((wait) => setTimeout(wait, 50));
	}
}

/** Runs a command to its end. */
const outputOf = (...words: string[]) =>
	new Promise<{ code: number; said: string }>((told) =>
		execFile(process.execPath, words, (error, out, err) =>
			told({ code: Number(error?.code ?? 0), said: out + err })
		)
	);

test('without https nothing starts, and the command that makes it is named', async () => {
	const { code, said } = await outputOf('src/cli/hall.ts', '--data', dir);
	expect(code).toBe(1);
	expect(said).toContain('还没有为会场设置 https');
	expect(said).toContain(`--out ${dir}/certs`);
	expect((await outputOf('src/cli/hall.ts', '--port', '0', '--local')).code).toBe(2);
});

test(
	'an empty folder becomes an installation, and the first congress signs in',
	{ timeout: 120_000 },
	async () => {
		const port = await testPort();
		const said = started('--local', '--port', String(port));
		await heard(said, '还没有人大');
		const words = ['congress', 'add', '--name', '临港镇人民代表大会', '--level', 'town', '--data', dir];
		const added = await outputOf('src/cli/admin.ts', ...words);
		expect(added.said).toContain('已建立临港镇人民代表大会');
		const [, username, password] = /用户名 (security\S*)\s+一次性密码 (\S+)/.exec(added.said)!;
		const security = new ProtocolStaff(`http://localhost:${port}`);
		await security.signIn(username!, password!);
		expect(security.cookie).not.toBe('');
	}
);

test(
	'with the certificates of `npm run cert` it goes on over https with what is there',
	{ timeout: 120_000 },
	async () => {
		const [port, plain] = [await testPort(), await testPort()];
		const hosts = ['--host', 'localhost', '--host', '127.0.0.1', '--out', join(dir, 'certs')];
		await outputOf('src/cli/cert.ts', ...hosts, '--port', String(port), '--http-port', String(plain));
		const said = started();
		await heard(said, '按 Ctrl-C 停止');
		expect(said()).toContain(`票决已启动：https://localhost:${port}`);
		expect(said()).toContain('本系统的人大：临港镇人民代表大会');
		expect(said()).toContain(`http://localhost:${plain}/certificate`);
		const ca = readFileSync(join(dir, 'certs', 'root.crt'));
		const status = await new Promise((told, failed) =>
			get(`https://localhost:${port}/healthz`, { ca }, (answer) => told(answer.statusCode)).once(
				'error',
				failed
			)
		);
		expect(status).toBe(200);
	}
);
