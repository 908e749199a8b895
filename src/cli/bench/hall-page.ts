import { chromium, type Browser, type CDPSession, type Page, type WebSocketRoute } from 'playwright-core';
import { findChromium } from '#lib/server/papers/press.ts';

/** How many views go to the page before it is asked to draw: more than a hall ever sees in a frame. */
const AT_ONCE = 20;

/**
 * The hall screen's page in a real Chromium. It watches a session like any screen, and everything it is sent is
 * kept, to be sent again faster than a server would: what a sitting of hours delivers takes seconds.
 */
export class HallPage {
	readonly #browser: Browser;
	readonly #page: Page;
	readonly #heap: CDPSession;
	/** Socket frames with a view, as they came. */
	readonly #views: string[] = [];
	#socket: WebSocketRoute | null = null;

	/** @returns null where this machine has no Chromium */
	static async open(origin: string, cookie: string): Promise<HallPage | null> {
		const executablePath = findChromium(process.env.CHROMIUM_PATH);
		if (!executablePath) return null;
		const browser = await chromium.launch({
			executablePath,
			args: ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info']
		});
		const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
		const [name, value] = cookie.split('=') as [string, string];
		await context.addCookies([{ name, value, url: origin }]);
		const page = await context.newPage();
		const opened = new HallPage(browser, page, await context.newCDPSession(page));
		await opened.#watch(`${origin}/hall`);
		return opened;
	}

	private constructor(browser: Browser, page: Page, heap: CDPSession) {
		this.#browser = browser;
		this.#page = page;
		this.#heap = heap;
	}

	/** What the page's heap keeps of `views` further views, MiB, garbage collected before and after. */
	async heapGrowth(views: number): Promise<number> {
		await this.#deliver(this.#views.length * 3);
		const before = await this.#heapMiB();
		await this.#deliver(views);
		return (await this.#heapMiB()) - before;
	}

	close(): Promise<void> {
		return this.#browser.close();
	}

	async #watch(address: string): Promise<void> {
		await this.#page.routeWebSocket(/\/rt\//, (socket) => {
			const server = socket.connectToServer();
			socket.onMessage((frame) => server.send(frame));
			server.onMessage((frame) => {
				if (typeof frame === 'string' && frame.startsWith('42["view"')) this.#views.push(frame);
				socket.send(frame);
			});
			this.#socket = socket;
		});
		await this.#page.goto(address);
		await this.#page.waitForSelector('[data-scene]');
		while (!this.#views.length) await this.#page.waitForTimeout(50);
	}

	/** The session's views over and over, the last of them last. */
	async #deliver(count: number): Promise<void> {
		const frames = [...this.#views];
		const skipped = frames.length - (count % frames.length);
		for (let sent = 0; sent < count; sent++) {
			this.#socket!.send(frames[(skipped + sent) % frames.length]!);
			if (sent % AT_ONCE === 0) await this.#drawn();
		}
		await this.#drawn();
	}

	#drawn(): Promise<unknown> {
		return this.#page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => drawn(null))));
	}

	async #heapMiB(): Promise<number> {
		await this.#heap.send('HeapProfiler.collectGarbage');
		await this.#heap.send('HeapProfiler.collectGarbage');
		const { usedSize } = await this.#heap.send('Runtime.getHeapUsage');
		return usedSize / 2 ** 20;
	}
}
