import { sql } from 'drizzle-orm';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuild } from '../../src/cli/ensure-build.ts';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { projectAnswer, projectsAnswer } from '#lib/wire/public-api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { insertTown } from '../support/tracked-town.ts';

// The open data of two towns with two projects each, asked of the built server as a stranger's program asks.

let app: TestApp;
let desk: Desk;
let towns: Awaited<ReturnType<typeof insertTown>>[];

beforeAll(async () => {
	await ensureBuild();
	app = await startTestApp();
	desk = connectDesk(app.databaseUrl, { dir: '', secret: '' }, { max: 2 });
	towns = [await insertTown(desk), await insertTown(desk, '锦溪镇', '-b')];
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
