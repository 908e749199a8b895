import { readFileSync } from 'node:fs';

/** How many tests of a run, or of several, ended how. */
export type Counts = { passed: number; failed: number; skipped: number };

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

export const addCounts = (a: Counts, b: Counts): Counts => ({
	passed: a.passed + b.passed,
	failed: a.failed + b.failed,
	skipped: a.skipped + b.skipped
});

/** `12 passed, 0 failed`, and `, 1 skipped` only if one was. */
export const countsLine = ({ passed, failed, skipped }: Counts): string =>
	`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

type VitestReport = {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	testResults: { status: string; assertionResults: { status: string }[] }[];
};

/** Counts of Vitest's JSON report. A file that fails without a failing test, by its imports say, is one failure. */
export function vitestCounts(reportFile: string, exitCode: number): Counts {
	const report = readReport<VitestReport>(reportFile);
	if (!report) return { ...noCounts, failed: 1 };
	const brokenFiles = report.testResults.filter(
		({ status, assertionResults }) =>
			status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed')
	);
	return atLeastOneFailed(exitCode, {
		passed: report.numPassedTests,
		failed: report.numFailedTests + brokenFiles.length,
		skipped: report.numPendingTests + report.numTodoTests
	});
}

type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

/** Counts of Playwright's JSON report. There are no retries, so none is flaky; if one were, it failed once. */
export function playwrightCounts(reportFile: string, exitCode: number): Counts {
	const report = readReport<PlaywrightReport>(reportFile);
	if (!report) return { ...noCounts, failed: 1 };
	const { expected, unexpected, flaky, skipped } = report.stats;
	return atLeastOneFailed(exitCode, { passed: expected, failed: unexpected + flaky, skipped });
}

/** A run that ends badly is never counted as good, whatever its report says: an error outside of any test. */
function atLeastOneFailed(exitCode: number, counts: Counts): Counts {
	return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readReport<Report>(file: string): Report | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Report;
	} catch {
		return undefined;
	}
}
