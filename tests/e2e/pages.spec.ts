import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { build } from 'vite';
import vectors from '../../docs/protocol-vectors.json' with { type: 'json' };
import { judgePage, smallTargets, watch } from '../support/judge-page.ts';
import { approving, Session, type Account } from '../support/session.ts';

test.describe.configure({ mode: 'serial' });

let session: Session;

test.beforeAll(async ({ browser }) => {
	session = await Session.start(browser, { rules: { seats: 2 } });
});

test.afterAll(() => session.end());

/** Pages of the office whose targets no spec of their own measures. */
const unmeasured = ['/admin/candidates', '/admin/halls', '/papers'];
const office = ['/admin', '/admin/roll', '/admin/rules', '/admin/paper', ...unmeasured];
const consoles: [Account, string[]][] = [
	['office-1', office],
	['chair', ['/chair']],
	['chief', ['/scrutineer']],
	['scrutineer', ['/scrutineer']],
	['teller-1', ['/scrutineer', '/scrutineer/paper']]
];

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

test('every page of every office is in Chinese, accessible and quiet, in every state of a round', async () => {
	// Beside another file of tests it shares the cores with.
	test.setTimeout(420_000);
	const pages = new Map<Account, { page: Page; quiet: ReturnType<typeof watch> }>();
	for (const [account] of consoles) {
		const page = await session.staffPage(account);
		// A picture that is still moving has colours between its colours.
		await page.emulateMedia({ reducedMotion: 'reduce' });
		pages.set(account, { page, quiet: watch(page) });
	}
	const judgeAll = async (state: string) => {
		expect(await session.roundState()).toBe(state);
		for (const [account, paths] of consoles) {
			const { page, quiet } = pages.get(account)!;
			for (const path of paths) {
				await page.goto(path);
				// A list of papers is no live page; a connected screen says the word once more.
				if (path !== '/papers') await expect(page.getByText('已连接').first()).toBeVisible();
				await judgePage(page, `${path} in ${state}`);
				if (unmeasured.includes(path))
					expect.soft(await smallTargets(page), `${path} in ${state}: targets`).toEqual([]);
				quiet.expectQuiet(`${path} in ${state}`);
			}
		}
	};

	await judgeAll('draft');
	// From here on there is a screen to set up.
	await session.hallPage();
	await session.checkIn();
	const roundId = await session.roundId();
	await session.makeReady(roundId);
	await session.draw();
	await judgeAll('ready');
	await session.open(roundId);
	await judgeAll('open');
	await session.cast(session.everybody, () => approving([1, 2]));
	await session.close(roundId);
	await expect.poll(() => session.roundState()).toBe('counted');
	await judgeAll('counted');
	await session.sign(roundId, await session.resultHash());
	await session.announce(roundId);
	await judgeAll('announced');
});

test('what the public reads is in Chinese, accessible and quiet', async () => {
	const page = await session.page();
	const quiet = watch(page);
	const roundId = await session.roundId();
	const { projects } = (await (await page.request.get('/api/v1/projects')).json()) as {
		projects: { id: string }[];
	};
	const paths = ['/', '/projects', `/projects/${projects[0]!.id}`, `/results/${roundId}`, '/login', '/hall'];
	for (const path of paths) {
		await page.goto(path);
		await judgePage(page, path);
		quiet.expectQuiet(path);
	}
});
