import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { rootOfChain } from '#lib/server/certificate/root-of-chain.ts';
import { mobileconfig } from '#lib/server/certificate/mobileconfig.ts';
import { certificatePage } from '#lib/server/certificate/certificate-page.ts';
import { readEnv } from '#lib/server/env.ts';

const folder = mkdtempSync(join(tmpdir(), 'cert-'));
const hosts = ['--host', 'vote.hall.lan', '--host', '192.168.1.10'];

afterAll(() => rmSync(folder, { recursive: true }));

function run(...words: string[]) {
	const program = join(import.meta.dirname, 'cert.ts');
	return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
}
const read = (out: string, name: string) => readFileSync(join(out, name), 'utf8');
const mode = (out: string, name: string) => (statSync(join(out, name)).mode & 0o777).toString(8);

test('a root and a server’s certificate for every host, and what to set', () => {
	const out = join(folder, 'first');
	const { status, stdout } = run(...hosts, '--out', out, '--port', '4443');
	expect(status).toBe(0);
	const root = new X509Certificate(read(out, 'root.crt'));
	const server = new X509Certificate(read(out, 'server.crt'));
	expect(root.ca && root.verify(root.publicKey)).toBe(true);
	expect(server.ca).toBe(false);
	expect(server.verify(root.publicKey) && server.checkIssued(root)).toBe(true);
	expect(server.checkHost('vote.hall.lan') && server.checkIP('192.168.1.10')).toBeTruthy();
	expect(server.checkHost('another.lan')).toBeUndefined();
	const days = (Date.parse(server.validTo) - Date.parse(server.validFrom)) / 86_400_000;
	expect(days).toBe(398);
	expect(Date.parse(server.validFrom)).toBeLessThan(Date.now());
	expect([mode(out, 'root.key'), mode(out, 'server.key')]).toEqual(['600', '600']);
	expect(stdout).toContain(`根证书指纹（SHA-256），请在每台设备上核对：\n${root.fingerprint256}\n`);
	expect(stdout).toContain('每台平板须安装一次根证书');
	expect(stdout.trimEnd().endsWith(read(out, 'https.env').trimEnd())).toBe(true);
	const settings = Object.fromEntries(
		read(out, 'https.env')
			.trim()
			.split('\n')
			.map((line) => line.split('=') as [string, string])
	);
	expect(readEnv({ ...settings, NODE_ENV: 'development' })).toMatchObject({
		origin: 'https://vote.hall.lan:4443',
		boxOrigin: 'https://192.168.1.10:4443',
		tls: { certFile: join(out, 'server.crt'), keyFile: join(out, 'server.key') },
		httpPort: 8080
	});
});

test('run again it renews the server under the same root, for the hosts of that root alone', () => {
	const out = join(folder, 'again');
	run(...hosts, '--out', out);
	const [root, server] = [read(out, 'root.crt'), read(out, 'server.crt')];
	const again = run(...hosts, '--out', out);
	expect(again.status).toBe(0);
	expect(again.stdout).toContain('根证书仍是原来的，平板不需要重新安装');
	expect(read(out, 'root.crt')).toBe(root);
	expect(read(out, 'server.crt')).not.toBe(server);
	const other = run('--host', 'vote.hall.lan', '--host', 'elsewhere.lan', '--out', out);
	expect(other.status).toBe(1);
	expect(other.stderr).toContain('中的根证书不能用于 elsewhere.lan，没有生成证书。');
	expect(run('--host', 'vote.hall.lan', '--host', 'elsewhere.lan', '--out', out, '--new-root').status).toBe(
		0
	);
	expect(read(out, 'root.crt')).not.toBe(root);
	expect(run('--host', 'a.vote.hall.lan', '--host', 'elsewhere.lan', '--out', out).status).toBe(0);
});

test.each([
	[[], '用法：npm run cert'],
	[['--out', 'x'], '用法：npm run cert'],
	[['--host', 'vote.hall.lan', '--out', 'x'], '只写了一个地址，没有生成证书'],
	[['--host', 'vote.hall.lan', '--host', 'vote.hall.lan', '--out', 'x'], '只写了一个地址，没有生成证书'],
	[
		['--host', 'https://vote.hall.lan', '--host', '192.168.1.10', '--out', 'x'],
		'--host https://vote.hall.lan 不是'
	],
	[[...hosts, '--out', 'x', '--port', 'web'], '须为 1 到 65535 的整数'],
	[[...hosts, '--out', 'x', '--port', '8080'], '--http-port 与 --port 相同'],
	[[...hosts, '--out', 'x', '--days', '30'], '没有 --days 这个选项，没有办理。\n\n用法：'],
	[[...hosts, '--out'], '--out 的写法不正确，没有办理。\n\n用法：'],
	[[...hosts, 'x'], '不认识“x”，没有办理。']
])('%j makes nothing, and the reason is said', (words, reason) => {
	const { status, stderr } = run(...words);
	expect(status).toBe(2);
	expect(stderr).toContain(reason);
});

test('a folder that can’t be made is named, with no trace of the program', () => {
	const file = join(folder, 'a-file');
	writeFileSync(file, '');
	const { status, stderr } = run(...hosts, '--out', file);
	expect(status).toBe(1);
	expect(stderr).toMatch(/^没有办成：.*a-file/);
	expect(stderr).not.toContain('    at ');
});

test('the root is found behind the server’s certificate, and given in each device’s form', () => {
	const out = join(folder, 'forms');
	run(...hosts, '--out', out, '--name', '某镇<人大>&根');
	const root = rootOfChain(read(out, 'server.crt'));
	expect(root?.name).toBe('某镇<人大>&根');
	expect(rootOfChain(read(out, 'root.crt'))?.fingerprint).toBe(root?.fingerprint);
	// A chain of a public authority: no root in it, nothing to install.
	const [leaf] = read(out, 'server.crt').split(/(?<=END CERTIFICATE-----)/);
	expect(rootOfChain(leaf!)).toBeNull();
	const profile = mobileconfig(root!);
	expect(profile).toContain(root!.der.toString('base64'));
	expect(profile).not.toContain('某镇<人大>');
	expect(mobileconfig(root!)).toBe(profile);
	const page = certificatePage(root, 'https://vote.hall.lan', 'Mozilla/5.0 (iPad; CPU OS 17_0)');
	expect(page).toContain('<details open><summary>iPad</summary>');
	expect(
		page
			.match(/<span>[0-9A-F]{4}<\/span>/g)!
			.join('')
			.replace(/<\/?span>/g, '')
	).toBe(root!.fingerprint.replaceAll(':', ''));
	expect(page).not.toContain('某镇<人大>');
	expect(certificatePage(null, 'https://vote.hall.lan', '')).toContain('不需要安装');
});
