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
	testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }]
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
	expect(addCounts(vitest, playwright)).toEqual({ passed: 7, failed: 1, skipped: 4 });
});

test('a file that could not be loaded counts as a failure', () => {
	const broken = { status: 'failed', assertionResults: [] };
	const report = { ...vitestReport, testResults: [...vitestReport.testResults, broken] };
	expect(vitestCounts(written(report), 1).failed).toBe(1);
});

test('a run that ends badly without a failed test counts as a failure', () => {
	expect(vitestCounts(written(vitestReport), 1).failed).toBe(1);
	expect(vitestCounts(written(vitestReport), 0).failed).toBe(0);
});

test('a run without a report counts as a failure', () => {
	expect(vitestCounts(join(folder, 'missing.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
	expect(playwrightCounts(join(folder, 'missing.json'), 0).failed).toBe(1);
});

function written(report: unknown): string {
	const file = join(folder, 'report.json');
	writeFileSync(file, JSON.stringify(report));
	return file;
}
