import { sql } from 'drizzle-orm';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuild } from '../../src/cli/ensure-build.ts';
import { sessionHash } from '#lib/server/auth/sessions.ts';
import { connectDesk, inCongress, type Desk } from '#lib/server/db/client.ts';
import { session } from '#lib/server/db/schema.ts';
import { operations } from '#lib/server/open-data/operations.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import { oc4idsPackage } from '#lib/wire/oc4ids.ts';
import { problemBody } from '#lib/wire/protocol-answers.ts';
import { projectAnswer, projectsAnswer } from '#lib/wire/public-api.ts';
import { seedDemonstration, type Credentials } from '../../src/cli/demo/seed.ts';
import { ProtocolDelegate, ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { insertTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportedMonth } from '../support/tracker-steps.ts';

// The open data of two towns with two projects each, asked of the built server as a stranger's program asks.

let app: TestApp;
let desk: Desk;
let towns: Awaited<ReturnType<typeof insertTown>>[];

beforeAll(async () => {
	await ensureBuild();
	app = await startTestApp();
	desk = connectDesk(app.databaseUrl, { dir: '', secret: '' }, { max: 2 });
	towns = [await insertTown(desk), await insertTown(desk, '锦溪镇', '-b')];
	// What the server's own night would change in the middle of a test has changed by then.
	for (const { congressId } of towns) await nightOf(desk, congressId);
}, 120_000);

afterAll(async () => {
	await desk.$client.end({ timeout: 5 });
	await app.stop();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(app.origin + path, { headers });
const list = async (query = '') => projectsAnswer.parse(await (await get(`/api/v1/projects${query}`)).json());

describe('the list', () => {
	test('is whole, a page at a time, each project once', async () => {
		const all = await list();
		expect(all).toMatchObject({ total: 4, limit: 100, next: null });
		const seen: string[] = [];
		let pages = 0;
		for (let next: string | null = `${app.origin}/api/v1/projects?limit=1`; next; pages++) {
			const answer = await fetch(next);
			const page = projectsAnswer.parse(await answer.json());
			seen.push(...page.projects.map(({ id }) => id));
			expect(answer.headers.get('link')).toBe(page.next && `<${page.next}>; rel="next"`);
			next = page.next;
		}
		expect(pages).toBe(4);
		expect(seen).toEqual(all.projects.map(({ id }) => id));
		expect(new Set(seen).size).toBe(4);
	});

	test('is narrowed by congress, year, light and words', async () => {
		const { congressId } = towns[1]!;
		const own = await list(`?congress=${congressId}`);
		expect(own.projects.map((project) => project.congressId)).toEqual([congressId, congressId]);
		expect(await list('?year=2026')).toMatchObject({ total: 4 });
		expect(await list('?year=2025')).toMatchObject({ total: 0, projects: [], next: null });
		expect(await list('?light=grey')).toMatchObject({ total: 4 });
		expect(await list('?light=red')).toMatchObject({ total: 0 });
		expect(await list(`?q=${encodeURIComponent('水务')}`)).toMatchObject({ total: 2 });
		expect(await list(`?q=${encodeURIComponent('%')}`)).toMatchObject({ total: 0 });
	});

	test.each(['year=abc', 'light=pink', 'congress=1', 'limit=0', 'limit=100000', 'after=1'])(
		'refuses %s with a code and a Chinese sentence',
		async (query) => {
			const answer = await get(`/api/v1/projects?${query}`);
			expect(answer.status).toBe(400);
			expect(answer.headers.get('content-type')).toBe('application/problem+json');
			expect(await answer.json()).toMatchObject({
				code: 'bad-request',
				detail: expect.stringMatching(/[一-龥]/)
			});
		}
	);
});

describe.each(['/api/v1/projects', '/api/v1/projects/one'])('%s in other formats', (path) => {
	const address = () => path.replace('one', towns[0]!.projects[0]!.id);

	test('is CSV for a spreadsheet, by suffix and by Accept alike', async () => {
		const answer = await get(`${address()}.csv`);
		expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
		expect(answer.headers.get('content-disposition')).toContain('attachment');
		const bytes = Buffer.from(await answer.arrayBuffer());
		expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
		expect(bytes.toString()).toContain('锦溪河水环境综合治理');
		const asked = await get(address(), { accept: 'text/csv;q=0.9, application/json;q=0.1' });
		expect(asked.headers.get('vary')).toContain('Accept');
		expect(Buffer.from(await asked.arrayBuffer()).equals(bytes)).toBe(true);
	});

	test('is a workbook', async () => {
		const answer = await get(`${address()}.xlsx`);
		expect(answer.headers.get('content-type')).toContain('spreadsheetml');
		const rows = await readSheet(Buffer.from(await answer.arrayBuffer()));
		expect(JSON.stringify(rows)).toContain('锦溪河水环境综合治理');
		expect(rows.length).toBeGreaterThan(4);
	});

	test('is JSON for a browser and for who asks for nothing', async () => {
		for (const accept of ['text/html,application/xhtml+xml,*/*;q=0.8', '*/*', 'application/json']) {
			const answer = await get(address(), { accept });
			expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
		}
	});

	test('is refused in a format that there is none of, in words', async () => {
		for (const answer of [
			await get(`${address()}.pdf`),
			await get(address(), { accept: 'application/pdf' })
		]) {
			expect(answer.status).toBe(406);
			expect(answer.headers.get('content-type')).toBe('application/problem+json');
			expect(await answer.json()).toMatchObject({
				code: 'not-acceptable',
				detail: expect.stringContaining('XLSX')
			});
		}
	});

	test('may be kept by a cache, and whoever has it is told so', async () => {
		for (const suffix of ['', '.csv', '.json']) {
			const first = await get(address() + suffix);
			expect(first.headers.get('cache-control')).toMatch(/^public, .*s-maxage=\d+/);
			const tag = first.headers.get('etag')!;
			expect(tag).toMatch(/^"[\w-]+"$/);
			for (const held of [tag, `W/${tag}`, `"other", ${tag}`]) {
				const again = await get(address() + suffix, { 'if-none-match': held });
				expect([again.status, await again.text()]).toEqual([304, '']);
				expect(again.headers.get('etag')).toBe(tag);
			}
			expect((await get(address() + suffix, { 'if-none-match': '"other"' })).status).toBe(200);
			const head = await fetch(app.origin + address() + suffix, { method: 'HEAD' });
			expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, tag, '']);
		}
	});
});

test('a cell that a spreadsheet would take for a formula stays a text', async () => {
	const { congressId, projects } = towns[0]!;
	await desk.transaction(async (tx) => {
		await tx.execute(sql`select set_config('piaojue.congress', ${congressId}, true)`);
		await tx.execute(
			sql`update tracker.project set leader = '=HYPERLINK("http://x")' where id = ${projects[1]!.id}::uuid`
		);
	});
	const text = await (await get('/api/v1/projects.csv')).text();
	expect(text).toContain(`"'=HYPERLINK(`);
	expect(await (await get(`/api/v1/projects/${projects[1]!.id}.csv`)).text()).toContain(`"'=HYPERLINK(`);
});

test('one project is everything on the record about it, and nothing of a draft', async () => {
	const { id } = towns[0]!.projects[0]!;
	const whole = projectAnswer.parse(await (await get(`/api/v1/projects/${id}`)).json());
	expect(whole).toMatchObject({
		...{ id, name: '锦溪河水环境综合治理', approve: 60, light: 'grey', milestones: [], reports: [] },
		url: `${app.origin}/projects/${id}`
	});
	expect((await get(`/api/v1/projects/${crypto.randomUUID()}.csv`)).status).toBe(404);
});

describe('the follow-up of a project', () => {
	let projectId: string;
	let congressId: string;
	beforeAll(async () => {
		const town = towns[0]!;
		congressId = town.congressId;
		projectId = await handedOver({ ...town, desk } as TrackedTown);
		await reportedMonth({ ...town, desk } as TrackedTown, '2026-03', '2026-04-02');
	});

	test('is news, newest first, each under an address of its own, of a project, a town or all', async () => {
		const answer = await get(`/feed.xml?project=${projectId}`);
		expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
		const text = await answer.text();
		expect(text).toContain('锦溪河水环境综合治理：2026年3月月报');
		expect(text).toContain('锦溪河水环境综合治理：票决入选，开始办理');
		const times = [...text.matchAll(/<updated>(.*?)<\/updated>/g)].map(([, at]) => at!);
		expect(times.slice(1)).toEqual([...times.slice(1)].sort().reverse());
		expect(times[0]).toBe(times[1]);
		const ids = [...text.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(text).not.toContain('福勤路');
		expect(await (await get(`/feed.xml?congress=${congressId}`)).text()).not.toContain('锦溪镇');
		expect((await (await get('/feed.xml')).text()).match(/<title>[^<]*票决入选/g)).toHaveLength(4);
		expect((await get(`/feed.xml?project=${crypto.randomUUID()}`)).status).toBe(404);
		expect((await get(`/feed.xml?congress=${crypto.randomUUID()}`)).status).toBe(404);
		const tag = answer.headers.get('etag')!;
		expect((await get(`/feed.xml?project=${projectId}`, { 'if-none-match': tag })).status).toBe(304);
	});

	test('is a calendar of milestones at both addresses, the same for everybody', async () => {
		const text = await (await get('/calendar/milestones.ics')).text();
		expect(text).toContain('SUMMARY:锦溪河水环境综合治理：开工');
		expect(text).toContain('DTSTART;VALUE=DATE:20260401');
		expect(text).toContain('TRIGGER:-P6DT15H');
		expect(text).not.toContain('/tracker');
		for (const path of [
			'/api/v1/calendar/milestones.ics',
			`/calendar/milestones.ics?project=${projectId}`,
			`/calendar/milestones.ics?congress=${congressId}`,
			'/calendar/milestones.ics?year=2026'
		]) {
			const answer = await get(path);
			expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
			expect((await answer.text()).match(/BEGIN:VEVENT/g)).toHaveLength(4);
			expect((await get(path, { 'if-none-match': answer.headers.get('etag')! })).status).toBe(304);
		}
		expect(await (await get('/calendar/milestones.ics?year=2025')).text()).not.toContain('VEVENT');
		expect((await get(`/calendar/milestones.ics?congress=${crypto.randomUUID()}`)).status).toBe(404);
	});

	test('is a package of the infrastructure standard, and none where there is no project', async () => {
		const found = oc4idsPackage.parse(await (await get('/api/v1/projects/oc4ids.json')).json());
		expect(found.projects).toHaveLength(4);
		expect(found.projects.find(({ id }) => id === `piaojue-${projectId}`)).toMatchObject({
			title: '锦溪河水环境综合治理',
			sector: ['naturalResources'],
			budget: { amount: { amount: 4_800_000, currency: 'CNY' } },
			period: { startDate: '2026-03-01T00:00:00+08:00' },
			milestones: [{ title: '开工', status: 'scheduled' }, {}, {}, {}]
		});
		const own = oc4idsPackage.parse(
			await (await get(`/api/v1/projects/oc4ids.json?congress=${congressId}&limit=1`)).json()
		);
		expect(own).toMatchObject({ publisher: { name: '涌山镇人民代表大会' } });
		expect(oc4idsPackage.parse(await (await fetch(own.links!.next)).json()).projects).toHaveLength(1);
		expect((await get('/api/v1/projects/oc4ids.json?year=2025')).status).toBe(404);
	});

	test('is told whole in the project’s own answer', async () => {
		const whole = projectAnswer.parse(await (await get(`/api/v1/projects/${projectId}`)).json());
		expect(whole).toMatchObject({ percent: 5, reports: [{ month: '2026-03', done: '完成进场准备' }] });
		expect(whole.milestones).toHaveLength(4);
		expect(whole.lightChanges.length).toBeGreaterThan(0);
	});
});

describe('the description of the interface', () => {
	let credentials: Credentials;
	let cookies: Record<'office' | 'delegate', string>;
	beforeAll(async () => {
		credentials = await seedDemonstration(desk, { ...app, delegates: 6, suffix: '-demo' });
		const office = new ProtocolStaff(app.origin);
		await office.signIn(credentials.staff[0]!.username, credentials.staff[0]!.password);
		const delegate = new ProtocolDelegate({ ...credentials, code: credentials.delegates[0]!.code });
		await delegate.signIn();
		cookies = { office: office.cookie, delegate: delegate.cookie };
	});

	test('is the answer of /api/v1/openapi.json, with the real addresses', async () => {
		const described = (await (await get('/api/v1/openapi.json')).json()) as Record<string, unknown>;
		expect(described).toMatchObject({ openapi: '3.1.0', servers: [{ url: app.origin }] });
	});

	const bytes = (length: number) => Buffer.alloc(length, 1).toString('base64url');
	const bodies: Record<string, unknown> = {
		'/api/v1/card/challenge': { cardId: bytes(8) },
		'/api/v1/card/login': { cardId: bytes(8), nonce: bytes(32), signature: bytes(64) },
		'/api/v1/rounds/{id}/draw': { blinded: [bytes(384)], signature: bytes(64) }
	};

	test.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
		'%s answers as it is described',
		async (_, { method, path, box, answer, problems, types = [] }) => {
			const address = path
				.replace('{format}', 'json')
				.replace('{id}', path.includes('/projects/') ? towns[0]!.projects[0]!.id : credentials.roundId);
			let answered = 0;
			for (const cookie of ['', cookies.office, cookies.delegate]) {
				if (path === '/api/v1/sign-out' && cookie) continue;
				const response = await fetch((box ? app.boxOrigin : app.origin) + address, {
					method,
					headers: {
						...(box ? {} : { cookie }),
						...(method === 'post' ? { origin: app.origin, 'content-type': 'application/json' } : {})
					},
					body: method === 'post' ? JSON.stringify(bodies[path] ?? {}) : null
				});
				const type = response.headers.get('content-type')?.split(';')[0];
				if (response.status >= 400) {
					expect(type).toBe('application/problem+json');
					expect(problems).toContain(problemBody.parse(await response.json()).code);
					continue;
				}
				answered++;
				if (answer === null) expect(response.status).toBe(204);
				else if (answer) answer.parse(await response.json());
				else expect(types).toContain(type);
			}
			// Drawing and casting need an open round; of an archive there is none before the announcement.
			if (!/draw|cast|steps|login|archive/.test(path)) expect(answered).toBeGreaterThan(0);
		}
	);
});

describe('a session that is renewed on the way', () => {
	/** One of an account that has been in use for three of its four hours: the next answer renews it. */
	async function usedSession(): Promise<string> {
		const { congressId } = towns[0]!;
		const id = crypto.randomUUID();
		const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
		await inCongress(desk, congressId, (tx) =>
			tx.insert(session).values({
				...{ id: sessionHash(id), userId: `staff:${towns[0]!.person('office').id}`, congressId },
				...{ createdAt: at(-3), expiresAt: at(1) }
			})
		);
		return `piaojue=${id}`;
	}

	test.each([
		'/api/v1/projects',
		'/api/v1/projects.csv',
		'/api/v1/projects/oc4ids.json',
		'/calendar/milestones.ics',
		'/feed.xml',
		'/projects'
	])('is kept by nobody but its browser, on %s too', async (path) => {
		const tag = (await get(path)).headers.get('etag')!;
		for (const headers of [{}, { 'if-none-match': tag }] as Record<string, string>[]) {
			const answer = await get(path, { cookie: await usedSession(), ...headers });
			expect(answer.headers.get('set-cookie')).toMatch(/^piaojue=/);
			expect(answer.headers.get('cache-control')).toBe('private, no-store');
		}
		// So is one that is ended, because nobody knows it any more.
		const ended = await get(path, { cookie: 'piaojue=unknown' });
		expect(ended.headers.get('set-cookie')).toMatch(/^piaojue=;/);
		expect(ended.headers.get('cache-control')).toBe('private, no-store');
		expect((await get(path)).headers.get('cache-control')).toBe('public, max-age=0, s-maxage=60');
	});
});

describe('public pages', () => {
	const pages = () => ['/', '/projects', `/projects/${towns[0]!.projects[0]!.id}`, '/results', '/open-data'];

	test('may be kept by a cache as long as nobody is known, and by nobody else’s afterwards', async () => {
		for (const path of pages()) {
			const page = await get(path);
			expect([path, page.headers.get('cache-control')]).toEqual([path, 'public, max-age=0, s-maxage=60']);
			expect(page.headers.get('vary')).toContain('Cookie');
			const tag = page.headers.get('etag')!;
			const again = await get(path, { 'if-none-match': tag });
			expect([path, again.status]).toEqual([path, 304]);
			expect(again.headers.get('cache-control')).toContain('s-maxage');
			const own = await get(path, { cookie: 'piaojue-look=large' });
			expect([path, own.headers.get('cache-control')]).toEqual([path, 'private, no-cache']);
		}
		expect((await get(`/projects/${crypto.randomUUID()}`)).headers.get('cache-control')).toBeNull();
	});

	test('grow by a link, and come back to where the reader was and nowhere else', async () => {
		const look = (query: string, cookie = '') =>
			fetch(`${app.origin}/look?${query}`, { redirect: 'manual', headers: { cookie } });
		const large = await look('text=large&back=%2Fprojects%3Fyear%3D2026');
		expect([large.status, large.headers.get('location')]).toEqual([303, '/projects?year=2026']);
		expect(large.headers.get('set-cookie')).toMatch(/^piaojue-look=large; .*HttpOnly/);
		expect(await (await get('/', { cookie: 'piaojue-look=large' })).text()).toContain('/look-large.css');
		const both = await look('contrast=high', 'piaojue-look=large');
		expect(both.headers.get('set-cookie')).toMatch(/^piaojue-look=large\.high/);
		const neither = await look('text=normal', 'piaojue-look=large');
		expect(neither.headers.get('set-cookie')).toMatch(/^piaojue-look=; .*Max-Age=0/);
		for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])
			expect((await look(`back=${encodeURIComponent(back)}`)).headers.get('location')).toBe('/');
	});

	test('are found by filter and page, whatever the address says', async () => {
		const html = await (await get(`/projects?q=${encodeURIComponent('福勤路')}&page=9`)).text();
		expect(html.match(/href="\/projects\/[0-9a-f-]{36}"/g)).toHaveLength(2);
		expect(await (await get('/projects?light=orange')).text()).toContain('没有符合条件的项目');
		expect((await get('/projects?year=abc&page=-1&congress=x')).status).toBe(200);
	});
});
