import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Press } from '#lib/server/papers/press.ts';
import { browserPath, ensureBrowser } from '../support/browser.ts';

let press: Press;
const strays: unknown[] = [];
const stray = (fault: unknown) => strays.push(fault);

beforeAll(async () => {
	await ensureBrowser();
	press = new Press({ chromiumPath: browserPath(), fontDir: undefined });
	process.on('unhandledRejection', stray);
}, 300_000);

afterEach(() => strays.splice(0));

afterAll(async () => {
	process.off('unhandledRejection', stray);
	await press.stop();
});

const paper = '<!doctype html><html><head><title>票</title></head><body><img src="/picture"></body></html>';

test('a picture that can’t be looked up refuses the paper in words and ends no process', async () => {
	const away = () => Promise.reject(new Error('terminating connection'));
	expect(await press.pdf(paper, away)).toMatchObject({ ok: false, code: 'pdf-failed' });
	// A rejection that nobody hears is told of a turn later.
	await new Promise((turn) => setTimeout(turn, 50));
	expect(strays).toEqual([]);
});

test('a picture that there is none of leaves a paper, also after one that failed', async () => {
	const drawn = await press.pdf(paper, () => Promise.resolve(null));
	expect(drawn.ok && new TextDecoder().decode(drawn.value.slice(0, 5))).toBe('%PDF-');
});
