/**
 * `npm test [-- unit|integration|e2e [FILTER…]]`: everything, or one part of it, on one embedded PostgreSQL
 * and one build. The last line is `N passed, N failed` (`, N skipped` if any), and before it stands each
 * failure; the exit code is 0 only if something passed and nothing failed. With CI=true a test of servers or
 * pages that fails is tried once more; if it passes then, it is named as FLAKY before the failures. With `--checks` (`npm run ci`, or
 * CI=true without arguments) format, lint and types are checked as well, beside the build and the tests of
 * servers; each that fails counts as a failure.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { exitOnSignals } from '#lib/server/db/embedded.ts';
import { startTestApp } from '../../tests/support/app.ts';
import { ensureBrowser } from '../../tests/support/browser.ts';
import * as results from '../../tests/support/results.ts';
import { startTestCluster } from '../../tests/support/test-cluster.ts';
import { ensureBuild } from './ensure-build.ts';
import { runProgram, toolFile } from './run-program.ts';

const parts = ['unit', 'integration', 'e2e'] as const;
type Part = (typeof parts)[number];

const words = process.argv.slice(2).filter((word) => word !== '--checks');
const isEverything = words.length === 0;
const withChecks = process.argv.includes('--checks') || (isEverything && process.env.CI === 'true');
const part = parts.find((name) => name === words[0]);
const filter = part ? words.slice(1) : words;

exitOnSignals();
const reports = mkdtempSync(join(tmpdir(), 'piaojue-reports-'));
process.once('exit', () => rmSync(reports, { recursive: true, force: true }));
// Servers and programs are started by the hundred: what Node compiles of them is compiled once.
process.env.NODE_COMPILE_CACHE ??= join(reports, 'compiled');

// A filter without a part is a file of Vitest's, as in `npx vitest run FILTER`.
const chosen: readonly Part[] = part ? [part] : isEverything ? parts : ['unit', 'integration'];
const withPages = chosen.includes('e2e');

let counts = results.noCounts;
const add = (more: results.Counts): void => void (counts = results.addCounts(counts, more));
const addError = (error: unknown): void =>
	add(results.oneFailure(error instanceof Error ? error.message : String(error)));

let checks: Promise<void> | undefined;
try {
	// A missing browser comes while checks and build go on: most of it is waiting for the network.
	const browser = withPages ? ensureBrowser() : Promise.resolve();
	browser.catch(() => {});
	// What can't be installed here at all is told at once.
	await Promise.race([browser, setImmediate()]);
	if (withChecks) {
		// Build and tests write the same files anew: whoever reads them finds them whole.
		await check('Generated types', [toolFile('@sveltejs/kit', 'svelte-kit'), 'sync']);
		checks = runChecks().catch(addError);
	}
	await prepare();
	await browser;
	const projects = chosen.filter((name) => name !== 'e2e');
	if (projects.length > 0) add(await runVitest(projects));
	if (withPages) add(await runPlaywright());
} catch (error) {
	addError(error);
}
await checks;
// Once more at the end: of a long output often only the end is kept.
for (const once of counts.flaky) console.log(`FLAKY ${once}`);
for (const failure of counts.failures) console.log(`FAILED ${failure}`);
console.log(results.countsLine(counts));
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);

/** What the chosen parts need is there before any of them runs. */
async function prepare(): Promise<void> {
	if (chosen.every((name) => name === 'unit')) return;
	const cluster = await startTestCluster();
	Object.assign(process.env, cluster.env);
	// Integration and fault tests may start the application's own server, too.
	await ensureBuild();
}

async function runVitest(projects: string[]): Promise<results.Counts> {
	const report = join(reports, 'vitest.json');
	const exitCode = await runProgram([
		...[toolFile('vitest'), 'run', ...projects.map((name) => `--project=${name}`)],
		...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filter]
	]);
	return results.vitestCounts(report, exitCode);
}

async function runPlaywright(): Promise<results.Counts> {
	const report = join(reports, 'playwright.json');
	const app = await startTestApp();
	try {
		const exitCode = await runProgram(
			[
				...[toolFile('@playwright/test', 'playwright'), 'test', '--config=tests/e2e/playwright.config.ts'],
				...['--reporter=list,json', ...filter]
			],
			{
				env: {
					PLAYWRIGHT_JSON_OUTPUT_FILE: report,
					PIAOJUE_E2E_ORIGIN: app.origin,
					PIAOJUE_E2E_BOX_ORIGIN: app.boxOrigin,
					PIAOJUE_E2E_DATABASE_URL: app.databaseUrl,
					PIAOJUE_E2E_UPLOAD_DIR: app.uploadDir
				}
			}
		);
		return results.playwrightCounts(report, exitCode);
	} finally {
		await app.stop();
	}
}

/**
 * Each is one thread's work. One at a time goes on beside build and tests, which leave as much of two cores to it:
 * servers' tests wait for them a good part of their time.
 */
async function runChecks(): Promise<void> {
	await check('Format', [toolFile('prettier'), '--check', '.']);
	await check('Types of the service worker', [toolFile('typescript', 'tsc'), '-p', 'src/service-worker']);
	await check('Types', [toolFile('svelte-check'), '--tsconfig', './tsconfig.json']);
	await check('Lint', [toolFile('eslint'), '.']);
}

/** What it says is told as one, between the lines of what goes on beside it. */
async function check(name: string, command: string[]): Promise<void> {
	let said = '';
	const exitCode = await runProgram(command, { log: (text) => (said += text) });
	console.log(`${name}: ${exitCode === 0 ? 'no fault' : 'FAULTS'}\n${said.trimEnd()}`);
	if (exitCode !== 0) add(results.oneFailure(`${name}: see above`));
}
