import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { Watcher } from '../../src/cli/bench/watcher.ts';
import { killableServer, type KillableServer } from '../support/killable-server.ts';

let server: KillableServer;
let security: ProtocolStaff;
let origin: string;

beforeAll(async () => {
	server = await killableServer({ delegates: 8 });
	origin = server.credentials.origin;
	security = await server.as('security');
}, 120_000);

afterAll(() => server.end());

const OWN = 'a long road tests the horse';

/** A form action as the page sends it, with the whole answer. */
async function answerTo(cookie: string, action: string, fields: Record<string, string>) {
	const answer = await fetch(origin + action, {
		method: 'POST',
		redirect: 'manual',
		headers: {
			'content-type': 'application/x-www-form-urlencoded',
			'x-sveltekit-action': 'true',
			accept: 'application/json',
			origin,
			cookie
		},
		body: new URLSearchParams(fields)
	});
	return {
		text: await answer.text(),
		cookie: answer.headers
			.getSetCookie()
			.map((set) => set.split(';')[0])
			.join('; ')
	};
}

const passwordIn = (text: string) => /[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}/.exec(text)![0];

async function signIn(username: string, password: string): Promise<ProtocolStaff> {
	const person = new ProtocolStaff(origin);
	await person.signIn(username, password);
	return person;
}

/** The account's row and the version that its page shows. */
async function account(username: string) {
	const [row] = await server.database.sql<{ id: string; role: string; disabled: boolean }[]>`
		select id, role, disabled from desk.staff where username = ${username}`;
	const page = await (await security.get(`/people/${row!.id}`)).text();
	return { ...row!, version: /name="version" value="([\w-]{43})"/.exec(page)![1]! };
}

async function create(fields: Record<string, string>): Promise<string> {
	const { text } = await answerTo(security.cookie, '/people/new', fields);
	expect(JSON.parse(text)).toMatchObject({ type: 'success' });
	return passwordIn(text);
}

const chain = async () =>
	(
		await server.database.sql<{ actor: string; act: string; detail: Record<string, string> }[]>`
			select actor, act, detail from desk.congress_audit order by seq`
	).map(({ actor, act, detail }) => ({ actor, act, detail }));

/** A live socket of this person; `cut` resolves when the server ends it, with what it said before. */
async function watching(cookie: string, topic = 'console') {
	const cut = Promise.withResolvers<string>();
	const socket = new WebSocket(`${origin.replace('http', 'ws')}/rt/?EIO=4&transport=websocket`, {
		headers: { origin, cookie }
	} as unknown as string[]);
	const seen = Promise.withResolvers<void>();
	let told = 'cut';
	socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
		if (data.startsWith('0')) socket.send('40');
		else if (data === '2') socket.send('3');
		else if (data.startsWith('40')) socket.send(`42${JSON.stringify(['watch', { topic }])}`);
		else if (data.startsWith('42["view"')) seen.resolve();
		else if (data.startsWith('42["ended"')) told = 'ended';
		else if (data.startsWith('42["refused"')) seen.reject(new Error(data));
	});
	socket.addEventListener('close', () => cut.resolve(told));
	await seen.promise;
	return { cut: cut.promise };
}

