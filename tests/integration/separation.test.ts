import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '#lib/domain/permissions.ts';
import { settlementKinds } from '#lib/domain/settlement.ts';
import { defaultRules } from '#lib/domain/rule-set.ts';
import { paperKinds } from '#lib/wire/papers.ts';
import { ensureBuild } from '../../src/cli/ensure-build.ts';
import { routeTree, type Route } from '../support/route-tree.ts';
import { several } from '../support/several.ts';
import { SECRET, twoCongresses, type Party, type TwoCongresses } from '../support/two-congresses.ts';

// 甲镇 and 乙镇 in one installation: whoever belongs to 甲镇 walks every address, action and topic with 乙镇's ids, and
// neither reads a word of it nor changes a row. Addresses, actions and roles are read from the code: new ones are
// walked by default.

let world: TwoCongresses;
beforeAll(async () => {
	await ensureBuild();
	world = await twoCongresses();
}, 180_000);
afterAll(() => world.leave());

const tree = routeTree();
const parties: Party[] = ['nobody', 'hall-screen', ...roles];
const isSignOut = ({ path }: Route) => /logout|sign-out/.test(path);

/** What stands for a `[name]` of an address: every id of the other congress; papers have names. */
function valuesOf(name: string): string[] {
	if (name === 'paper') return paperKinds.flatMap((kind) => [kind, `${kind}.csv`]);
	if (name === 'format') return ['json', 'csv', 'xlsx'];
	return Object.values(world.ids);
}

/** An address with the other congress's ids in its path, and in its query under every name a page might read. */
function addresses({ path }: Route): string[] {
	const { ids } = world;
	const query = new URLSearchParams({
		...{ round: ids.round, roundId: ids.round, meeting: ids.meeting, meetingId: ids.meeting, id: ids.round },
		...{ project: ids.project, projectId: ids.project, candidate: ids.candidate, delegate: ids.delegate },
		...{ congress: world.otherId, congressId: world.otherId }
	});
	const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name!);
	const filled = names.reduce(
		(paths, name) => paths.flatMap((one) => valuesOf(name).map((value) => one.replace(`[${name}]`, value))),
		[path]
	);
	return filled.map((one) => `${one}?${query}`);
}

/** Fields of every form there is, naming what belongs to the other congress; `id` is what the last argument says. */
function stuffed(id: string): [string, string][] {
	const { ids } = world;
	const bytes = (length: number) => Buffer.alloc(length, 1).toString('base64url');
	const rules = { ...defaultRules(2), title: '不该保存的名称', receipt: 'none' };
	return Object.entries({
		...{ roundId: ids.round, meetingId: ids.meeting, candidateId: ids.candidate, fileId: ids.file },
		...{ delegateId: ids.delegate, staffId: ids.staff, projectId: ids.project, milestoneId: ids.milestone },
		...{ copyFrom: ids.meeting, candidates: ids.candidate, elected: ids.candidate, id },
		...{
			delegateNumber: '1',
			number: '1',
			wantsPaper: '1',
			paperOnly: '1',
			reason: '试探',
			note: '试探',
			text: '试探'
		},
		...{
			name: '试探的名称',
			shortName: '试探',
			venue: '试探',
			title: '试探的名称',
			agenda: '',
			scale: '试探'
		},
		...{
			heldOn: '2025-01-01',
			endsOn: '',
			plannedOn: '2025-01-01',
			doneOn: '2025-01-01',
			term: '1',
			session: '1'
		},
		...{
			theme: 'red',
			picture: '3',
			farthest: '20',
			code: '000000',
			seconds: '60',
			mode: 'candidate',
			page: '1'
		},
		...{
			step: 'ready',
			kind: settlementKinds[0],
			consoleId: 'test',
			over: 'yes',
			password: 'wrong',
			username: 'x'
		},
		...{ resultHash: bytes(32), signature: bytes(64), printed: '1', spoiled: '0', returned: '0' },
		...{ batch: '1', attempt: '1', place: '1', verdict: 'invalid', reading: 'first', ballots: '[]' },
		...{ year: '2026', base: 'all', rule: 'majority' },
		...{ ...rules, seats: '2', seen: JSON.stringify(rules) }
	});
}

