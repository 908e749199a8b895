import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles, type Role } from '#lib/domain/permissions.ts';
import { connectDesk } from '#lib/server/db/client.ts';
import { seedDemonstration } from '../../src/cli/demo/seed.ts';
import { ProtocolDelegate, ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { answersOf, mayOpen, routes, topicsOf, visitors, type Visitor } from '../support/access-matrix.ts';
import { killableServer, type KillableServer } from '../support/killable-server.ts';

// AUT-10: role × route × method × topic over the wire. The same table is held against the doors in
// tests/access-matrix.test.ts; here the built server answers.

let server: KillableServer;
let origin: string;
const cookies = new Map<Visitor, string>();

beforeAll(async () => {
	server = await killableServer({ delegates: 8 });
	origin = server.credentials.origin;
	const { staff, delegates } = server.credentials;
	for (const role of roles) {
		if (role === 'delegate') continue;
		const person = await server.as(staff.find((entry) => entry.role === role)!.username);
		cookies.set(role, person.cookie);
	}
	const deputy = new ProtocolDelegate({ ...server.credentials, code: delegates[0]!.code });
	await deputy.signIn();
	cookies.set('delegate', deputy.cookie);
	cookies.set(null, '');
}, 120_000);

afterAll(() => server.end());

const someId = '5b1d3b52-0000-4000-8000-000000000000';
/** Left out: they end the session that asks. */
const leaves = ['POST /logout', 'POST /api/v1/sign-out'];

async function statusOf(visitor: Visitor, method: string, path: string): Promise<string> {
	const answer = await fetch(origin + path, {
		method,
		redirect: 'manual',
		headers: {
			origin,
			cookie: cookies.get(visitor)!,
			...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {})
		},
		...(method === 'POST' ? { body: '' } : {})
	});
	await answer.arrayBuffer();
	if (answer.status === 303 && answer.headers.get('location')?.startsWith('/login?next=')) return 'sign-in';
	return answer.status === 401 ? 'sign-in' : answer.status === 403 ? 'forbidden' : 'open';
}

describe.each(['GET', 'POST', 'PUT', 'DELETE'])('%s', (method) => {
	test.each(routes().filter((path) => !path.startsWith('/api/')))('%s', async (path) => {
		if (leaves.includes(`${method} ${path}`)) return;
		const address = path.replace(/\[[^\]]+\]/g, someId);
		const found = await Promise.all(
			visitors.map(async (visitor) => [visitor, await statusOf(visitor, method, address)] as const)
		);
		const own = answersOf[`${method} ${path}`];
		if (own) {
			const answered = found.filter(([, status]) => status === 'open').map(([visitor]) => visitor);
			expect(answered).toEqual(own);
			return;
		}
		const expected = visitors.map((visitor) => [
			visitor,
			mayOpen(path)!.includes(visitor) ? 'open' : visitor === null ? 'sign-in' : 'forbidden'
		]);
		expect(found).toEqual(expected);
	});
});

test.each(Object.keys(answersOf).filter((call) => call.includes(' /api/')))('%s', async (call) => {
	const [method, path] = call.split(' ') as [string, string];
	const address = path.replace('[id]', server.credentials.roundId);
	for (const visitor of visitors) {
		const json = method === 'POST';
		const answer = await fetch(origin + address, {
			method,
			headers: {
				origin,
				cookie: cookies.get(visitor)!,
				...(json ? { 'content-type': 'application/json' } : {})
			},
			...(json ? { body: JSON.stringify({ blinded: ['A'.repeat(512)], signature: 'A'.repeat(86) }) } : {})
		});
		const refused = answer.status === 401 || answer.status === 403;
		expect([visitor, refused], `${answer.status}`).toEqual([visitor, !answersOf[call]!.includes(visitor)]);
	}
});

describe('a socket', () => {
	const told = (visitor: Visitor, topic: string) =>
		new Promise<string>((tell) => {
			const socket = new WebSocket(`${origin.replace('http', 'ws')}/rt/?EIO=4&transport=websocket`, {
				headers: { origin, cookie: cookies.get(visitor)! }
			} as unknown as string[]);
			socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
				if (data.startsWith('0')) socket.send('40');
				else if (data.startsWith('40')) socket.send(`42${JSON.stringify(['watch', { topic }])}`);
				else if (data.startsWith('42')) {
					tell(data.startsWith('42["view"') ? 'view' : /"code":"([a-z-]+)"/.exec(data)![1]!);
					socket.close();
				}
			});
		});

	test.each([...Object.keys(topicsOf), 'ballots', 'audit'])('that wants %s', async (topic) => {
		const known = topicsOf[topic];
		for (const visitor of visitors) {
			const expected = !known
				? 'bad-request'
				: known.includes(visitor)
					? 'view'
					: visitor === null
						? 'not-signed-in'
						: 'forbidden';
			expect([visitor, await told(visitor, topic)]).toEqual([visitor, expected]);
		}
	});
});

test('the ids of another congress are nobody’s here', async () => {
	const desk = connectDesk(server.database.url, { dir: '', secret: '' }, { max: 1 });
	const other = await seedDemonstration(desk, {
		...{ origin, boxOrigin: server.credentials.boxOrigin, delegates: 8, suffix: '-other' }
	});
	await desk.$client.end();
	const [row] = await server.database.sql<{ id: string }[]>`
		select id from desk.staff where username = 'office-1-other'`;
	const as = (role: Role) => ({ headers: { cookie: cookies.get(role)! } });
	expect((await fetch(`${origin}/people/${row!.id}`, as('security-admin'))).status).toBe(404);
	const security = new ProtocolStaff(origin);
	await security.signIn('security', server.credentials.staff[0]!.password);
	const version = 'A'.repeat(43);
	for (const act of ['disable', 'enable', 'reset'])
		expect(await security.act(`/people/${row!.id}?/${act}`, { version })).toBe('not-found');
	for (const [path, role] of [
		[`/api/v1/rounds/${other.roundId}/candidates`, 'chair'],
		[`/api/v1/rounds/${other.roundId}/tally`, 'office'],
		[`/papers/ballot?round=${other.roundId}`, 'office']
	] as const)
		expect([404, 409], path).toContain((await fetch(origin + path, as(role))).status);
	const lists = await (await fetch(`${origin}/people`, as('security-admin'))).text();
	expect(lists).not.toContain('-other');
	const log = await (await fetch(`${origin}/audit?chain=${other.meetingId}`, as('audit-admin'))).text();
	expect(log).not.toContain('-other');
});
