import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import cases from '../../tests/cases/count.json' with { type: 'json' };

const folder = mkdtempSync(join(tmpdir(), 'count-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lawful = cases[0]!.case;
const unmet = cases.find((entry) => entry.expect.error === 'quorum')!.case;

describe('npm run --silent count -- FILE', () => {
	test('a case is counted onto stdout', () => {
		const { status, stdout, stderr } = count(JSON.stringify(lawful));
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
		expect(JSON.parse(stdout)).toEqual(cases[0]!.expect);
	});

	test('a file that an editor began with a byte order mark is counted too', () => {
		expect(count('\uFEFF' + JSON.stringify(lawful)).status).toBe(0);
	});

	test('a void round is a result, not an error', () => {
		const { status, stdout } = count(JSON.stringify({ ...lawful, unreadable: 1 }));
		expect(status).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({ status: 'void', reason: 'returned-exceeds-issued' });
	});

	test.each([
		['a quorum that is not met', JSON.stringify(unmet), 'quorum not met: 50 of 76 present, 51 needed'],
		['a bad case', JSON.stringify({ ...lawful, issued: 71 }), 'issued: 71 exceeds the 70 present'],
		['broken JSON over several lines', '{\n\n"rules": oops\n}', 'JSON'],
		['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00]), 'encoded data'],
		['an empty file', '', 'JSON']
	])('%s is one line on stderr', (_, content, line) => {
		expectOneLine(count(content), line);
	});

	test('a file that is not there is one line on stderr', () => {
		expectOneLine(run(join(folder, 'nowhere.json')), 'ENOENT');
	});

	test.each([
		['no file', []],
		['two files', ['a.json', 'b.json']]
	])('with %s it says how it is called', (_, args) => {
		expectOneLine(run(...args), 'usage: npm run --silent count -- FILE');
	});
});

function count(content: string | Uint8Array) {
	const file = join(folder, 'case.json');
	writeFileSync(file, content);
	return run(file);
}

const run = (...args: string[]) =>
	spawnSync(process.execPath, [join(import.meta.dirname, 'count.ts'), ...args], { encoding: 'utf8' });

function expectOneLine(outcome: ReturnType<typeof run>, line: string): void {
	expect(outcome.status).toBe(2);
	expect(outcome.stdout).toBe('');
	expect(outcome.stderr).toMatch(/^[^\n]+\n$/);
	expect(outcome.stderr).toContain(line);
}