/** Bodies of the API's own shape where one is needed to come past the form. */
const bodies: Record<string, unknown> = {
	'/api/v1/rounds/[id]/draw': {
		blinded: [Buffer.alloc(384, 1).toString('base64url')],
		signature: Buffer.alloc(64, 1).toString('base64url')
	}
};

type Answer = { what: string; status: number; text: string };

async function send(
	cookie: string,
	method: string,
	path: string,
	body?: BodyInit,
	type?: string
): Promise<Answer> {
	const { origin } = world.app;
	const headers: Record<string, string> = { origin, cookie, accept: 'application/json, text/html' };
	if (type) headers['content-type'] = type;
	if (path.includes('?/')) headers['x-sveltekit-action'] = 'true';
	const answer = await fetch(origin + path, { method, headers, redirect: 'manual', body: body ?? null });
	return { what: `${method} ${path}`, status: answer.status, text: await answer.text() };
}

/** Everything that one party can ask with these ids; the order of the answers is that of the walk. */
async function everyAnswer(cookie: string): Promise<Answer[]> {
	const asked = (routes: Route[]) =>
		routes.flatMap((route) => addresses(route).map((address) => () => answersAt(cookie, route, address)));
	const answers = await several(asked(tree.filter((route) => !isSignOut(route))));
	// They end the session: when everything else has been asked, and one by one.
	for (const ask of asked(tree.filter(isSignOut))) answers.push(await ask());
	return answers.flat();
}

/** Every method and every act of one address, one by one. */
async function answersAt(cookie: string, route: Route, address: string): Promise<Answer[]> {
	const answers: Answer[] = [];
	for (const method of route.methods) {
		const body = method === 'GET' ? undefined : JSON.stringify(bodies[route.path] ?? {});
		answers.push(await send(cookie, method, address, body, body && 'application/json'));
	}
	const path = address.split('?')[0]!;
	for (const action of route.actions) {
		const at = `${path}?/${action === 'default' ? '' : action}`.replace(/\?\/$/, '');
		// A form's `id` may mean anything: every id is tried, unless the door is shut to this party anyway.
		for (const id of Object.values(world.ids)) {
			const form = new URLSearchParams(stuffed(id));
			const answer = await send(cookie, 'POST', at, form, 'application/x-www-form-urlencoded');
			answers.push(answer);
			if (path !== route.path || answer.status === 401 || answer.status === 403) break;
		}
	}
	return answers;
}

describe('the route tree', () => {
	test('is read: pages with parameters, endpoints with methods, forms with actions', () => {
		expect(tree.length).toBeGreaterThan(35);
		expect(tree).toContainEqual({
			path: '/tracker/[projectId]/plan',
			methods: ['GET'],
			actions: expect.arrayContaining(['save', 'submit', 'decide']) as string[]
		});
		expect(tree).toContainEqual({ path: '/api/v1/rounds/[id]/draw', methods: ['POST'], actions: [] });
		expect(tree.find(({ path }) => path === '/')).toBeDefined();
	});

	test('and the walk would notice: the other congress itself reads its own word on many of them', async () => {
		const seen = new Set<string>();
		for (const party of ['office', 'chair', 'chief-scrutineer', 'delegate', 'hall-screen'] as const) {
			const cookie = await world.cookieOf(party, 'other');
			const readable = tree.filter(({ methods, path }) => methods.includes('GET') && !seen.has(path));
			await several(
				readable.map((route) => async () => {
					for (const address of addresses(route)) {
						const { text } = await send(cookie, 'GET', address);
						if (!text.includes(SECRET)) continue;
						seen.add(route.path);
						return;
					}
				})
			);
		}
		expect([...seen]).toEqual(
			expect.arrayContaining([
				...['/admin', '/admin/meetings', '/admin/rules', '/admin/candidates', '/admin/roll', '/admin/halls'],
				...['/api/v1/rounds/current', '/api/v1/rounds/[id]/candidates', '/candidate-files/[id]', '/hall'],
				...['/papers', '/papers/[paper]', '/scrutineer', '/chair', '/tablet/sheets'],
				...['/supervise', '/supervise/[projectId]', '/supervise/[projectId]/record']
			])
		);
	}, 120_000);
});