describe('a new account', () => {
	let oneTime: string;

	test('is opened by its one-time password, and opens nothing before an own one', async () => {
		oneTime = await create({ username: 'office-9', name: '会务丙', role: 'office' });
		const person = await signIn('office-9', oneTime);
		for (const path of ['/admin', '/papers', '/people']) {
			const answer = await fetch(origin + path, {
				redirect: 'manual',
				headers: { cookie: person.cookie }
			});
			expect([answer.status, answer.headers.get('location')], path).toEqual([303, '/account']);
		}
		expect(await (await person.get('/api/v1/me')).json()).toEqual({ role: null });
		expect((await person.get('/api/v1/rounds/current')).status).toBe(401);
		const checkIn = await answerTo(person.cookie, '/admin/roll?/checkIn', { delegateNumber: '1' });
		expect(checkIn.text).toContain('not-signed-in');
		await expect(Watcher.open(origin, new URL(origin).port, person.cookie, 'console')).rejects.toThrow(
			'not-signed-in'
		);
		expect((await person.get('/account')).status).toBe(200);
	});

	test('refuses weak passwords, and the sign-in that changed it goes on under another id', async () => {
		const person = await signIn('office-9', oneTime);
		const change = (password: string, current = oneTime) =>
			person.act('/account?/changePassword', { current, password, again: password });
		expect(await change('short')).toBe('password-too-short');
		expect(await change('office-9 is my name')).toBe('password-names-you');
		expect(await change('password1234')).toBe('password-too-common');
		expect(await change(oneTime)).toBe('same-password');
		expect(await change(OWN, 'not the password')).toBe('bad-request');
		const other = await signIn('office-9', oneTime);
		const fields = { current: oneTime, password: OWN, again: OWN };
		const changed = await answerTo(person.cookie, '/account?/changePassword', fields);
		expect(changed.text).toContain('password-changed');
		expect(changed.cookie).not.toBe(person.cookie);
		for (const old of [person.cookie, other.cookie]) {
			const me = await fetch(`${origin}/api/v1/me`, { headers: { cookie: old } });
			expect(await me.json()).toEqual({ role: null });
		}
		const me = await fetch(`${origin}/api/v1/me`, { headers: { cookie: changed.cookie } });
		expect(await me.json()).toEqual({ role: 'office' });
		await expect(signIn('office-9', oneTime)).rejects.toThrow('refused');
	});

	test('is refused where the name is taken or what its role needs is missing', async () => {
		const refusal = (fields: Record<string, string>) =>
			security.act('/people/new', { name: '某人', ...fields });
		expect(await refusal({ username: 'office-9', role: 'office' })).toBe('username-taken');
		expect(await refusal({ username: 'dept-9', role: 'department' })).toBe('unit-needed');
		expect(await refusal({ username: 'scr-9', role: 'scrutineer' })).toBe('delegate-needed');
		expect(await refusal({ username: 'scr-9', role: 'scrutineer', delegateNumber: '999' })).toBe(
			'no-such-deputy'
		);
		expect(await refusal({ username: 'scr-9', role: 'scrutineer', delegateNumber: '5' })).toBe(
			'delegate-has-account'
		);
		expect(await refusal({ username: 'a-9', role: 'audit-admin', name: '安全管理员乙' })).toBe(
			'administrator-twice'
		);
		expect(await refusal({ username: 'Bad name', role: 'office' })).toBe('bad-request');
		expect(await refusal({ username: 'x-9', role: 'delegate' })).toBe('bad-request');
	});
});

