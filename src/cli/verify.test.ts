import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeZip } from '#lib/server/archive/zip.ts';
import { archiveWorld, filesOf } from '../../tests/support/archive-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
const { archives } = await archiveWorld();
const files = [...filesOf(archives)].map(([name, content]) => ({ name, content }));
const board = files.filter(({ name }) => name.startsWith('public/'));
const sealed = files.filter(({ name }) => name.startsWith('sealed/'));

beforeAll(() => {
	put('public.zip', writeZip(board));
	put('sealed.zip', writeZip(sealed));
	put('sticks/public.zip', writeZip(board));
	put('sticks/round-sealed.zip', writeZip(sealed));
	put('sticks/notes.txt', Buffer.from('from the scrutineers’ sticks'));
	for (const { name, content } of files) put(join('unpacked', name), content);
	for (const { name, content } of files) put(join('mixed', name), content);
	put('mixed/public.zip', writeZip(board));
	for (const { name, content } of files) put(join('clash', name), content);
	put(
		'clash/public.zip',
		writeZip(board.map((file) => (/report/.test(file.name) ? { ...file, content: Buffer.from('x') } : file)))
	);
	put(
		'changed.zip',
		writeZip(
			board.map((file) => (/leaves/.test(file.name) ? { ...file, content: file.content.slice(44) } : file))
		)
	);
	put('no.zip', Buffer.from('no zip'));
	mkdirSync(join(folder, 'empty'));
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each([
	['a public zip', 'public.zip', '仅公开档案'],
	['a sealed zip', 'sealed.zip', '仅封存档案'],
	['a folder with both zips', 'sticks', '逐票重新计数'],
	['an unpacked folder', 'unpacked', '逐票重新计数'],
	['an unpacked public folder', 'unpacked/public', '仅公开档案'],
	['an unpacked sealed folder', 'unpacked/sealed', '仅封存档案'],
	['the same archive zipped and unpacked', 'mixed', '逐票重新计数']
])('%s is verified', (_, path, statement) => {
	const { status, stdout } = verify(path);
	expect(stdout).toContain('VERIFIED');
	expect(stdout).toContain(statement);
	expect(status).toBe(0);
});

test('the statement names what to compare, and says that nothing was compared', () => {
	const { stdout } = verify('sticks');
	const values = valuesOf(stdout);
	expect(values.fingerprint).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
	expect(values.root).toMatch(/^[\w-]{43}$/);
	expect(values['result hash']).toMatch(/^[\w-]{43}$/);
	for (const { publicKey } of archives.board.signatures) expect(stdout).toContain(publicKey);
	expect(stdout).toContain('未与任何外部来源比对');

	const { fingerprint = '', 'result hash': hash = '' } = values;
	const compared = verify('sticks', '--fingerprint', fingerprint, '--result-hash', hash);
	expect(compared.status).toBe(0);
	expect(compared.stdout).not.toContain('未与任何外部来源比对');
});

test.each([
	['a changed archive', ['changed.zip'], 'leaves-count-differs'],
	['a file that is no zip', ['no.zip'], 'bad-zip'],
	['an empty folder', ['empty'], 'no-archive'],
	['a path that is not there', ['nowhere'], 'no-archive'],
	['two different copies of an archive', ['clash'], 'archives-differ'],
	['another fingerprint', ['public.zip', '--fingerprint', '0000-0000-0000-0000-0000'], 'fingerprint-differs'],
	['another result hash', ['public.zip', '--result-hash', 'A'.repeat(43)], 'result-hash-differs'],
	[
		'a hash that begins with a dash',
		['public.zip', '--result-hash', `-${'A'.repeat(42)}`],
		'result-hash-differs'
	],
	['one that begins with two', ['public.zip', '--result-hash', `--${'A'.repeat(41)}`], 'result-hash-differs']
])('%s fails by name', (_, words, name) => {
	const { status, stdout, stderr } = verify(...(words as [string]));
	expect(stderr).toContain(`FAILED: ${name}`);
	expect(stdout).toBe('');
	expect(status).toBe(1);
});

test('a command line that makes no sense is no verdict', () => {
	expect(run([]).status).toBe(2);
	expect(run(['a', 'b']).status).toBe(2);
	expect(run(['a', '--no-such-option']).status).toBe(2);
});

function verify(path: string, ...options: string[]) {
	return run([join(folder, path), ...options]);
}

function run(words: string[]) {
	const program = join(import.meta.dirname, 'verify.ts');
	return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
}

function put(name: string, content: Uint8Array): void {
	const path = join(folder, name);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, content);
}

/** Values by their English labels. */
function valuesOf(stdout: string): Record<string, string> {
	return Object.fromEntries(
		[...stdout.matchAll(/^\S+ ([a-z ]+): (.+)$/gm)].map(([, label, value]) => [label!, value!])
	);
}
