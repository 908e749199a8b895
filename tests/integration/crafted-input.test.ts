import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { operations } from '#lib/server/open-data/operations.ts';
import { auditFilter } from '#lib/wire/audit.ts';
import { deputiesQuery } from '#lib/wire/deputies.ts';
import { paperQuery } from '#lib/wire/papers.ts';
import { accountFilter } from '#lib/wire/people.ts';
import { publicFilter } from '#lib/wire/public-filter.ts';
import { feedbackFilter, feedbackList, narrowing, pageNumber } from '#lib/wire/residents.ts';
import { superviseFilter } from '#lib/wire/supervise.ts';
import { followFilter, reserveFilter, yearOf } from '#lib/wire/tracker.ts';
import { ensureBuild } from '../../src/cli/ensure-build.ts';
import { mayOpen } from '../support/access-matrix.ts';
import { routeTree, serverFileOf } from '../support/route-tree.ts';
import { several } from '../support/several.ts';
import { twoCongresses, type Party, type TwoCongresses } from '../support/two-congresses.ts';

// Addresses and forms that nobody gets by clicking: whatever stands in them, the built server answers clearly. A 500 is
// a fault of ours, and after a 503 a program comes again for ever.

let world: TwoCongresses;
const cookies = new Map<Party, string>();
beforeAll(async () => {
	await ensureBuild();
	world = await twoCongresses();
}, 180_000);
afterAll(() => world.leave());

const dashes = '-'.repeat(36);
/** As they stand in an address. The last of the words is cut through a character where a list takes a hundred. */
const crafted = [
	...['%00', '%EF%BF%BE', '%ED%A0%80', 'x'.repeat(10_000), `${'x'.repeat(99)}%F0%9F%91%8D`],
	...['-1', '0', '1e99', '99999999999999999999', '9007199254740991', '2147483648'],
	...[dashes, `2025.${dashes}.1.${dashes}`, '0000-01-01', '__proto__', 'constructor', '%25%5C']
];
/** Values of one name, once each, and twice in the way of other frameworks. */
const queriesOf = (name: string): string[] => [
	...crafted.map((value) => `${name}=${value}`),
	`${name}[]=x&${name}[]=x`,
	`${name}=x&${name}=%00`
];

class Listening extends URLSearchParams {
	readonly names = new Set<string>();
	override get(name: string): string | null {
		this.names.add(name);
		return super.get(name);
	}
}
function asksFor(read: (params: URLSearchParams) => unknown): string[] {
	const params = new Listening();
	read(params);
	return [...params.names];
}

/** The readers of an address that a route's file may name, with the parameters each of them knows. */
const readers: Record<string, string[]> = {
	auditFilter: Object.keys(auditFilter.shape),
	deputiesQuery: Object.keys(deputiesQuery.shape),
	accountFilter: Object.keys(accountFilter.shape),
	paperQuery: Object.keys(paperQuery.shape),
	publicFilter: asksFor(publicFilter),
	pageNumber: asksFor(pageNumber),
	feedbackList: asksFor((params) => feedbackList(params, 'open')),
	feedbackFilter: asksFor(feedbackFilter),
	narrowing: asksFor(narrowing),
	superviseFilter: asksFor(superviseFilter),
	followFilter: asksFor(followFilter),
	reserveFilter: asksFor(reserveFilter),
	yearOf: asksFor(yearOf)
};

function parametersOf(path: string): string[] {
	const described = operations.find((one) => one.path.replace(/\{(\w+)\}/g, '[$1]') === path)?.query;
	if (described) return Object.keys(described.shape);
	const file = serverFileOf(path);
	const own = [...file.matchAll(/\b(?:searchParams|asked)\.(?:get|has)\('(\w+)'\)/g)].map(
		([, name]) => name!
	);
	const known = Object.entries(readers).flatMap(([reader, names]) =>
		file.includes(`${reader}(`) || file.includes(`${reader}.`) ? names : []
	);
	return [...new Set([...own, ...known])];
}

const pages = routeTree().filter(({ methods }) => methods.includes('GET'));
const withParameters = pages.filter(({ path }) => parametersOf(path).length > 0);

/** Who is asked as: for what everybody may open, nobody and a deputy; a workbook takes long to write, so one is enough. */
function partiesOf(path: string): Party[] {
	const allowed = mayOpen(path) ?? [];
	if (allowed.includes(null)) return ['nobody', 'delegate'];
	const parties = allowed.map((visitor) => visitor ?? 'nobody');
	return path.endsWith('/xlsx') ? parties.slice(-1) : parties;
}

/** Of those, who reads an address in one way or the other: a department's lists are its unit's, everybody else's all. */
function readersOf(path: string): Party[] {
	const parties = partiesOf(path);
	const others = parties.filter((party) => party !== 'department');
	return parties.includes('department') ? [...others.slice(0, 1), 'department'] : others.slice(0, 2);
}

/** An address of the congress that the parties belong to, with an id that is there for each `[name]`. */
function filled(path: string): string {
	const { ids } = world;
	const values: Record<string, string> = {
		...{ projectId: ids.project, roundId: ids.round, round: ids.round, meetingId: ids.meeting },
		...{
			paper: 'report',
			format: 'json',
			kind: 'deputies',
			month: '2026-01',
			batch: '1',
			file: 'x',
			token: 'x'
		}
	};
	const ofPlace = /deputies/.test(path)
		? ids.delegate
		: /candidates/.test(path)
			? ids.candidate
			: ids.project;
	return path.replace(/\[(\w+)\]/g, (_, name: string) => values[name] ?? ofPlace);
}

