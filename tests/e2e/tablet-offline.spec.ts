import { expect, test, type Page } from '@playwright/test';
import { Session, sizes } from '../support/session.ts';
import { endWatch, fitForAll, watch } from '../support/tablet.ts';

/** The tablet's page opens without a network, once it has been opened with one. */

let session: Session;
test.beforeAll(async ({ browser }) => {
	session = await Session.start(browser, { delegates: 8 });
	await session.checkIn();
});
test.afterAll(() => session.end());
test.afterEach(() => endWatch());

async function openedOnce(path: string): Promise<Page> {
	const page = await session.page(sizes.tablet);
	await watch(page);
	await page.goto(path);
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		while (!navigator.serviceWorker.controller) await new Promise((wait) => setTimeout(wait, 20));
	});
	return page;
}

test('a reload without a network waits in words, and signs in by itself when it is back', async () => {
	const page = await openedOnce(session.delegate(1).url);
	await page.getByRole('button', { name: '是我本人' }).click();
	await expect(page.getByRole('heading', { name: '您已签到' })).toBeVisible();

	await page.context().setOffline(true);
	await page.reload();
	await expect(page.getByText('网络', { exact: false }).first()).toBeVisible();
	await fitForAll(page, 'offline-reload');

	await page.context().setOffline(false);
	await expect(page.getByRole('heading', { name: '您已签到' })).toBeVisible();
});

test('a card opened without a network is asked whose it is when there is one again', async () => {
	const page = await openedOnce('/tablet');
	await page.context().setOffline(true);
	await page.goto(session.delegate(3).url);
	await expect(page.getByText('网络', { exact: false }).first()).toBeVisible();
	await page.context().setOffline(false);
	await expect(page.getByRole('button', { name: '是我本人' })).toBeVisible();
});

test('after one visit everything the page has loaded is kept with it', async () => {
	const page = await openedOnce('/tablet');
	const missing = () =>
		page.evaluate(async () => {
			const used = performance
				.getEntriesByType('resource')
				.map(({ name }) => name)
				.filter((name) => /\/_app\/immutable\/.+\.(js|css)$/.test(name));
			const kept = await Promise.all(used.map((name) => caches.match(name)));
			return used.length > 5 ? used.filter((_, at) => !kept[at]) : ['nothing loaded'];
		});
	await expect.poll(missing).toEqual([]);
});

test('a tablet that nobody holds asks for the card without a network too', async () => {
	const page = await openedOnce('/tablet');
	await page.context().setOffline(true);
	await page.reload();
	await expect(page.getByRole('heading', { name: '请出示代表证二维码卡' })).toBeVisible();
	await fitForAll(page, 'offline-card');
});

test('nothing of a person, a card or a ballot is kept for it', async () => {
	const roundId = await session.roundId();
	await session.makeReady(roundId);
	const { url, code } = session.delegate(2);
	const page = await openedOnce(url);
	await page.getByRole('button', { name: '是我本人' }).click();
	await expect(page.getByText('已领票').first()).toBeVisible();
	// A load by a person who is signed in renews what is kept: that is what is looked at.
	await page.evaluate(async () => {
		const [name] = await caches.keys();
		await (await caches.open(name!)).put('/tablet', new Response('old'));
	});
	await page.reload();
	await expect(page.getByText('已领票').first()).toBeVisible();
	await expect
		.poll(() => page.evaluate(async () => (await (await caches.match('/tablet'))!.text()).length))
		.toBeGreaterThan(1000);
	const kept = await page.evaluate(async () => {
		const found: { path: string; text: string }[] = [];
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const { pathname, search, hash } = new URL(request.url);
				const answer = await cache.match(request);
				found.push({ path: pathname + search + hash, text: await answer!.text() });
			}
		}
		return found;
	});
	const paths = kept.map(({ path }) => path);
	expect(paths).toContain('/tablet');
	expect(
		paths.filter(
			(path) => !/^\/(tablet|tablet\.webmanifest|old-browsers\.js|favicon\.svg|_app\/.+)$/.test(path)
		)
	).toEqual([]);
	expect(paths.filter((path) => path.includes('.json'))).toEqual([]);
	for (const { text } of kept)
		for (const word of [code, '演示代表02', roundId]) expect(text).not.toContain(word);
});

test('it can be put on the home screen, and opens there without a browser around it', async () => {
	const page = await session.page(sizes.tablet);
	await page.goto('/tablet');
	const href = await page.locator('link[rel=manifest]').getAttribute('href');
	const answer = await page.request.get(href!);
	expect(answer.headers()['content-type']).toContain('application/manifest+json');
	const manifest = (await answer.json()) as { display: string; start_url: string; icons: { src: string }[] };
	expect(manifest).toMatchObject({ display: 'fullscreen', start_url: '/tablet', lang: 'zh-CN' });
	for (const { src } of manifest.icons) {
		expect((await page.request.get(src)).headers()['content-type']).toBe('image/png');
	}
});

test('no other page is under it', async () => {
	const page = await openedOnce('/tablet');
	await page.goto('/');
	expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});
