import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { runProgram } from '../../src/cli/run-program.ts';

/** What an office printer lays down at least. */
const DPI = 150;

test('every card of the printed sheets can be read at 150 dpi, and says what is typed below it', async ({
	browser
}) => {
	const out = mkdtempSync(join(tmpdir(), 'piaojue-cards-'));
	const exitCode = await runProgram([
		...['src/cli/cards.ts', '--delegates', 'src/cli/demo/data/delegates.csv', '--out', out]
	]);
	expect(exitCode).toBe(0);
	const context = await browser.newContext({ deviceScaleFactor: DPI / 96, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.emulateMedia({ media: 'print' });
	await page.goto(pathToFileURL(join(out, 'cards.html')).href);
	// From the package itself: left alone the library would fetch its wasm from a public server.
	const wasm = readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm');
	prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
	const cards = await page.getByRole('article').all();
	expect(cards).toHaveLength(76);
	for (const card of cards) {
		const png = await card.screenshot();
		const [found] = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'] });
		const link = found?.text ?? '';
		expect(link).toContain('/tablet#card=');
		await expect(card).toContainText(link.split('#card=')[1]!);
	}
	await context.close();
	rmSync(out, { recursive: true, force: true });
});
