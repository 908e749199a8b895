import { expect, type Page } from '@playwright/test';
import { judgePage, smallTargets, watch } from './judge-page.ts';
import { approving, type Account, type Session } from './session.ts';

/** Pages of the office whose targets no spec of their own measures. */
const unmeasured = ['/admin/candidates', '/admin/halls', '/papers'];

/** The pages of every office, in two halves that take about the same time: each is a file, and two files run at once. */
export const consoles = {
	office: [['office-1', ['/admin', '/admin/roll', '/admin/rules', '/admin/paper', ...unmeasured]]],
	hall: [
		['chair', ['/chair']],
		['chief', ['/scrutineer']],
		['scrutineer', ['/scrutineer']],
		['teller-1', ['/scrutineer', '/scrutineer/paper']]
	]
} satisfies Record<string, [Account, string[]][]>;

/** Plays a round from its draft to the announcement and judges these pages, one browser a person, in each state of it. */
export async function judgeInEveryState(session: Session, pagesOf: [Account, string[]][]): Promise<void> {
	const people: { page: Page; quiet: ReturnType<typeof watch>; paths: string[] }[] = [];
	for (const [account, paths] of pagesOf) {
		const page = await session.staffPage(account);
		// A picture that is still moving has colours between its colours.
		await page.emulateMedia({ reducedMotion: 'reduce' });
		people.push({ page, quiet: watch(page), paths });
	}
	const judgeAll = async (state: string) => {
		expect(await session.roundState()).toBe(state);
		for (const { page, quiet, paths } of people) {
			for (const path of paths) {
				await page.goto(path);
				// A list of papers is no live page; a connected screen says the word once more.
				if (path !== '/papers') await expect(page.getByText('已连接').first()).toBeVisible();
				await judgePage(page, `${path} in ${state}`);
				const moving = await page.evaluate(() => document.getAnimations().length);
				expect.soft(moving, `${path} in ${state}: moves for who wants no motion`).toBe(0);
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
}
