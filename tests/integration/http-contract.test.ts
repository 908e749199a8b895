import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed, signLogin } from '#lib/crypto/card.ts';
import { connectDesk } from '#lib/server/db/client.ts';
import { ensureBuild } from '../../src/cli/ensure-build.ts';
import { seedDemonstration, type Credentials } from '../../src/cli/demo/seed.ts';
import { ProtocolDelegate, ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

// What a stranger's client may rely on, asked of the built server over its own port: codes, statuses, the order
// of the checks, the box's headers on every answer, and never a 500.

let app: TestApp;
let credentials: Credentials;
let office: ProtocolStaff;
let delegate: ProtocolDelegate;
let cookie: string;
const dir = mkdtempSync(join(tmpdir(), 'piaojue-contract-'));
const someRound = crypto.randomUUID();
const metricsToken = randomBytes(16).toString('hex');

beforeAll(async () => {
	await ensureBuild();
	const keys = { dir: join(dir, 'keys'), secret: randomBytes(32).toString('base64url') };
	app = await startTestApp({
		KEY_DIR: keys.dir,
		PIAOJUE_SECRET: keys.secret,
		METRICS_TOKEN: metricsToken,
		SITE_ICP: '赣ICP备12345678号-1',
		SITE_POLICE: '赣公网安备36028102000001号',
		SITE_CODE: '3602810001'
	});
	const desk = connectDesk(app.databaseUrl, keys, { max: 1 });
	credentials = await seedDemonstration(desk, { ...app, delegates: 12 });
	await desk.$client.end();
	office = new ProtocolStaff(app.origin);
	const [first] = credentials.staff;
	await office.signIn(first!.username, first!.password);
	delegate = new ProtocolDelegate({ ...credentials, code: credentials.delegates[0]!.code });
	await delegate.signIn();
	cookie = delegate.cookie;
}, 120_000);

afterAll(async () => {
	await app.stop();
	rmSync(dir, { recursive: true, force: true });
});

type Asked = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

/** One request with exactly these headers: `fetch` would add some of its own. */
function ask(
	origin: string,
	method: string,
	path: string,
	headers: Record<string, string> = {},
	body?: string | Buffer
): Promise<Asked> {
	return new Promise((resolve, reject) => {
		const request = send(`${origin}${path}`, { method, headers, agent: false, path }, (response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => (text += chunk));
			response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
		});
		request.on('error', reject);
		request.end(body);
	});
}

const json = { 'content-type': 'application/json' };
const sized = (body: string | Buffer) => ({ 'content-length': String(Buffer.byteLength(body)) });

/** The stable code of a problem, once everything else about it is right. */
function codeOf(answer: Asked): [number, string] {
	expect(answer.headers['content-type']).toBe('application/problem+json');
	const problem = JSON.parse(answer.text) as { status: number; code: string; detail: string };
	expect(problem.status).toBe(answer.status);
	expect(problem.detail).toMatch(/[一-鿿].*[。？！]$/);
	return [answer.status, problem.code];
}