async function cookieOf(party: Party): Promise<string> {
	if (!cookies.has(party)) cookies.set(party, await world.cookieOf(party, 'other'));
	return cookies.get(party)!;
}

type Asked = { party: Party; address: string; form?: URLSearchParams };

/** The answers that are faults of ours, as `status party address`. */
async function failures(asked: Asked[]): Promise<string[]> {
	for (const party of new Set(asked.map((one) => one.party))) await cookieOf(party);
	const { origin } = world.app;
	const answers = await several(
		asked.map(({ party, address, form }) => async () => {
			const answer = await fetch(origin + address, {
				headers: { origin, cookie: cookies.get(party)!, accept: 'text/html, application/json' },
				redirect: 'manual',
				...(form && { method: 'POST', body: form })
			});
			await answer.arrayBuffer();
			return answer.status >= 500 ? `${answer.status} ${party} ${address.slice(0, 200)}` : '';
		})
	);
	return answers.filter(Boolean);
}

describe('a query', () => {
	test('is known of every page that reads one', () => {
		const reading = pages.filter(({ path }) => /\bsearchParams\b/.test(serverFileOf(path)));
		expect(reading.length).toBeGreaterThan(20);
		expect(reading.filter((route) => !withParameters.includes(route)).map(({ path }) => path)).toEqual([]);
		expect(parametersOf('/projects')).toEqual(['year', 'congress', 'light', 'q', 'page']);
		expect(parametersOf('/api/v1/projects/oc4ids.json')).toContain('after');
	});

	test.each(withParameters.map(({ path }) => path))(
		'%s answers whatever it asks for',
		async (path) => {
			const address = filled(path);
			const asked = readersOf(path).flatMap((party) =>
				parametersOf(path).flatMap((name) =>
					queriesOf(name).map((query) => ({ party, address: `${address}?${query}` }))
				)
			);
			expect(await failures(asked)).toEqual([]);
		},
		60_000
	);
});

test.each(pages.map(({ path }) => path).filter((path) => path.includes('[')))(
	'%s answers whatever stands for its names',
	async (path) => {
		const names = [...path.matchAll(/\[\w+\]/g)].map(([name]) => name);
		const asked = readersOf(path).flatMap((party) =>
			names.flatMap((name) =>
				crafted
					.filter((value) => value.length < 1000)
					.map((value) => ({ party, address: filled(path.replace(name, value)) }))
			)
		);
		expect(await failures(asked)).toEqual([]);
	},
	60_000
);

/** Every field that some form has, and names that every object knows. */
const fieldNames = await (async () => {
	const folder = join(import.meta.dirname, '../../src/lib/wire');
	const files = globSync('*.ts', { cwd: folder }).filter((file) => !file.includes('.test.'));
	const modules = await Promise.all(
		files.map((file) => import(join(folder, file)) as Promise<Record<string, unknown>>)
	);
	const shapes = modules
		.flatMap((module) => Object.values(module))
		.filter((one) => one instanceof z.ZodObject);
	// Who types several wrong passwords has to wait, which is no fault.
	const isPassword = (name: string) => /password|^current$/i.test(name);
	return new Set(shapes.flatMap((shape) => Object.keys(shape.shape)).filter((name) => !isPassword(name)));
})();
const usual = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then'];
const typed = ['水\0渠\ufffe', '7', '2147483648', '1e99', '0000-01-01', '2026-02-10', dashes];

const withActions = routeTree().filter(({ path, actions }) => actions.length > 0 && !/logout/.test(path));

test('the fields of the forms are known', () => {
	expect(fieldNames).toContain('reason');
	expect(fieldNames.size).toBeGreaterThan(100);
	expect(withActions.length).toBeGreaterThan(25);
});

test.each(withActions.map(({ path, actions }) => [path, actions] as const))(
	'the forms of %s are answered whatever is in them',
	async (path, actions) => {
		const forms = typed.map((value) => new URLSearchParams([...fieldNames].map((name) => [name, value])));
		const odd = new URLSearchParams(
			usual.flatMap((name) => [
				[name, 'x'],
				[name, 'x']
			])
		);
		const address = filled(path);
		const asked = partiesOf(path).flatMap((party) =>
			actions.flatMap((action) =>
				[odd, ...forms].map((form) => ({
					party,
					form,
					address: address + (action === 'default' ? '' : `?/${action}`)
				}))
			)
		);
		expect(await failures(asked)).toEqual([]);
	},
	60_000
);

test('a cookie that we never gave out is none', async () => {
	for (const name of ['piaojue', 'piaojue-hall', 'piaojue-look', 'piaojue-resident'])
		for (const value of ['%00', '%ED%A0%80', 'x'.repeat(2000), dashes])
			for (const path of ['/', '/projects', '/hall', '/tracker', '/api/v1/me', '/api/v1/rounds/current']) {
				const answer = await fetch(world.app.origin + path, {
					headers: { cookie: `${name}=${value}` },
					redirect: 'manual'
				});
				expect([path, name, value.slice(0, 9), answer.status < 500]).toEqual([
					path,
					name,
					value.slice(0, 9),
					true
				]);
			}
});
