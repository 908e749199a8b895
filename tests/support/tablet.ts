import { expect, type Page } from '@playwright/test';
import { axe } from './judge-page.ts';

/** What a tablet's page did besides what it showed: faults, foreign requests, movement under the hand. */
export type Watched = {
	taps: number;
	tap(name: string | RegExp, role?: 'button' | 'checkbox'): Promise<void>;
};

const watchedPages = new Map<Page, { faults: string[] }>();

/** Starts to watch a page; `endWatch` says what it saw. */
export async function watch(page: Page): Promise<Watched> {
	const faults: string[] = [];
	watchedPages.set(page, { faults });
	const allowed = [process.env.PIAOJUE_E2E_ORIGIN!, process.env.PIAOJUE_E2E_BOX_ORIGIN!];
	page.on('request', (request) => {
		const { origin } = new URL(request.url());
		if (origin !== 'null' && !allowed.includes(origin)) faults.push(`asked ${origin}`);
	});
	page.on('console', (message) => {
		// A refused or interrupted request is the network's word, not the page's.
		if (message.type() === 'error' && !/Failed to load resource|WebSocket|ERR_/.test(message.text()))
			faults.push(message.text());
	});
	await page.addInitScript(() => {
		const moved: { value: number; what: string }[] = [];
		Object.assign(window, { moved });
		type Shift = { value: number; hadRecentInput: boolean; sources: { node: Element | null }[] };
		new PerformanceObserver((list) => {
			for (const { value, hadRecentInput, sources } of list.getEntries() as unknown as Shift[]) {
				const what = sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.nodeName).join(' | ');
				if (!hadRecentInput) moved.push({ value, what });
			}
		}).observe({ type: 'layout-shift', buffered: true });
	});
	const watched: Watched = {
		taps: 0,
		async tap(name, role = 'button') {
			await page.getByRole(role, { name }).click();
			watched.taps += 1;
		}
	};
	return watched;
}

/** No console error, no request to another host, nothing that moved under the hand, on any watched page. */
export async function endWatch(): Promise<void> {
	for (const [page, { faults }] of watchedPages) {
		expect(faults).toEqual([]);
		if (page.isClosed()) continue;
		await stoodStill(page, 'the last state');
		await page.close();
	}
	watchedPages.clear();
}

/** Since the last look nothing moved under the hand by itself: a layout shift of at most 0.05 where a view changed it. */
async function stoodStill(page: Page, state: string, most = 0.05): Promise<void> {
	const moved = await page.evaluate(() =>
		(window as unknown as { moved: { value: number; what: string }[] }).moved.splice(0)
	);
	const sum = moved.reduce((all, { value }) => all + value, 0);
	expect(sum, `${state}: ${JSON.stringify(moved)}`).toBeLessThanOrEqual(most);
}

/** The state in sight is fit for everybody: axe, contrast of 7:1, sizes for a finger and for old eyes. */
export async function fitForAll(page: Page, state: string): Promise<void> {
	await stoodStill(page, state);
	// Every rule there is, and not those of WCAG alone.
	const checker = axe(page, { rules: { 'color-contrast-enhanced': { enabled: true } } });
	const { violations: found } = await checker.analyze();
	const faults = found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
	expect(faults, `${state}: axe`).toEqual([]);
	expect(await page.evaluate(tooSmall), `${state}: sizes`).toEqual([]);
	// Once there it stands.
	await stoodStill(page, `${state}, once there`, 0.02);
}

/**
 * The state in sight in large and largest text and at 200 % (half as many CSS pixels on the same glass): nothing is
 * lost or cut. Comes back to the standard size.
 */
export async function atEverySize(page: Page, state: string): Promise<void> {
	const glass = page.viewportSize()!;
	await page.emulateMedia({ reducedMotion: 'reduce' });
	for (const size of ['大', '特大', '标准'] as const) {
		await page.getByRole('button', { name: size, exact: true }).click();
		if (size === '标准') await page.setViewportSize({ width: glass.width / 2, height: glass.height / 2 });
		await expect.poll(() => page.evaluate(lostOrCut), `${state}, ${size}`).toEqual([]);
		await expect.poll(() => page.evaluate(() => document.getAnimations().length), `${state}: moves`).toBe(0);
	}
	await page.setViewportSize(glass);
}

