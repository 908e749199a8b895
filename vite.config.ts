import { availableParallelism } from 'node:os';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { developmentServer } from './src/cli/dev-plugin.ts';
import { mendDriver } from './src/cli/mend-driver.ts';
import { offlineCards } from './src/cli/offline-cards-plugin.ts';

export default defineConfig(({ command }) => ({
	plugins: [developmentServer(), mendDriver(), offlineCards(), sveltekit()],
	// The hall's browsers are old: Chromium 87 and Safari 14 are Svelte's own floor.
	environments: {
		client: { build: { target: ['chrome87', 'safari14'], cssTarget: ['chrome87', 'safari14'] } },
		ssr: { build: { target: 'node22' } }
	},
	// Its package.json is as long as a book, and Node reads it anew for each of the hundred and more imports: most of the
	// time that a server took to start. In the build there are none of them left.
	ssr: { noExternal: command === 'build' ? ['drizzle-orm'] : [] },
	build: { rolldownOptions: { checks: { pluginTimings: false } } },
	test: {
		// Vitest keeps a core for itself, which on two cores leaves one worker; ours wait for servers half of the time.
		maxWorkers: Math.max(3, availableParallelism() - 1),
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					include: ['src/**/*.test.ts', 'tests/*.test.ts'],
					// Pure functions for the most part: what a file imports need not be read anew for the next one.
					isolate: false,
					// Properties try hundreds of inputs, beside whatever else the machine does.
					testTimeout: 20_000
				}
			},
			{
				extends: true,
				test: {
					name: 'integration',
					environment: 'node',
					include: ['tests/{integration,secrecy,faults}/**/*.test.ts'],
					globalSetup: 'tests/support/integration-setup.ts',
					// Each file has databases and servers of its own; the modules it reads are the same.
					isolate: false,
					// As for the pages: a landing does not hang on chance, and the second try is named.
					retry: process.env.CI ? 1 : 0,
					testTimeout: 30_000,
					hookTimeout: 60_000
				}
			}
		]
	}
}));
