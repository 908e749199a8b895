import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/**
 * How many tests of a run, or of several, ended how, and each failure as its place, name and first words. A test
 * that failed once and then passed counts as passed and stands under `flaky`: a fault to be found all the same.
 */
export type Counts = {
	passed: number;
	failed: number;
	skipped: number;
	failures: readonly string[];
	flaky: readonly string[];
};

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0, failures: [], flaky: [] };

export const addCounts = (a: Counts, b: Counts): Counts => ({
	passed: a.passed + b.passed,
	failed: a.failed + b.failed,
	skipped: a.skipped + b.skipped,
	failures: [...a.failures, ...b.failures],
	flaky: [...a.flaky, ...b.flaky]
});

/** A failure outside of any test, in its own words. */
export const oneFailure = (words: string): Counts => ({ ...noCounts, failed: 1, failures: [words] });

/** `12 passed, 0 failed`, and `, 1 skipped` only if one was. */
export const countsLine = ({ passed, failed, skipped }: Omit<Counts, 'failures' | 'flaky'>): string =>
	`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

type VitestReport = {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	testResults: {
		name: string;
		status: string;
		message?: string;
		assertionResults: { status: string; fullName: string; failureMessages?: string[] | null }[];
	}[];
};

/** Counts of Vitest's JSON report. A file that fails without a failing test, by its imports say, is one failure. */
export function vitestCounts(reportFile: string, exitCode: number): Counts {
	const report = readReport<VitestReport>(reportFile);
	if (!report) return oneFailure(`Vitest ended with ${exitCode} and without a report`);
	const brokenFiles = report.testResults.filter(
		({ status, assertionResults }) =>
			status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed')
	);
	const toldOf = (which: string) =>
		report.testResults.flatMap(({ name, assertionResults }) =>
			assertionResults
				.filter(({ status, failureMessages }) => status === which && failureMessages?.length)
				.map(({ fullName, failureMessages }) => told(`${name} › ${fullName}`, failureMessages?.[0]))
		);
	const failures = toldOf('failed');
	return atLeastOneFailed(exitCode, {
		passed: report.numPassedTests,
		failed: report.numFailedTests + brokenFiles.length,
		skipped: report.numPendingTests + report.numTodoTests,
		failures: [...failures, ...brokenFiles.map(({ name, message }) => told(name, message))],
		// What passed and yet has a message of failure was tried twice.
		flaky: toldOf('passed')
	});
}

type PlaywrightSpec = {
	file: string;
	line: number;
	title: string;
	ok: boolean;
	tests: { status?: string; results: { error?: { message?: string } }[] }[];
};
type PlaywrightSuite = { specs?: PlaywrightSpec[]; suites?: PlaywrightSuite[] };
type PlaywrightReport = PlaywrightSuite & {
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
	errors?: { message?: string }[];
};

/** Counts of Playwright's JSON report. */
export function playwrightCounts(reportFile: string, exitCode: number): Counts {
	const report = readReport<PlaywrightReport>(reportFile);
	if (!report) return oneFailure(`Playwright ended with ${exitCode} and without a report`);
	const { expected, unexpected, flaky, skipped } = report.stats;
	const toldOf = (specs: PlaywrightSpec[]) =>
		specs.map(({ file, line, title, tests }) =>
			told(
				`${file}:${line} › ${title}`,
				tests.flatMap(({ results }) => results).find(({ error }) => error)?.error?.message
			)
		);
	const specs = specsOf(report);
	const outside = (report.errors ?? []).map(({ message }) => told('outside of any test', message));
	return atLeastOneFailed(exitCode, {
		...{ passed: expected + flaky, failed: unexpected, skipped },
		failures: [...toldOf(specs.filter(({ ok }) => !ok)), ...outside],
		flaky: toldOf(specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')))
	});
}

const specsOf = (suite: PlaywrightSuite): PlaywrightSpec[] => [
	...(suite.specs ?? []),
	...(suite.suites ?? []).flatMap((inner) => specsOf(inner))
];

/** The start of a failure's message: enough to know it by, where only the end of a long output is kept. */
const told = (place: string, message = 'no message'): string =>
	`${place}\n${stripVTControlCharacters(message)
		.split('\n')
		.filter((line) => line.trim() !== '')
		.slice(0, 8)
		.map((line) => `    ${line}`)
		.join('\n')}`;

/** A run that ends badly is never counted as good, whatever its report says: an error outside of any test. */
function atLeastOneFailed(exitCode: number, counts: Counts): Counts {
	if (exitCode === 0 || counts.failed > 0) return counts;
	const words = `a run ended with ${exitCode} without a failed test`;
	return { ...counts, failed: 1, failures: [...counts.failures, words] };
}

function readReport<Report>(file: string): Report | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Report;
	} catch {
		return undefined;
	}
}
