import { defineConfig } from '@playwright/test';
import { browserPath } from '../support/browser.ts';

/** Run by `npm test -- e2e [FILTER…]`, which starts the application and says where it is. */
export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results',
	// Nothing here measures time: a busy machine may take long for what a person would take long for too.
	timeout: 180_000,
	// Each file plays in a congress of its own, so three go on beside each other; their waits share two cores.
	workers: 3,
	expect: { timeout: 20_000 },
	// A landing does not hang on one chance in a thousand; what needed the second try is named at the end of the run.
	retries: process.env.CI ? 1 : 0,
	forbidOnly: Boolean(process.env.CI),
	use: {
		// What can't be pressed is told with its name, and by what polls it tried again, not waited for till the end.
		actionTimeout: 60_000,
		navigationTimeout: 60_000,
		baseURL: process.env.PIAOJUE_E2E_ORIGIN,
		browserName: 'chromium',
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		// A session has a page for every tablet: where nobody can open the pictures, they only bury the failure.
		screenshot: process.env.CI ? 'off' : 'only-on-failure',
		// Recording every action of every page takes a good part of two cores; whoever looks for a fault switches it on.
		trace: process.env.PIAOJUE_TRACE ? 'retain-on-failure' : 'off',
		launchOptions: {
			executablePath: browserPath(),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	}
});