describe.each(parties)('%s of the one congress', (party) => {
	test('reads nothing of the other at any address, and changes nothing of it by any act', async () => {
		const before = await world.snapshot();
		const answers = await everyAnswer(await world.cookieOf(party));
		expect(answers.length).toBeGreaterThan(100);
		expect(answers.filter(({ text }) => text.includes(SECRET)).map(({ what }) => what)).toEqual([]);
		expect(
			answers.filter(({ status }) => status >= 500).map(({ what, status }) => `${what} ${status}`)
		).toEqual([]);
		expect(await world.snapshot()).toEqual(before);
	}, 120_000);

	test('is shown nothing of the other on any topic, also when something happens there', async () => {
		const cookie = await world.cookieOf(party);
		const heard: string[] = [];
		const socket = io(world.app.origin, {
			path: '/rt/',
			transports: ['websocket'],
			extraHeaders: { cookie, origin: world.app.origin }
		});
		socket.onAny((event: string, payload: unknown) => heard.push(`${event} ${JSON.stringify(payload)}`));
		const topics = ['hall', 'console', 'tablet', ...Object.values(world.ids).map((id) => `project:${id}`)];
		for (const topic of topics) socket.emit('watch', { topic });
		while (heard.length < topics.length) await new Promise((wait) => setTimeout(wait, 20));
		await world.sql`select pg_notify('desk', ${`${world.otherId} ${world.ids.meeting}`})`;
		await world.sql`select pg_notify('box', ${world.ids.round})`;
		await new Promise((wait) => setTimeout(wait, 400));
		socket.disconnect();
		expect(
			heard.filter((line) => line.includes(SECRET) || line.includes(`"id":"${world.ids.meeting}"`))
		).toEqual([]);
	}, 30_000);
});

test('acts are refused by what they name and not only by their form', async () => {
	// Each of these comes past its form with the other congress's ids, and then finds nothing.
	const reached: [Party, string][] = [
		['office', '/admin?/makeReady'],
		['office', '/admin?/abort'],
		['office', '/admin/meetings?/edit'],
		['office', '/admin/meetings?/choose'],
		['office', '/admin/meetings?/startPoll'],
		['office', '/admin/meetings?/discard'],
		['office', '/admin/meetings?/create'],
		['office', '/admin/rules?/save'],
		['office', '/admin/paper?/issueToAll'],
		['office', '/tracker/satisfaction?/create'],
		['chair', '/chair?/open'],
		['chair', '/chair?/close'],
		['chair', '/chair?/settle'],
		['chief-scrutineer', '/scrutineer?/open'],
		['chief-scrutineer', '/scrutineer?/declareValid'],
		['scrutineer', '/scrutineer/paper?/countOut']
	];
	for (const [party, path] of reached) {
		const cookie = await world.cookieOf(party);
		const body = new URLSearchParams(stuffed(world.ids.round));
		const { text } = await send(cookie, 'POST', path, body, 'application/x-www-form-urlencoded');
		expect(`${path} ${text}`).toContain('not-found');
	}
	const deputy = await world.cookieOf('delegate');
	const theirs = new URLSearchParams([
		...stuffed(world.ids.round),
		['kind', 'visit'],
		['visitedOn', '2026-01-01']
	]);
	for (const action of ['follow', 'record']) {
		const at = `/supervise/${world.ids.project}?/${action}`;
		const { text } = await send(deputy, 'POST', at, theirs, 'application/x-www-form-urlencoded');
		expect(`${action} ${text}`).toContain('not-found');
	}
	const halls = new URLSearchParams(stuffed(world.ids.screen));
	const cookie = await world.cookieOf('office');
	for (const action of ['save', 'unpair']) {
		const answer = await send(
			cookie,
			'POST',
			`/admin/halls?/${action}`,
			halls,
			'application/x-www-form-urlencoded'
		);
		expect(`${action} ${answer.text}`).toContain('not-found');
	}
});
