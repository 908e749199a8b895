import { globSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Who may import whom. A row is a folder or file under src, the longest one that fits a file is its own; what
 * stands in it are folders or files under src and packages. A folder may always import itself.
 *
 * `(types)` admits `import type` alone, `*` everything, and `!` takes something out of it.
 */
const mayImport: Record<string, string[]> = {
	'lib/domain': [],
	'lib/crypto': ['lib/domain', '@noble/curves', '@noble/hashes'],
	// From a file's cells to a plan: pure, and without a word to the database.
	'lib/import': ['lib/domain', 'lib/i18n'],
	'lib/wire': ['lib/domain', 'lib/crypto (types)', 'zod'],
	'lib/i18n': ['lib/domain (types)'],
	'lib/client': [
		'lib/wire',
		'lib/import',
		'lib/domain',
		'lib/crypto',
		'lib/i18n',
		'svelte',
		'socket.io-client',
		'barcode-detector',
		'zxing-wasm',
		'pinyin-pro',
		'uqr'
	],
	'lib/ui': ['lib/domain', 'lib/i18n', 'lib/wire (types)', 'svelte'],

	'lib/server/db': [
		'lib/domain (types)',
		'lib/crypto (types)',
		'lib/wire (types)',
		'lib/server/round-keys.ts (types)',
		'drizzle-orm',
		'drizzle-kit',
		'postgres',
		'node:'
	],
	'lib/server/queries': [
		'lib/server/db',
		// Whether the file is still there; nothing in it.
		'lib/server/round-keys.ts',
		'lib/server/uploads',
		'lib/server/archive',
		'lib/server/auth (types)',
		'lib/import',
		'lib/domain',
		'lib/crypto',
		'lib/wire (types)',
		'lib/i18n',
		'drizzle-orm',
		'node:'
	],
	'lib/server/desk': [
		'lib/server/db',
		'lib/server/uploads',
		'lib/server/import',
		'lib/server/queries',
		'lib/server/auth (types)',
		'lib/server/auth/actor.ts',
		'lib/server/auth/password.ts',
		'lib/server/issuer.ts',
		'lib/server/fault-text.ts',
		'lib/server/round-keys.ts',
		'lib/server/tracker/start-tracking.ts',
		'lib/import',
		'lib/domain',
		'lib/crypto',
		'lib/wire',
		'lib/i18n',
		'drizzle-orm',
		'node:'
	],
	'lib/server/tracker': [
		'lib/server/db',
		'lib/server/uploads',
		'lib/server/queries',
		'lib/server/auth (types)',
		'lib/server/auth/actor.ts',
		'lib/server/desk/audit.ts',
		'lib/server/desk/congress-audit.ts',
		'lib/domain',
		'lib/crypto',
		'lib/wire',
		'lib/i18n',
		'drizzle-orm',
		'node:'
	],
	// Accounts and their passwords: of no meeting.
	'lib/server/people': [
		'lib/server/db',
		'lib/server/queries',
		'lib/server/auth',
		'lib/server/desk/congress-audit.ts',
		'lib/domain',
		'lib/crypto',
		'lib/wire',
		'lib/i18n',
		'drizzle-orm',
		'node:'
	],
	// The box knows keys and choices, so it must have no way to learn of a person: no desk, auth or queries.
	'lib/server/box': [
		'lib/server/db/advisory-locks.ts',
		'lib/server/db/box-schema.ts',
		'lib/server/db/database-away.ts',
		'lib/server/db/reconnect-delay.ts',
		'lib/server/round-keys.ts',
		'lib/server/archive',
		'lib/domain',
		'lib/crypto',
		'lib/wire',
		'lib/i18n',
		'postgres',
		'node:'
	],
	'lib/server/auth': [
		'lib/server/db',
		'lib/server/queries',
		'lib/server/desk/congress-audit.ts',
		'lib/server/in-turn.ts',
		'lib/domain',
		'lib/crypto',
		'lib/wire',
		'@node-rs/argon2',
		'lucia',
		'drizzle-orm',
		'@sveltejs/kit (types)',
		'node:'
	],
	'lib/server/realtime': [
		'lib/server/in-turn.ts',
		'lib/server/queries',
		'lib/server/auth',
		'lib/server/db (types)',
		'lib/server/box/releases.ts',
		'lib/domain',
		'lib/wire',
		'socket.io',
		'drizzle-orm',
		'zod',
		'node:'
	],
	// Looks at the installation and at nothing that belongs to a congress.
	'lib/server/health': ['lib/server/db', 'lib/i18n', 'postgres (types)', 'node:'],
	// Of the whole installation; nobody but the operator's command asks for it.
	'lib/server/backup': [
		'lib/server/db',
		'lib/server/queries',
		'lib/server/archive',
		'lib/server/unless-gone.ts',
		'lib/domain',
		'lib/crypto',
		'drizzle-orm',
		'postgres',
		'zod',
		'node:'
	],
	// The queue alone: what its jobs do are commands of the follow-up.
	'lib/server/calendar': ['lib/server/queries (types)', 'lib/domain', 'lib/i18n', 'ical-generator'],
	'lib/server/jobs': [
		'lib/server/db (types)',
		'lib/server/tracker',
		'lib/server/fault-text.ts',
		'pg-boss',
		'postgres',
		'node:'
	],
	'lib/server/archive': [
		'lib/server/unless-gone.ts',
		'lib/domain',
		'lib/crypto',
		'lib/wire',
		'lib/i18n',
		'fflate',
		'node:'
	],
	'lib/server/import': [
		'lib/server/papers/tables.ts',
		'lib/server/in-thread.ts',
		'lib/server/in-turn.ts',
		'lib/server/papers/workbook-aside.ts',
		'lib/import',
		'lib/domain',
		'lib/i18n',
		'fflate',
		'read-excel-file',
		'write-excel-file',
		'node:'
	],
	'lib/server/uploads': [
		'lib/server/in-turn.ts',
		'lib/server/unless-gone.ts',
		'lib/domain',
		'sharp',
		'node:'
	],
	'lib/server/answers.ts': ['lib/server/fault-text.ts', 'lib/domain', 'lib/i18n', 'lib/wire', 'zod (types)'],
	'lib/server/look.ts': ['@sveltejs/kit (types)'],
	'lib/server/public-answers.ts': ['lib/server/answers.ts', 'node:'],
	// From the public record to files, feeds and calendars of everybody.
	'lib/server/open-data': [
		'lib/server/queries',
		'lib/server/db (types)',
		'lib/server/papers/tables.ts',
		'lib/server/papers/sheet-file.ts',
		'lib/server/papers/workbook-aside.ts',
		'lib/server/calendar',
		'lib/server/answers.ts',
		'lib/server/public-answers.ts',
		'lib/domain',
		'lib/wire',
		'lib/i18n',
		'zod',
		'node:'
	],
	'lib/server/sentence-page.ts': [],
	'lib/server/away-page.ts': ['lib/server/sentence-page.ts', 'lib/i18n'],
	'lib/server/too-large.ts': ['lib/server/sentence-page.ts', 'lib/i18n'],
	'lib/server/fault-text.ts': [],
	'lib/server/unless-gone.ts': [],
	// From views to paper. No database here: what may be printed is decided where it is read.
	'lib/server/papers': [
		'lib/server/in-thread.ts',
		'lib/server/in-turn.ts',
		'lib/server/queries (types)',
		'lib/server/fault-text.ts',
		'lib/domain',
		'lib/wire (types)',
		'lib/i18n',
		'playwright-core',
		'papaparse',
		'write-excel-file',
		'fflate',
		'node:'
	],
	'lib/server/certificate': ['lib/i18n', 'node:'],
	// The program's own deputies: at the desk they are let in as the office lets anybody in, all else is the protocol.
	'lib/server/rehearsal': [
		'lib/server/desk',
		'lib/server/db',
		'lib/server/auth (types)',
		'lib/server/fault-text.ts',
		'lib/domain',
		'lib/crypto',
		'lib/wire (types)',
		'node:'
	],
	'lib/server/env.ts': ['zod', 'node:'],
	'lib/server/metrics.ts': ['lib/domain', 'postgres', 'prom-client', 'node:'],
	'lib/server/issuer.ts': ['lib/crypto', 'node:'],
	'lib/server/round-keys.ts': ['lib/server/unless-gone.ts', 'lib/crypto', 'node:'],
	'lib/server/http-slot.ts': ['node:'],
	'lib/server/remember.ts': [],
	'lib/server/in-turn.ts': [],
	'lib/server/in-thread.ts': ['lib/domain', 'node:'],

	// Parse, call one command or query, choose status and message. Everybody's page is drawn without the box.
	routes: [
		'app.css',
		'lib/import',
		'lib/wire',
		'lib/domain',
		'lib/crypto',
		'lib/i18n',
		'lib/ui',
		'lib/client',
		'lib/server/desk',
		'lib/server/tracker',
		'lib/server/people',
		'lib/server/queries',
		'lib/server/calendar',
		'lib/server/papers',
		'lib/server/open-data',
		'lib/server/public-answers.ts',
		'lib/server/look.ts',
		'lib/server/health',
		'lib/server/import',
		'lib/server/rehearsal',
		'lib/server/auth',
		'lib/server/answers.ts',
		'svelte',
		'@sveltejs/kit',
		'$app',
		'uqr',
		'virtual:'
	],

	// A program of its own in the browser: it knows files and one page, and nothing of what they show.
	'service-worker': ['$service-worker'],

	// Where everything is put together.
	'lib/server/app.ts': ['*', '!routes'],
	'hooks.server.ts': ['*', '!routes', '!lib/server/box'],
	'server.js': ['*', '!routes'],
	'app.d.ts': ['* (types)'],
	'virtual.d.ts': [],
	cli: ['*', '!routes']
};

const src = resolve(import.meta.dirname, '../src');
const files = globSync('**/*.{ts,js,svelte}', { cwd: src })
	.filter((file) => !/\.test\.ts$/.test(file))
	.map((file) => ({ file: posix.normalize(file), source: readFileSync(resolve(src, file), 'utf8') }));

describe('the house', () => {
	test('there are files to look at, with imports in them', () => {
		expect(files.length).toBeGreaterThan(50);
		expect(files.filter(({ source }) => importsOf(source).length > 0).length).toBeGreaterThan(50);
	});

	test('every import is one the table allows', () => {
		expect(files.flatMap(({ file, source }) => offences(file, source))).toEqual([]);
	});

	test('no row of the table is about a folder that is gone', () => {
		const rows = Object.keys(mayImport).filter((row) => !files.some(({ file }) => isWithin(file, row)));
		expect(rows).toEqual([]);
	});

	test('inside lib imports are relative, so that plain Node runs its files', () => {
		const aliased = files.flatMap(({ file, source }) =>
			importsOf(source)
				.filter(({ name }) => name.startsWith('$lib') || (isWithin(file, 'lib') && name.startsWith('#lib')))
				.map(({ name }) => `${file} → ${name}`)
		);
		expect(aliased).toEqual([]);
	});

	test('the pure core asks for no clock, no chance and no machine', () => {
		const impure =
			/\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bgetRandomValues\b|\bprocess\.(?!getBuiltin)/;
		const core = files.filter(({ file }) =>
			['lib/domain', 'lib/crypto', 'lib/import'].some((place) => isWithin(file, place))
		);
		expect(core.length).toBeGreaterThan(20);
		expect(core.filter(({ source }) => impure.test(withoutComments(source))).map(({ file }) => file)).toEqual(
			[]
		);
	});
});

describe('the watch over it', () => {
	test.each([
		['lib/domain/count.ts', "import { readFileSync } from 'node:fs';"],
		['lib/domain/count.ts', "import {\n\ttype Card\n} from '../crypto/card.ts';"],
		['lib/wire/views.ts', "import { jcs } from '../crypto/jcs.ts';"],
		['lib/wire/views.ts', "import { refusalText } from '../i18n/zh-CN/refusals.ts';"],
		['lib/server/box/cast.ts', "import type { Actor } from '../auth/actor.ts';"],
		['lib/server/box/cast.ts', "export { desk } from '../db/client.ts';"],
		['lib/server/desk/open-round.ts', "const box = await import('../box/ballot-box.ts');"],
		['lib/server/realtime/rooms.ts', "import { BallotBox } from '../box/ballot-box.ts';"],
		['routes/chair/+page.server.ts', "import { eq } from 'drizzle-orm';"],
		['routes/box/+server.ts', "import { BallotBox } from '#lib/server/box/ballot-box.ts';"],
		['routes/hall/+page.svelte', "import 'socket.io-client';"],
		['cli/demo.ts', "import { load } from '../routes/+layout.ts';"],
		['lib/utils/everything.ts', "import { ok } from '../domain/result.ts';"]
	])('catches in %s: %s', (file, source) => {
		expect(offences(file, source)).toHaveLength(1);
	});

	test.each([
		['lib/wire/views.ts', "import type { Manifest } from '../crypto/manifest.ts';"],
		['lib/wire/views.ts', "import { type Manifest, type RollEntry } from '../crypto/manifest.ts';"],
		['lib/server/realtime/rooms.ts', "import { releases } from '../box/releases.ts';"],
		['lib/domain/count.ts', "// import { readFileSync } from 'node:fs';\n/* import 'zod' */"],
		['routes/chair/+page.server.ts', "import type { PageServerLoad } from './$types';"]
	])('lets pass in %s: %s', (file, source) => {
		expect(offences(file, source)).toEqual([]);
	});
});

/** `file → import` for each import the file's row does not allow. */
function offences(file: string, source: string): string[] {
	const row = Object.keys(mayImport)
		.filter((candidate) => isWithin(file, candidate))
		.sort((a, b) => b.length - a.length)[0];
	if (row === undefined) return [`${file} has no row in the table`];
	const rules = mayImport[row]!;
	return importsOf(source)
		.filter(({ name, typesOnly }) => {
			const target = targetOf(file, name);
			const fits = (rule: string) => rule === '*' || isWithin(target, rule);
			if (isWithin(target, row)) return false;
			if (rules.some((rule) => rule.startsWith('!') && fits(rule.slice(1)))) return true;
			return !rules.some((rule) => fits(rule) || (typesOnly && fits(rule.replace(/ \(types\)$/, ''))));
		})
		.map(({ name }) => `${file} → ${name}`);
}

type Import = { name: string; typesOnly: boolean };

/** Static and dynamic imports and re-exports; in a component, those of its scripts. */
function importsOf(source: string): Import[] {
	const statement = /^[\t ]*(?:import|export)\s+(type\s)?([^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
	const call = /\bimport\(\s*['"]([^'"]+)['"]/g;
	const code = withoutComments(source);
	return [
		...[...code.matchAll(statement)].map(([, type, what, name]) => ({
			name: name!,
			typesOnly: Boolean(type) || namesOnlyTypes(what ?? '')
		})),
		...[...code.matchAll(call)].map(([, name]) => ({ name: name!, typesOnly: false }))
	];
}

/** `{ type A, type B } from`. */
function namesOnlyTypes(what: string): boolean {
	const names = /^\{(.*)\}\s*from/s.exec(what.trim())?.[1];
	return Boolean(names?.split(',').every((name) => /^\s*(type\s|$)/.test(name)));
}

/** Comments that stand on their own lines: those are the ones that could be taken for an import. */
const withoutComments = (source: string): string =>
	source.replace(/^[\t ]*\/\*.*?\*\//gms, '').replace(/^[\t ]*\/\/.*$/gm, '');

/** A path under src for our own files, the name itself for a package. */
function targetOf(file: string, name: string): string {
	if (name.startsWith('#lib/')) return name.slice(1);
	return name.startsWith('.') ? posix.join(posix.dirname(file), name) : name;
}

const isWithin = (path: string, place: string): boolean =>
	path === place || path.startsWith(place.endsWith(':') ? place : `${place}/`);
