import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Route } from 'playwright-core';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { faultText } from '../fault-text.ts';

/** The bytes behind an address on a paper, such as a candidate's picture; null: there is nothing. */
export type PaperAssets = (path: string) => Promise<{ mediaType: string; bytes: Uint8Array } | null>;

export type PressRefusal = 'pdf-no-browser' | 'pdf-busy' | 'pdf-failed';

/** The shell first: the same engine without a browser's windows around it starts and prints in less time. */
const usualPlaces = [
	'/usr/bin/chromium-headless-shell',
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** The Chromium of this machine, if it has one. @param chosen a path that the operator has set */
export const findChromium = (chosen?: string): string | undefined =>
	chosen || usualPlaces.find((place) => existsSync(place));

/** No such host exists: what a paper asks for is answered here or not at all. */
const HOST = 'http://papers.invalid';
const AT_ONCE = 2;
/** Eight of the staff, and the one paper that the public has drawn at a time. */
const WAITING_AT_MOST = 9;
const IDLE_MS = 60_000;
const PATIENCE_MS = 30_000;

/** The licensed fonts of official papers by file name; their family names are those of the style sheet. */
const licensed = [
	{ family: 'Paper Title', name: /小标宋|xiaobiaosong|xbs/i },
	{ family: 'Paper Body', name: /仿宋|fangsong|simfang/i }
];

/**
 * Draws PDFs with one Chromium for everybody: started at the first paper, ended when idle. The document is the
 * very page that the browser shows, handed over in memory; scripts are off, no request leaves the machine, and
 * no session goes anywhere.
 */
export class Press {
	readonly #path: string | undefined;
	readonly #fontDir: string | undefined;
	#browser: Promise<Browser> | null = null;
	#working = 0;
	readonly #waiting: (() => void)[] = [];
	#idle: NodeJS.Timeout | undefined;
	#stopped = false;

	constructor(env: { chromiumPath: string | undefined; fontDir: string | undefined }) {
		this.#path = findChromium(env.chromiumPath);
		this.#fontDir = env.fontDir;
	}

	/** Whether there is a Chromium; without one papers are printed from the reader's own browser. */
	get available(): boolean {
		return !this.#stopped && this.#path !== undefined && existsSync(this.#path);
	}

	async pdf(document: string, assets: PaperAssets): Promise<Result<Uint8Array<ArrayBuffer>, PressRefusal>> {
		if (!this.available) return refuse('pdf-no-browser');
		if (this.#working >= AT_ONCE) {
			if (this.#waiting.length >= WAITING_AT_MOST) return refuse('pdf-busy');
			await new Promise<void>((go) => this.#waiting.push(go));
		} else this.#working += 1;
		clearTimeout(this.#idle);
		try {
			return ok(new Uint8Array(await this.#draw(document, assets)));
		} catch (fault) {
			console.error(`a paper could not be drawn: ${faultText(fault)}`);
			return refuse('pdf-failed');
		} finally {
			this.#next();
		}
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		await this.#close();
	}

	/** Hands the place to whoever waits longest. */
	#next(): void {
		const go = this.#waiting.shift();
		if (go) return go();
		this.#working -= 1;
		if (this.#working === 0) {
			this.#idle = setTimeout(() => void this.#close(), IDLE_MS);
			this.#idle.unref();
		}
	}

	async #close(): Promise<void> {
		clearTimeout(this.#idle);
		const browser = this.#browser;
		this.#browser = null;
		// One that is gone already needs no closing, and the server's own end goes on behind this.
		await browser?.then((one) => one.close()).catch(() => {});
	}

	async #draw(document: string, assets: PaperAssets): Promise<Buffer> {
		const browser = await this.#started();
		const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
		const late = setTimeout(() => void context.close().catch(() => {}), PATIENCE_MS);
		const faults: unknown[] = [];
		try {
			const page = await context.newPage();
			// Playwright waits for no answer of this: a failure that got out would end the process, ballots and all. A
			// paper without its picture is not whole, so it fails below.
			await page.route('**/*', (route) =>
				this.#answer(route, document, assets).catch((fault: unknown) => {
					faults.push(fault);
					return route.abort().catch(() => {});
				})
			);
			await page.goto(`${HOST}/`, { waitUntil: 'load', timeout: PATIENCE_MS });
			const drawn = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
			if (faults.length) throw faults[0];
			return drawn;
		} finally {
			clearTimeout(late);
			await context.close().catch(() => {});
		}
	}

	async #answer(route: Route, document: string, assets: PaperAssets): Promise<void> {
		const url = new URL(route.request().url());
		if (url.origin !== HOST) return route.abort();
		if (url.pathname === '/')
			return route.fulfill({
				contentType: 'text/html; charset=utf-8',
				body: document.replace('</head>', `${this.#fontFaces()}</head>`)
			});
		const font = this.#fonts().find((one) => url.pathname === one.path);
		if (font) return route.fulfill({ contentType: 'font/ttf', body: readFileSync(font.file) });
		const asset = await assets(decodeURIComponent(url.pathname));
		if (!asset) return route.abort();
		return route.fulfill({ contentType: asset.mediaType, body: Buffer.from(asset.bytes) });
	}

	#fonts(): { family: string; path: string; file: string }[] {
		if (!this.#fontDir || !existsSync(this.#fontDir)) return [];
		const files = readdirSync(this.#fontDir).filter((file) => /\.(ttf|otf|woff2?)$/i.test(file));
		return licensed.flatMap(({ family, name }, i) => {
			const file = files.find((one) => name.test(one));
			return file ? [{ family, path: `/fonts/${i}`, file: join(this.#fontDir!, file) }] : [];
		});
	}

	#fontFaces(): string {
		const faces = this.#fonts().map(
			({ family, path }) => `@font-face{font-family:"${family}";src:url("${path}")}`
		);
		return faces.length ? `<style>${faces.join('')}</style>` : '';
	}

	async #started(): Promise<Browser> {
		this.#browser ??= this.#start();
		const browser = await this.#browser.catch((fault: unknown) => {
			this.#browser = null;
			throw fault;
		});
		if (browser.isConnected()) return browser;
		this.#browser = this.#start();
		return this.#browser;
	}

	async #start(): Promise<Browser> {
		const { chromium } = await import('playwright-core');
		// Chromium hears of fonts and places, and of none of the server's secrets.
		const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'FONTCONFIG_PATH', 'FONTCONFIG_FILE'];
		return chromium.launch({
			executablePath: this.#path!,
			// Root has no sandbox on Linux; the document is ours and runs no script.
			chromiumSandbox: process.getuid?.() !== 0,
			env: Object.fromEntries(
				names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))
			),
			args: [
				'--disable-gpu',
				'--disable-background-networking',
				'--disable-component-update',
				'--no-first-run'
			],
			// The server ends it in its own order.
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false
		});
	}
}