/** Text beyond the glass that nothing scrolls to, and text that its own box cuts off. */
function lostOrCut(): string[] {
	const faults: string[] = [];
	const isScrolled = (element: Element, axis: 'overflowX' | 'overflowY') => {
		for (let one: Element | null = element; one; one = one.parentElement)
			if (/auto|scroll/.test(getComputedStyle(one)[axis])) return true;
		return false;
	};
	// The glass, and what the page itself scrolls to.
	const lowest = document.documentElement.scrollHeight - scrollY;
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const parent = node.parentElement!;
		const words = node.nodeValue!.trim();
		if (!words || parent.closest('script, style, title, [inert], [hidden], .visually-hidden')) continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		const { left, right, top, bottom, width } = range.getBoundingClientRect();
		if (width === 0) continue;
		if (!isScrolled(parent, 'overflowX') && (left < -1 || right > innerWidth + 1))
			faults.push(`${words}: beside`);
		if (!isScrolled(parent, 'overflowY') && (top + scrollY < -1 || bottom > lowest + 1))
			faults.push(`${words}: below`);
		for (let box: Element | null = parent; box && box !== document.body; box = box.parentElement) {
			const style = getComputedStyle(box);
			const edge = box.getBoundingClientRect();
			if (/hidden|clip/.test(style.overflowX) && (right > edge.right + 1 || left < edge.left - 1))
				faults.push(`${words}: cut across`);
			if (/hidden|clip/.test(style.overflowY) && (bottom > edge.bottom + 1 || top < edge.top - 1)) {
				// A scroller inside of the box brings it into sight.
				if (!isScrolled(parent, 'overflowY')) faults.push(`${words}: cut down`);
			}
		}
	}
	return faults;
}

/** Targets below 60 px, targets nearer than 16 px, text below 22 px, and text that is cut. */
function tooSmall(): string[] {
	const faults: string[] = [];
	const inSight = (element: Element) => {
		const { width, height } = element.getBoundingClientRect();
		return width > 1 && height > 1 && !element.closest('[inert], [hidden], .visually-hidden');
	};
	const targets = [...document.querySelectorAll('button, a[href], input')].filter(inSight);
	const boxes = targets.map((element) => ({ element, box: element.getBoundingClientRect() }));
	for (const { element, box } of boxes) {
		if (box.height < 60 || box.width < 60)
			faults.push(`${element.textContent}: ${Math.round(box.width)} × ${Math.round(box.height)}`);
		if (element.scrollWidth > element.clientWidth + 1) faults.push(`${element.textContent}: cut`);
	}
	// What scrolls may lie anywhere under what doesn't.
	const scrollerOf = (element: Element): Element | null => element.closest('.scroller, .body');
	for (const [at, one] of boxes.entries()) {
		for (const other of boxes.slice(at + 1)) {
			if (scrollerOf(one.element) !== scrollerOf(other.element)) continue;
			const across = Math.max(one.box.left - other.box.right, other.box.left - one.box.right);
			const down = Math.max(one.box.top - other.box.bottom, other.box.top - one.box.bottom);
			if (Math.max(across, down) < 15.5)
				faults.push(`${one.element.textContent} and ${other.element.textContent}: too near`);
		}
	}
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const parent = node.parentElement!;
		if (!node.nodeValue?.trim() || !inSight(parent) || parent.closest('script, style, title')) continue;
		const size = Number.parseFloat(getComputedStyle(parent).fontSize);
		if (size < 22) faults.push(`${node.nodeValue.trim()}: ${size} px`);
	}
	if (document.documentElement.scrollWidth > innerWidth + 1) faults.push('the page is wider than the glass');
	return faults;
}