describe('an account at work', () => {
	test('with another role is out at once, its open pages too, and has the other rights', async () => {
		const person = await signIn('office-9', OWN);
		const { cut } = await watching(person.cookie);
		const { id, version } = await account('office-9');
		const change = { version, name: '会务丙', role: 'supervision', unit: '' };
		expect(await security.act(`/people/${id}?/change`, change)).toBeNull();
		expect(await cut).toBe('ended');
		expect(await (await person.get('/api/v1/me')).json()).toEqual({ role: null });
		const again = await signIn('office-9', OWN);
		expect((await again.get('/admin')).status).toBe(403);
		expect((await again.get('/tracker')).status).toBe(200);
		// A second administrator who saw the account before: nothing of that is written over.
		expect(await security.act(`/people/${id}?/change`, { ...change, role: 'chair' })).toBe(
			'account-changed-meanwhile'
		);
		expect(await security.act(`/people/${id}?/disable`, { version })).toBe('account-changed-meanwhile');
		expect((await account('office-9')).role).toBe('supervision');
	});

	test('that is disabled is out at once and can not come back, and one that is enabled again can', async () => {
		const office = await server.as('office-2');
		const { cut } = await watching(office.cookie);
		const { id, version } = await account('office-2');
		expect(await security.act(`/people/${id}?/disable`, { version })).toBeNull();
		expect(await cut).toBe('ended');
		expect(await (await office.get('/api/v1/me')).json()).toEqual({ role: null });
		await expect(server.as('office-2')).rejects.toThrow('refused');
		const now = await account('office-2');
		expect(now.disabled).toBe(true);
		expect(await security.act(`/people/${id}?/enable`, { version: now.version })).toBeNull();
		await expect(server.as('office-2')).resolves.toBeDefined();
	});

	test('whose password is reset is out, and the new one is for one sign-in', async () => {
		const chair = await server.as('chair');
		const { cut } = await watching(chair.cookie);
		const { id, version } = await account('chair');
		const { text } = await answerTo(security.cookie, `/people/${id}?/reset`, { version });
		expect(await cut).toBe('ended');
		await expect(server.as('chair')).rejects.toThrow('refused');
		const again = await signIn('chair', passwordIn(text));
		expect((await again.get('/chair')).url).toBe(`${origin}/account`);
	});

	test('signs itself out elsewhere: one session, or all but this', async () => {
		const people = [await server.as('teller-1'), await server.as('teller-1'), await server.as('teller-1')];
		const [here, one, two] = people as [ProtocolStaff, ProtocolStaff, ProtocolStaff];
		const cuts = [(await watching(one.cookie)).cut, (await watching(two.cookie)).cut];
		const page = await (await here.get('/account')).text();
		const ids = [...page.matchAll(/name="id" value="([0-9a-f]{64})"/g)].map(([, id]) => id!);
		expect(ids).toHaveLength(2);
		expect(await here.act('/account?/endSession', { id: ids[0]! })).toBeNull();
		await Promise.race(cuts);
		expect(await here.act('/account?/endSession', { id: ids[0]! })).toBe('session-gone');
		expect(await here.act('/account?/endOthers')).toBeNull();
		expect(await Promise.all(cuts)).toEqual(['ended', 'ended']);
		expect(await (await here.get('/api/v1/me')).json()).toEqual({ role: 'teller' });
		// Nobody ends another person's session by its id.
		const other = await server.as('teller-2');
		const [row] = await server.database.sql<{ id: string }[]>`
			select s.id from desk.session s join desk.staff p on s.user_id = 'staff:' || p.id
			where p.username = 'teller-1'`;
		expect(await other.act('/account?/endSession', { id: row!.id })).toBe('session-gone');
	});

	test('is shown to the security administrator with its sessions, and signed out everywhere with its password kept', async () => {
		const { id, version } = await account('teller-2');
		// Those of the tests before.
		await server.database.sql`delete from desk.session where user_id = ${`staff:${id}`}`;
		const people = [await server.as('teller-2'), await server.as('teller-2')] as const;
		const cuts = [(await watching(people[0].cookie)).cut, (await watching(people[1].cookie)).cut];
		const page = async () => (await security.get(`/people/${id}`)).text();
		// When each began, that it is in use, and no name that anything could be done with.
		expect((await page()).match(/两小时内用过/g)).toHaveLength(2);
		const hashes = await server.database.sql<{ id: string }[]>`select id from desk.session`;
		expect(hashes.length).toBeGreaterThan(2);
		for (const one of hashes) expect(await page()).not.toContain(one.id);
		const signOut = `/people/${id}?/signOut`;
		const office = await server.as('office-1');
		const { text } = await answerTo(office.cookie, signOut, { version });
		expect(text).not.toContain('account-signed-out');
		expect(await security.act(signOut, { version })).toBeNull();
		expect(await Promise.all(cuts)).toEqual(['ended', 'ended']);
		expect(await page()).toContain('现在没有登录');
		expect(await security.act(signOut, { version })).toBe('session-gone');
		expect((await chain()).filter(({ act }) => act === 'account-signed-out')).toEqual([
			{ actor: 'security', act: 'account-signed-out', detail: { username: 'teller-2', count: 2 } }
		]);
		await server.as('teller-2');
	});

	test('that signs out is signed out on its open pages', async () => {
		const teller = await server.as('teller-2');
		const { cut } = await watching(teller.cookie);
		expect(await teller.act('/logout')).toBeNull();
		expect(await cut).toBe('ended');
	});
});

test('nobody changes the own role or removes the last security administrator', async () => {
	const { id, version } = await account('security');
	const fields = { version, name: '安全管理员乙', unit: '' };
	expect(await security.act(`/people/${id}?/change`, { ...fields, role: 'office' })).toBe('own-account');
	expect(await security.act(`/people/${id}?/disable`, { version })).toBe('own-account');
	expect(await security.act(`/people/${id}?/reset`, { version })).toBe('own-password');
	expect(await security.act(`/people/${id}?/signOut`, { version })).toBe('own-sessions');
	expect((await account('security')).role).toBe('security-admin');
});

test('every act on an account, every sign-in and what was refused stands in the chain of the congress', async () => {
	const wrong = new ProtocolStaff(origin);
	await expect(wrong.signIn('teller-1', 'not the password')).rejects.toThrow('refused');
	await expect(wrong.signIn('nobody-9', 'my own password by mistake')).rejects.toThrow('refused');
	const lines = await chain();
	const acts = new Set(lines.map(({ act }) => act));
	for (const act of [
		...['account-created', 'role-changed', 'account-disabled', 'account-enabled', 'password-reset'],
		...['password-changed', 'sessions-ended', 'signed-in', 'sign-in-failed', 'signed-out'],
		'identity-check-failed'
	])
		expect(acts).toContain(act);
	expect(lines).toContainEqual({
		actor: 'security',
		act: 'role-changed',
		detail: { username: 'office-9', from: 'office', role: 'supervision' }
	});
	expect(lines.at(-1)).toEqual({
		actor: 'teller-1',
		act: 'sign-in-failed',
		detail: { reason: 'wrong-password' }
	});
	// No password, no name that nobody has, no address.
	const text = JSON.stringify(lines);
	expect(text).not.toMatch(/nobody-9|mistake|127\.0\.0\.1|not the password/);
	expect(text).not.toContain(OWN);
});
