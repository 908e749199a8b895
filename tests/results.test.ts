import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCounts, countsLine, playwrightCounts, vitestCounts } from './support/results.ts';

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'piaojue-results-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const vitestReport = {
	numPassedTests: 3,
	numFailedTests: 0,
	numPendingTests: 1,
	numTodoTests: 1,
	testResults: [
		{ name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'counts' }] }
	]
};

test('the last line names skipped tests only if there are some', () => {
	expect(countsLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
	expect(countsLine({ passed: 12, failed: 3, skipped: 1 })).toBe('12 passed, 3 failed, 1 skipped');
});

test('the counts of both runners add up', () => {
	const vitest = vitestCounts(written(vitestReport), 0);
	const playwright = playwrightCounts(
		written({ stats: { expected: 4, unexpected: 1, flaky: 0, skipped: 2 } }),
		1
	);
	expect(addCounts(vitest, playwright)).toMatchObject({ passed: 7, failed: 1, skipped: 4 });
});

test('each failed test is told by its place, its name and the first lines of its message', () => {
	const failed = {
		name: 'b.test.ts',
		status: 'failed',
		assertionResults: [
			{ status: 'passed', fullName: 'counts', failureMessages: [] },
			{
				status: 'failed',
				fullName: 'adds up',
				failureMessages: ['\u001b[31mexpected 1\u001b[39m\n\nto be 2']
			}
		]
	};
	const report = { ...vitestReport, numFailedTests: 1, testResults: [...vitestReport.testResults, failed] };
	expect(vitestCounts(written(report), 1).failures).toEqual([
		'b.test.ts › adds up\n    expected 1\n    to be 2'
	]);

	const spec = { file: 'hall.spec.ts', line: 7, title: 'shows the tally', ok: false };
	const passing = { file: 'hall.spec.ts', line: 3, title: 'pairs', ok: true, tests: [] };
	const tests = [{ results: [{ error: { message: 'no such line' } }] }];
	const playwright = {
		stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 },
		suites: [{ specs: [passing], suites: [{ specs: [{ ...spec, tests }] }] }],
		errors: [{ message: 'the browser is gone' }]
	};
	expect(playwrightCounts(written(playwright), 1).failures).toEqual([
		'hall.spec.ts:7 › shows the tally\n    no such line',
		'outside of any test\n    the browser is gone'
	]);
});

test('a test that passed at the second try counts as passed and is told', () => {
	const twice = { status: 'passed', fullName: 'restarts', failureMessages: ['no answer'] };
	const vitest = {
		...vitestReport,
		testResults: [{ name: 'd.test.ts', status: 'passed', assertionResults: [twice] }]
	};
	expect(vitestCounts(written(vitest), 0)).toMatchObject({
		failed: 0,
		flaky: ['d.test.ts › restarts\n    no answer']
	});

	const results = [{ error: { message: 'not there yet' } }, {}];
	const spec = {
		file: 'hall.spec.ts',
		line: 7,
		title: 'pairs',
		ok: true,
		tests: [{ status: 'flaky', results }]
	};
	const playwright = {
		stats: { expected: 1, unexpected: 0, flaky: 1, skipped: 0 },
		suites: [{ specs: [spec] }]
	};
	expect(playwrightCounts(written(playwright), 0)).toMatchObject({
		passed: 2,
		failed: 0,
		flaky: ['hall.spec.ts:7 › pairs\n    not there yet']
	});
});

test('a file that could not be loaded counts as a failure', () => {
	const broken = { name: 'c.test.ts', status: 'failed', message: 'no such module', assertionResults: [] };
	const report = { ...vitestReport, testResults: [...vitestReport.testResults, broken] };
	expect(vitestCounts(written(report), 1)).toMatchObject({
		failed: 1,
		failures: ['c.test.ts\n    no such module']
	});
});

test('a run that ends badly without a failed test counts as a failure', () => {
	expect(vitestCounts(written(vitestReport), 1).failed).toBe(1);
	expect(vitestCounts(written(vitestReport), 0).failed).toBe(0);
});

test('a run without a report counts as a failure', () => {
	expect(vitestCounts(join(folder, 'missing.json'), 0)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
	expect(playwrightCounts(join(folder, 'missing.json'), 0).failed).toBe(1);
});

function written(report: unknown): string {
	const file = join(folder, 'report.json');
	writeFileSync(file, JSON.stringify(report));
	return file;
}
