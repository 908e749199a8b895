import { randomBytes } from 'node:crypto';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { lights } from '#lib/domain/tracker/lights.ts';
import { lightWords } from '#lib/i18n/zh-CN/lights.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectDesk, inCongress } from '#lib/server/db/client.ts';
import { standing } from '#lib/server/db/tracker-schema.ts';
import { approving, Session, sizes } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { insertTown } from '../support/tracked-town.ts';
import { handedOver } from '../support/tracker-steps.ts';

/** What says it without any colour: in greys, and where the reader's own colours replace all of the page's. */
const looks = [
	{ name: 'greys', forcedColors: 'none', colorScheme: 'light' },
	{ name: 'forced-light', forcedColors: 'active', colorScheme: 'light' },
	{ name: 'forced-dark', forcedColors: 'active', colorScheme: 'dark' }
] as const;

test('every choice of a ballot has its word and its sign, and a chosen one its frame', async ({
	browser
}) => {
	const session = await Session.start(browser, {
		delegates: 6,
		rules: { marks: 'approve-against-abstain' }
	});
	const page = await openBallot(session);
	const rows = page.getByRole('group').filter({ has: page.getByRole('button', { name: '赞成' }) });
	const words = ['赞成', '反对', '弃权'];
	const signs = await rows.first().getByRole('button').locator('path').evaluateAll(drawings);
	expect(new Set(signs).size, 'three signs').toBe(3);
	for (const [at, word] of words.entries()) await choose(rows.nth(at).getByRole('button', { name: word }));
	for (const look of looks) {
		await wear(page, look);
		await shoot(page, `marks-${look.name}`);
		for (const [at, word] of words.entries()) {
			const [chosen, other] = [at, at === 0 ? 1 : 0].map((row) =>
				rows.nth(row).getByRole('button', { name: word })
			);
			await expect(chosen!).toHaveText(word);
			expect(await differenceOfFrames(chosen!, other!), `${word}, ${look.name}`).toBeGreaterThan(0.3);
		}
	}
	await session.end();
});

test('a chosen project has its tick, its word and its frame', async ({ browser }) => {
	const session = await Session.start(browser, { delegates: 6 });
	const page = await openBallot(session);
	const [first, second] = [0, 1].map((at) => page.getByRole('checkbox').nth(at));
	await choose(first!, 'aria-checked');
	for (const look of looks) {
		await wear(page, look);
		await shoot(page, `choices-${look.name}`);
		await expect(first!).toContainText('已选');
		await expect(second!).not.toContainText('已选');
		await expect(first!.locator('path')).toBeVisible();
		await expect(second!.locator('path')).toHaveCount(0);
		expect(await differenceOfFrames(first!, second!), look.name).toBeGreaterThan(0.3);
		// The tick itself, in the box that is empty beside the other one.
		const [tick, empty] = [first!, second!].map((row) => row.locator('svg'));
		expect(await difference(tick!, empty!), `tick, ${look.name}`).toBeGreaterThan(0.05);
	}
	await session.end();
});

test('a result says in words who is chosen, on the tablet and in the hall', async ({ browser }) => {
	const session = await Session.start(browser, { delegates: 6 });
	const hall = await session.hallPage();
	const roundId = await session.vote(() => approving([1, 2, 3, 4, 5]));
	await session.sign(roundId, await session.resultHash());
	await session.announce(roundId);
	const tablet = await session.tabletPage(1);
	await expect(tablet.getByRole('heading', { name: '票决结果' })).toBeVisible();
	for (const look of looks) {
		for (const [name, page] of Object.entries({ hall, tablet })) {
			await wear(page, look);
			await shoot(page, `result-${name}-${look.name}`);
			await expect(page.getByText(name === 'hall' ? /✓ ?入选/ : /^入选$/)).toHaveCount(5);
			await expect(page.getByText(/未入选/)).toHaveCount(3);
		}
	}
	await session.end();
});

test('every light of the follow-up has a word and a sign of its own', async ({ browser }) => {
	expect(new Set(lights.map((light) => lightWords[light].word)).size).toBe(lights.length);
	expect(new Set(lights.map((light) => lightWords[light].mark)).size).toBe(lights.length);
	const desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 1 });
	const [suffix, password] = [`-${randomBytes(4).toString('hex')}`, 'a-password-of-the-test'];
	const town = await insertTown(desk, '灯号镇', suffix, { passwordHash: await hashPassword(password) });
	const projectId = await handedOver({ ...town, desk });
	const context = await browser.newContext({
		viewport: sizes.desk,
		baseURL: process.env.PIAOJUE_E2E_ORIGIN!
	});
	const page = await context.newPage();
	await signInPage(page, `supervision${suffix}`, password);
	for (const light of lights) {
		await inCongress(desk, town.congressId, (tx) =>
			tx.update(standing).set({ light }).where(eq(standing.projectId, projectId))
		);
		const { word, mark } = lightWords[light];
		for (const path of ['/tracker', '/tracker/wall', `/tracker/${projectId}`]) {
			await page.goto(path);
			for (const look of looks) {
				await wear(page, look);
				const lamp = page.locator('main').getByText(`${mark}${word}`).first();
				await expect(lamp, `${light} at ${path}, ${look.name}`).toBeVisible();
				if (light === 'orange') await shoot(page, `light-${path.split('/').at(-1)}-${look.name}`);
			}
		}
	}
	await context.close();
	await desk.$client.end();
});

async function openBallot(session: Session): Promise<Page> {
	await session.checkIn();
	const roundId = await session.roundId();
	await session.makeReady(roundId);
	await session.open(roundId);
	const page = await session.tabletPage(1);
	await expect(page.getByRole('heading', { name: '民生实事项目表决票' })).toBeVisible();
	return page;
}

async function choose(button: Locator, attribute = 'aria-pressed'): Promise<void> {
	await button.click();
	await expect(button).toHaveAttribute(attribute, 'true');
}

async function wear(page: Page, { name, forcedColors, colorScheme }: (typeof looks)[number]): Promise<void> {
	await page.emulateMedia({ forcedColors, colorScheme, reducedMotion: 'reduce' });
	// Nothing under the pointer or with the focus looks otherwise than it does at rest.
	await page.mouse.move(0, 0);
	await page.evaluate(
		(filter) => {
			document.documentElement.style.filter = filter;
			(document.activeElement as HTMLElement | null)?.blur();
		},
		name === 'greys' ? 'grayscale(1)' : ''
	);
}

const drawings = (paths: (SVGElement | HTMLElement)[]) => paths.map((path) => path.getAttribute('d'));

/** How many of the pixels of one picture are clearly lighter or darker than those of the other, from 0 to 1. */
async function difference(one: Locator, other: Locator, rim = Infinity): Promise<number> {
	const [a, b] = [await grey(one), await grey(other)];
	const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
	let [all, unlike] = [0, 0];
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			if (Math.min(x, y, width - 1 - x, height - 1 - y) >= rim) continue;
			all += 1;
			if (Math.abs(a.at(x, y) - b.at(x, y)) > 60) unlike += 1;
		}
	}
	return unlike / all;
}

/** The same of the outermost pixels, where a frame is. */
const differenceOfFrames = (one: Locator, other: Locator) => difference(one, other, 6);

async function grey(place: Locator) {
	const { data, info } = await sharp(await place.screenshot())
		.greyscale()
		.raw()
		.toBuffer({ resolveWithObject: true });
	return { ...info, at: (x: number, y: number) => data[(y * info.width + x) * info.channels]! };
}
