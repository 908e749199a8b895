import { expect, test } from 'vitest';
import { ok, refuse } from '../../domain/result.ts';
import type { PressRefusal } from './press.ts';
import { PublicPress } from './public-press.ts';

const noAssets = () => Promise.resolve(null);

/** A press that draws when it is told to. */
function slowPress() {
	const drawn: string[] = [];
	const waiting: ((refusal?: PressRefusal) => void)[] = [];
	return {
		drawn,
		available: true,
		/** Lets the paper that is drawn be done. */
		async done(refusal?: PressRefusal) {
			await expect.poll(() => waiting.length).toBe(1);
			waiting.shift()!(refusal);
		},
		async pdf(document: string) {
			drawn.push(document);
			const refusal = await new Promise<PressRefusal | undefined>((go) => waiting.push(go));
			return refusal ? refuse(refusal) : ok(new TextEncoder().encode(document));
		}
	};
}

test('many who ask for the same paper share one drawing, and who comes later has it at once', async () => {
	const press = slowPress();
	const open = new PublicPress(press);
	const asked = Array.from({ length: 10 }, () => open.pdf('announcement', noAssets));
	await press.done();
	const answers = await Promise.all([...asked, open.pdf('announcement', noAssets)]);
	expect(answers.every(({ ok }) => ok)).toBe(true);
	expect(press.drawn).toEqual(['announcement']);
});

test('of different papers one is drawn at a time, a few wait, and the others are told so', async () => {
	const press = slowPress();
	const open = new PublicPress(press);
	const asked = ['1', '2', '3', '4', '5', '6', '7'].map((paper) => open.pdf(paper, noAssets));
	expect([await asked[5], await asked[6]]).toEqual([refuse('pdf-busy'), refuse('pdf-busy')]);
	for (const paper of ['1', '2', '3', '4', '5']) {
		await expect.poll(() => press.drawn.at(-1)).toBe(paper);
		await press.done();
	}
	expect((await Promise.all(asked.slice(0, 5))).every(({ ok }) => ok)).toBe(true);
});

test('what could not be drawn is drawn anew, and the papers asked for last are kept', async () => {
	const press = slowPress();
	const open = new PublicPress(press);
	const drawn = async (paper: string, refusal?: PressRefusal) => {
		const asked = open.pdf(paper, noAssets);
		await press.done(refusal);
		return asked;
	};
	expect(await drawn('a', 'pdf-failed')).toEqual(refuse('pdf-failed'));
	for (const paper of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) await drawn(paper);
	expect((await open.pdf('a', noAssets)).ok).toBe(true);
	await drawn('i');
	expect((await open.pdf('a', noAssets)).ok).toBe(true);
	await drawn('b');
	expect(press.drawn.join('')).toBe('aabcdefghib');
});
