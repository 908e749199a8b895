import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

/** The conformance that every page is held to (docs: ux measures, WCAG 2.2 AA). */
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Latin words that belong to a Chinese page: addresses people type, file kinds, and names of standards. */
const latin =
	/^(Chrome|Edge|Firefox|Safari|Windows|Linux|PostgreSQL|ms|s|PDF|Excel|OpenAPI|OC4IDS|Atom|CSV|XLSX|JSON|JPG|PNG|WebP|HEIC|QR|GB(18030)?|UTF|A4|HTTPS?|SHA|KB|MB|km|S\d+|Ctrl|Enter|Esc|Alt|Page(Up|Down)|F\d+|[A-Z])$/;

/**
 * Holds a page to what every page promises: no violation of WCAG, no English left over, no link that leads nowhere.
 * With `watch` before the page's first navigation also: no request to another origin, no error in the console.
 */
export async function judgePage(
	page: Page,
	where: string,
	/** False where the test's town has rows alone: what links lead to is not whole. */
	{ links = true }: { links?: boolean } = {}
): Promise<void> {
	const { violations } = await axe(page).withTags(wcag).analyze();
	const told = violations.map(
		({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`
	);
	expect.soft(told, `${where}: accessibility`).toEqual([]);
	expect.soft(await englishOn(page), `${where}: English`).toEqual([]);
	if (links) expect.soft(await deadLinks(page), `${where}: links`).toEqual([]);
}

/**
 * The checker of accessibility, in half the time of its default: that opens a second page for what frames hold, also
 * where there are none, and describes what passed.
 */
export function axe(page: Page, options: { rules?: Record<string, { enabled: boolean }> } = {}): AxeBuilder {
	const frames = page.frames().length > 1;
	return (
		new AxeBuilder({ page })
			.setLegacyMode(!frames)
			// Where no script may run the checker's own timers never fire, and it waits for ever.
			.exclude('iframe[sandbox]:not([sandbox~="allow-scripts"])')
			.options({ resultTypes: ['violations'], ...options })
	);
}

/** What a visitor has been led to already: each address is asked once in a file of tests. */
const asked = new Map<string, Set<string>>();

/** One account signs in anew for each test; what it may open is the same. Without a header a visitor is one's own. */
async function visitorOf(page: Page): Promise<Set<string>> {
	const header = page.getByRole('banner').first();
	const shown = (await header.count()) ? await header.innerText() : randomUUID();
	const visitor = `${test.info().file}|${new URL(page.url()).origin}|${shown}`;
	const known = asked.get(visitor) ?? new Set();
	asked.set(visitor, known);
	return known;
}

/** Links of the page to its own origin that answer with an error. Papers as PDF are drawn by tests of their own. */
async function deadLinks(page: Page): Promise<string[]> {
	const known = await visitorOf(page);
	const links = await page
		.locator('a[href]')
		.evaluateAll((all) => (all as HTMLAnchorElement[]).map(({ href }) => href.replace(/#.*/, '')));
	const own = new URL(page.url()).origin;
	const fresh = [...new Set(links)].filter(
		(link) => new URL(link).origin === own && !link.endsWith('.pdf') && !known.has(link)
	);
	for (const link of fresh) known.add(link);
	const dead: string[] = [];
	for (const link of fresh) {
		const status = await statusOf(page, link);
		if (status >= 400) dead.push(`${status} ${link}`);
	}
	return dead;
}

/**
 * As the page's visitor, but not by its browser, which loads whatever the answer's Link header names: for nothing, and on
 * a paper against its policy. The name of a hall's server is known to its browser alone, so there the page asks.
 */
async function statusOf(page: Page, address: string): Promise<number> {
	const answer = await page.request.get(address).catch(() => null);
	if (answer) {
		const status = answer.status();
		await answer.dispose();
		return status;
	}
	return page.evaluate(async (link) => {
		// A page that may ask nothing of anybody has no links to ask about.
		const own = await fetch(link).catch(() => null);
		await own?.body?.cancel();
		return own?.status ?? 0;
	}, address);
}

/** What can be pressed on a desk's page and is smaller than a finger: below 44 px either way. */
export const smallTargets = (page: Page): Promise<string[]> =>
	page
		.locator('main button, main summary, main select, main input:not([type=hidden]), main a, header button')
		.evaluateAll((targets) =>
			targets
				.filter((target) => target.checkVisibility() && !target.closest('.visually-hidden'))
				// A box to tick is pressed anywhere on the label around it.
				.map(
					(target) => (target.matches('[type=checkbox], [type=radio]') && target.closest('label')) || target
				)
				.map((target) => ({ box: target.getBoundingClientRect(), text: target.textContent?.trim() }))
				.filter(({ box }) => box.height > 0 && (box.height < 44 || box.width < 44))
				.map(({ box, text }) => `${text} ${box.width}×${box.height}`)
		);

/** Collects what a page may not do; `expectQuiet` says that it did none of it. */
export function watch(page: Page): { faults: string[]; expectQuiet: (where: string) => void } {
	const faults: string[] = [];
	const own = new Set([process.env.PIAOJUE_E2E_ORIGIN!, process.env.PIAOJUE_E2E_BOX_ORIGIN!]);
	page.on('console', (message) => {
		if (message.type() === 'error') faults.push(`console: ${message.text()}`);
	});
	// A script that dies is no message of the console.
	page.on('pageerror', (error) => void faults.push(`script: ${error.message}`));
	page.on('request', (request) => {
		const { protocol, origin } = new URL(request.url());
		if (/^https?:$/.test(protocol) && !own.has(origin)) faults.push(`request: ${request.url()}`);
	});
	return { faults, expectQuiet: (where) => expect.soft(faults, where).toEqual([]) };
}

/** Latin words a person can read on the page; codes and hashes are no words. */
async function englishOn(page: Page): Promise<string[]> {
	const words = await page.evaluate(() => {
		const found: string[] = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const parent = node.parentElement!;
			// User names are typed as they stand, and belong to no language.
			if (parent.closest('script, style, noscript, code, [translate=no]')) continue;
			if (!parent.checkVisibility()) continue;
			const text = (node.textContent ?? '')
				// Addresses such as /hall are typed as they stand; fingerprints and hashes are nobody's language.
				.replace(/\/[a-z/]+/g, '')
				.replace(/\w*\.(pdf|png|jpe?g|webp|csv|xlsx)\b/gi, '')
				.replace(/\b[0-9a-f]{64}\b/g, '')
				.replace(/[0-9A-Z]{4}(-[0-9A-Z]{4}){4}/g, '')
				.replace(/[\w-]{43}|([\w-]{4} ){10}[\w-]{3}/g, '');
			found.push(...(text.match(/[A-Za-z][A-Za-z0-9]*/g) ?? []));
		}
		return found;
	});
	return [...new Set(words)].filter((word) => !latin.test(word));
}
