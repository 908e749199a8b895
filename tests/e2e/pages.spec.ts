import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { build } from 'vite';
import vectors from '../../docs/protocol-vectors.json' with { type: 'json' };
import { consoles, judgeInEveryState } from '../support/judge-states.ts';
import { Session } from '../support/session.ts';

test.describe.configure({ mode: 'serial' });

let session: Session;

test.beforeAll(async ({ browser }) => {
	session = await Session.start(browser, { rules: { seats: 2 } });
});

test.afterAll(() => session.end());

test('the office adds a picture to a candidate, and hears in words what is none', async () => {
	const page = await session.staffPage('office-1');
	await page.goto('/admin/candidates');
	await page
		.getByRole('link', { name: /^修改 / })
		.first()
		.click();
	const upload = page.getByRole('button', { name: '上传', exact: true });
	const choose = (name: string, buffer: Buffer) =>
		page.getByLabel('图片或附件').setInputFiles({ name, mimeType: 'image/png', buffer });
	await choose('现场.png', Buffer.from('not a picture'));
	await upload.click();
	await expect(page.getByText('这个文件不能使用，没有上传')).toBeVisible();
	await choose(
		'现场.png',
		await sharp({ create: { width: 64, height: 48, channels: 3, background: 'green' } })
			.png()
			.toBuffer()
	);
	await upload.click();
	await expect(page.getByText('已上传，代表平板和大屏随即可以显示')).toBeVisible();
	const picture = page.getByRole('link', { name: '现场.webp' });
	await expect(picture).toBeVisible();
	const stored = await page.request.get((await picture.getAttribute('href'))!);
	expect(stored.headers()['content-type']).toMatch(/^image\//);
});

test('a browser makes and checks what the vectors beside the protocol say', async () => {
	const bundle = await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			target: ['chrome87', 'safari14'],
			lib: { entry: 'tests/support/vectors-in-browser.ts', formats: ['iife'], name: 'made' }
		}
	});
	const [{ output }] = bundle as unknown as [{ output: [{ code: string }] }];
	const page = await session.page();
	await page.goto('/login');
	const found = await page.evaluate(
		`(() => { ${output[0].code}; return made.differences(${JSON.stringify(vectors)}); })()`
	);
	expect(found).toEqual({ differ: [], compared: 42 });
});

test('every page of the office is in Chinese, accessible and quiet, in every state of a round', async () => {
	// Beside another file of tests it shares the cores with.
	test.setTimeout(300_000);
	await judgeInEveryState(session, consoles.office);
});