describe('the desk’s API', () => {
	const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
		ask(app.origin, 'POST', path, { origin: app.origin, ...json, ...sized(body), ...headers }, body);
	const draw = (body: unknown, headers: Record<string, string> = {}, id = credentials.roundId) =>
		post(`/api/v1/rounds/${id}/draw`, JSON.stringify(body), headers);
	const signature = toBase64url(new Uint8Array(64));

	test.each([
		['no JSON', '{"cardId":', {}, 400, 'bad-request'],
		['nothing', '', {}, 400, 'bad-request'],
		['null', 'null', {}, 400, 'bad-request'],
		['a number for a card', '{"cardId":7}', {}, 400, 'bad-request'],
		['a card id that is too short', '{"cardId":"AAAA"}', {}, 400, 'bad-request'],
		['spare bits that are not zero', '{"cardId":"AAAAAAAAAAB"}', {}, 400, 'bad-request'],
		['padding', '{"cardId":"AAAAAAAAAAA="}', {}, 400, 'bad-request'],
		['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), {}, 400, 'bad-request'],
		[
			'a form',
			'cardId=1',
			{ 'content-type': 'application/x-www-form-urlencoded' },
			415,
			'unsupported-media-type'
		],
		['no type', '{}', { 'content-type': '' }, 415, 'unsupported-media-type'],
		['a large body', JSON.stringify({ cardId: 'A'.repeat(20_000) }), {}, 413, 'too-large'],
		['a very large body', 'A'.repeat(2_000_000), {}, 413, 'too-large']
	] as const)('a challenge with %s is refused by its code', async (_, body, headers, status, code) => {
		expect(codeOf(await post('/api/v1/card/challenge', body as string, headers))).toEqual([status, code]);
	});

	test('a large body that announces no length is too large as well', async () => {
		const headers = { origin: app.origin, ...json, 'transfer-encoding': 'chunked' };
		const answer = await ask(app.origin, 'POST', '/api/v1/card/challenge', headers, 'A'.repeat(50_000));
		expect(codeOf(answer)).toEqual([413, 'too-large']);
	});

	test.each([
		['a form of words', '/login', 30_000_000, '缩短文字后再提交'],
		['a whole film', '/login', 100_000_000, '缩短文字后再提交'],
		['a file', '/admin/deputies/import?/dryRun', 30_000_000, '文件过大，没有上传']
	])('%s that is far too large is read to its end and answered on a page', async (_, path, length, words) => {
		const body = Buffer.alloc(length, 'a');
		const type = 'application/x-www-form-urlencoded';
		const headers = { origin: app.origin, 'content-type': type, accept: 'text/html', ...sized(body) };
		// Several times: a connection that is cut under the sender loses the answer only now and then.
		for (let round = 0; round < 3; round += 1) {
			const answer = await ask(app.origin, 'POST', path, headers, body);
			expect(answer.status).toBe(413);
			expect(answer.headers['content-type']).toContain('text/html');
			expect(answer.text).toContain(words);
		}
	});

	test('a person at a door that is not theirs reads a page, a program its code', async () => {
		const page = { accept: 'text/html', cookie };
		const shown = await ask(app.origin, 'GET', '/admin', page);
		expect([shown.status, shown.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
		expect(shown.text).toContain('当前登录的账号没有查看这个页面的权限');
		expect(shown.text).toContain('href="/login"');
		const form = { ...page, origin: app.origin, 'content-type': 'application/x-www-form-urlencoded' };
		const done = await ask(app.origin, 'POST', '/admin?/abort', { ...form, ...sized('a=1') }, 'a=1');
		expect([done.status, done.text.includes('您没有办理此事的权限')]).toEqual([403, true]);
		const late = await ask(
			app.origin,
			...(['POST', '/admin?/abort', { ...form, cookie: '', ...sized('a=1') }, 'a=1'] as const)
		);
		expect([late.status, late.text.includes('登录已失效，本次操作没有办理')]).toEqual([401, true]);
		for (const asked of [{ cookie }, { ...page, 'x-sveltekit-action': 'true' }])
			expect(codeOf(await ask(app.origin, 'GET', '/admin', asked))).toEqual([403, 'forbidden']);
	});

	test.each(['', 'null', 'http://elsewhere.example', 'the box'])(
		'an origin that is not ours (%s) is refused before the body is read',
		async (origin) => {
			const named = origin === 'the box' ? app.boxOrigin : origin;
			const headers: Record<string, string> = named ? { origin: named } : {};
			for (const path of ['/api/v1/card/challenge', `/api/v1/rounds/${someRound}/draw`, '/login']) {
				expect(codeOf(await ask(app.origin, 'POST', path, { ...json, ...headers }, '{'))).toEqual([
					403,
					'bad-origin'
				]);
			}
		}
	);

	test('an unknown card gets a challenge too, and an unknown, wrongly signed and spent one the same refusal', async () => {
		const stranger = cardFromSeed(new Uint8Array(randomBytes(16)));
		const challenge = async (cardId: string) => {
			const answer = await post('/api/v1/card/challenge', JSON.stringify({ cardId }));
			expect(answer.status).toBe(200);
			return (JSON.parse(answer.text) as { nonce: string }).nonce;
		};
		const login = (card: typeof stranger, nonce: string, signer = card) =>
			post(
				'/api/v1/card/login',
				JSON.stringify({
					cardId: toBase64url(card.cardId),
					nonce,
					signature: toBase64url(signLogin(signer.secret, app.origin, Buffer.from(nonce, 'base64url')))
				})
			);
		const other = new ProtocolDelegate({ ...credentials, code: credentials.delegates[1]!.code }).card;
		const answers = [await login(stranger, await challenge(toBase64url(stranger.cardId)))];
		const nonce = await challenge(toBase64url(other.cardId));
		answers.push(await login(other, nonce, stranger));
		// Spent by the wrong signature: the right one comes too late.
		answers.push(await login(other, nonce));
		// A nonce is bound to its card.
		answers.push(await login(other, await challenge(toBase64url(stranger.cardId))));
		for (const answer of answers) {
			expect(codeOf(answer)).toEqual([401, 'card-refused']);
			expect(answer.text).toBe(answers[0]!.text);
			expect(answer.headers['set-cookie']).toBeUndefined();
		}
		const fresh = await challenge(toBase64url(other.cardId));
		expect((await login(other, fresh)).status).toBe(204);
		expect(codeOf(await login(other, fresh))).toEqual([401, 'card-refused']);
	});

	test('a draw is checked for form, session, round and signature in this order', async () => {
		const well = { blinded: [toBase64url(new Uint8Array(384).fill(1))], signature };
		expect(codeOf(await draw({ blinded: 'x', signature }))).toEqual([400, 'bad-request']);
		expect(codeOf(await draw({ blinded: ['A=='], signature }))).toEqual([400, 'bad-request']);
		expect(codeOf(await draw(well))).toEqual([401, 'not-signed-in']);
		expect(codeOf(await draw(well, { cookie: 'auth_session=nonsense' }))).toEqual([401, 'not-signed-in']);
		expect(codeOf(await draw(well, { cookie: office.cookie }))).toEqual([403, 'forbidden']);
		expect(codeOf(await draw(well, { cookie }, someRound))).toEqual([404, 'not-found']);
		expect(codeOf(await draw(well, { cookie }, 'nonsense'))).toEqual([404, 'not-found']);
		// A draft has no manifest to sign.
		expect(codeOf(await draw(well, { cookie }))).toEqual([404, 'not-found']);
	});

	test('who is nobody is told so, and nobody sees a round before', async () => {
		const get = (path: string, headers = {}) => ask(app.origin, 'GET', path, headers);
		expect(JSON.parse((await get('/api/v1/me')).text)).toEqual({ role: null });
		expect(JSON.parse((await get('/api/v1/me', { cookie })).text)).toMatchObject({
			role: 'delegate',
			delegate: { number: 1, checkedIn: false }
		});
		const { roundId } = credentials;
		for (const path of ['current', `${roundId}/candidates`, `${roundId}/tally`])
			expect(codeOf(await get(`/api/v1/rounds/${path}`))).toEqual([401, 'not-signed-in']);
		expect(codeOf(await get(`/api/v1/rounds/${roundId}/archive`))).toEqual([404, 'not-found']);
		expect(JSON.parse((await get('/api/v1/rounds/current', { cookie })).text)).toEqual({ round: null });
		expect(JSON.parse((await get('/api/v1/rounds/current', { cookie: office.cookie })).text)).toMatchObject({
			round: { id: roundId, state: 'draft', manifest: null, fingerprint: null }
		});
	});

	test.each([
		['GET', '/api/v1/nothing'],
		['GET', '/api/v2/me'],
		['GET', '/api/v1/projects/nonsense'],
		['GET', '/api/v1/rounds/nonsense/archive'],
		['DELETE', '/api/v1/me'],
		['GET', '/api/v1/card/login'],
		['POST', '/api/v1/projects']
	])('%s %s, which does not exist, is a problem with a code', async (method, path) => {
		const answer = await ask(app.origin, method, path, { origin: app.origin, cookie });
		expect(codeOf(answer)).toEqual([404, 'not-found']);
	});
});

describe('the box', () => {
	const path = `/box/v1/rounds/${someRound}/cast`;
	const full = 'x'.repeat(2048);
	const cast = (body: string, headers: Record<string, string>, at = path) =>
		ask(app.boxOrigin, 'POST', at, { origin: app.origin, ...json, ...headers }, body);
	/** Every answer may be read by the desk's page, and by nobody else's. */
	function codeFor(answer: Asked, origin: string | undefined = app.origin) {
		expect(answer.headers.vary).toBe('Origin');
		expect(answer.headers['access-control-allow-origin']).toBe(origin);
		expect(answer.headers['set-cookie']).toBeUndefined();
		return codeOf(answer);
	}
	const wellFormed = (() => {
		const bytes = (n: number) => toBase64url(new Uint8Array(n).fill(1));
		const bare = {
			...{ v: 1, key: bytes(32), tickets: [bytes(384)], mask: 'VQE', random: bytes(32) },
			...{ signature: bytes(64), pad: '' }
		};
		return JSON.stringify({ ...bare, pad: ' '.repeat(2048 - JSON.stringify(bare).length) });
	})();

	test.each([
		['no JSON', full, sized(full), 400, 'bad-request'],
		['one byte too few', 'x'.repeat(2047), { 'content-length': '2047' }, 400, 'bad-request'],
		['no length', full, { 'transfer-encoding': 'chunked' }, 400, 'bad-request'],
		['one byte too many', `${full}x`, { 'content-length': '2049' }, 413, 'too-large'],
		['a megabyte', 'x'.repeat(1_000_000), { 'content-length': '1000000' }, 413, 'too-large'],
		['another type', full, { ...sized(full), 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
		['no type', full, { ...sized(full), 'content-type': '' }, 415, 'unsupported-media-type'],
		['an encoding', full, { ...sized(full), 'content-encoding': 'br' }, 415, 'unsupported-media-type'],
		['a form that is right, for a round nobody knows', wellFormed, sized(wellFormed), 404, 'not-found']
	] as const)('a cast with %s is refused by its code', async (_, body, headers, status, code) => {
		expect(codeFor(await cast(body, headers))).toEqual([status, code]);
	});

	test('who is refused unread still gets the answer, however much is on the way', async () => {
		const body = 'x'.repeat(3_000_000);
		const headers = { ...json, ...sized(body), origin: 'http://elsewhere.example' };
		for (let times = 0; times < 5; times++)
			expect(codeOf(await ask(app.boxOrigin, 'POST', path, headers, body))).toEqual([403, 'bad-origin']);
	});

	test('a missing or foreign origin is refused, and may not read the answer', async () => {
		for (const origin of [undefined, 'null', 'http://elsewhere.example', app.boxOrigin]) {
			const headers: Record<string, string> = { ...json, ...sized(full), ...(origin ? { origin } : {}) };
			const answer = await ask(app.boxOrigin, 'POST', path, headers, full);
			expect(answer.headers['access-control-allow-origin']).toBeUndefined();
			expect(answer.headers.vary).toBe('Origin');
			expect(codeOf(answer)).toEqual([403, 'bad-origin']);
		}
	});

	test('every path and method answers the desk’s page, none with a cookie', async () => {
		for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
			for (const at of ['/', '/login', '/api/v1/me', '/box/v1/rounds/nonsense/cast', '/%E0%A4%A']) {
				expect(codeFor(await cast('', { 'content-length': '0' }, at))).toEqual([404, 'not-found']);
				const other = await ask(app.boxOrigin, method, at, { origin: app.origin });
				if (method !== 'HEAD') expect(codeFor(other)).toEqual([404, 'not-found']);
				expect(other.headers['access-control-allow-origin']).toBe(app.origin);
			}
		}
		const foreign = { origin: 'http://elsewhere.example', 'access-control-request-method': 'POST' };
		expect(codeOf(await ask(app.boxOrigin, 'OPTIONS', path, foreign))).toEqual([403, 'bad-origin']);
		const preflight = await ask(app.boxOrigin, 'OPTIONS', path, {
			origin: app.origin,
			'access-control-request-method': 'POST',
			'access-control-request-headers': 'content-type'
		});
		expect([preflight.status, preflight.text]).toEqual([204, '']);
		expect(preflight.headers).toMatchObject({
			vary: 'Origin',
			'access-control-allow-origin': app.origin,
			'access-control-allow-methods': 'POST',
			'access-control-allow-headers': 'content-type',
			'access-control-max-age': '7200'
		});
	});

	test('the desk’s name answers no box path, and a foreign name nothing', async () => {
		const atDesk = await ask(app.origin, 'POST', path, { origin: app.origin, ...json }, full);
		expect(atDesk.status).toBe(404);
		const strange = await ask(app.origin, 'GET', '/', { host: 'elsewhere.example' });
		expect(strange.status).toBe(421);
	});
});

test('figures go to whoever knows the token of monitoring, and to no member of staff', async () => {
	const figures = (authorization?: string) =>
		ask(app.origin, 'GET', '/metrics', { cookie: office.cookie, ...(authorization && { authorization }) });
	expect(await figures()).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
	expect((await figures(`Bearer ${metricsToken.slice(1)}`)).status).toBe(401);
	const { status, headers, text } = await figures(`Bearer ${metricsToken}`);
	expect(status).toBe(200);
	expect(headers['cache-control']).toBe('no-store');
	expect(text).toContain('piaojue_rounds{state="draft"} 1');
	// Nothing that moves with a cast.
	expect(text).not.toMatch(/cast|drawn|ballot/);
});

describe('the pages’ forms', () => {
	const nul = 'a\0b';
	const long = '长'.repeat(20_000);
	const forms: [string, Record<string, string>][] = [
		['/login', { username: nul, password: nul }],
		['/login', { username: 'office-1', password: long }],
		['/login', {}],
		['/admin?/makeReady', { roundId: 'x' }],
		['/admin?/makeReady', { roundId: someRound }],
		['/admin?/abort', { roundId: someRound, reason: nul }],
		['/admin?/abort', { roundId: someRound, reason: long }],
		['/admin?/pairHall', { code: nul }],
		['/admin?/pairHall', { code: '000000' }],
		['/admin?/nothing', {}],
		['/admin/roll?/checkIn', { delegateNumber: '99999999999999999999' }],
		['/admin/roll?/checkIn', { delegateNumber: '-1' }],
		['/admin/roll?/checkIn', { delegateNumber: '2147483648' }],
		[`/tracker/${someRound}/plan?/save`, { revision: 'x', 'start-on': nul }],
		[`/tracker/${someRound}/reports/2026-99?/submit`, { revision: '0', done: long }],
		['/tracker/nonsense/plan?/decide', { version: '1', verdict: 'approve' }],
		[`/tracker/${someRound}/changes?/decide`, { id: 'x', verdict: 'approved' }],
		['/tracker/rules?/set', { 'red-behind': '1e9', reason: nul }]
	];

	test.each(forms)('%s with what nobody would type (%#) is refused, never a 500', async (path, fields) => {
		const answer = await ask(
			app.origin,
			'POST',
			path,
			{
				origin: app.origin,
				cookie: office.cookie,
				accept: 'application/json',
				'x-sveltekit-action': 'true',
				'content-type': 'application/x-www-form-urlencoded'
			},
			new URLSearchParams(fields).toString()
		);
		const { type, status = answer.status } = JSON.parse(answer.text) as { type: string; status?: number };
		expect(type).toMatch(/^(failure|error)$/);
		expect(status).toBeGreaterThanOrEqual(400);
		expect(status).toBeLessThan(500);
	});

	test.each([
		['a broken multipart body', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: nonsense'],
		['a multipart body without a boundary', 'multipart/form-data', 'x'],
		['JSON where a form belongs', 'application/json', '{"username":']
	])('%s is refused, never a 500', async (_, type, body) => {
		for (const path of ['/login', '/admin?/makeReady', '/admin/roll?/checkIn']) {
			const headers = { origin: app.origin, cookie: office.cookie, 'content-type': type };
			const { status } = await ask(app.origin, 'POST', path, headers, body);
			expect([400, 401, 404, 405, 413, 415]).toContain(status);
		}
	});

	test.each([
		'/projects/nonsense',
		`/projects/${someRound}`,
		'/results/nonsense',
		'/tracker/nonsense',
		'/%E0%A4%A',
		'/%00',
		'/nothing'
	])('GET %s is a page that says there is nothing', async (path) => {
		const { status } = await ask(app.origin, 'GET', path, { cookie: office.cookie });
		expect([400, 404]).toContain(status);
	});
});

test('the footer of the public pages names the site’s registrations', async () => {
	const page = await (await fetch(app.origin)).text();
	expect(page).toContain('网站标识码：3602810001');
	expect(page).toMatch(/href="https:\/\/beian\.miit\.gov\.cn\/"[^>]*>赣ICP备12345678号-1/);
	expect(page).toMatch(/beian\.mps\.gov\.cn[^"]*code=36028102000001"[^>]*>赣公网安备36028102000001号/);
});
