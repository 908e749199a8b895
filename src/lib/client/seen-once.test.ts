import { expect, test } from 'vitest';
import { SeenOnce } from './seen-once.ts';

test('a card held on counts once, however long it is held', () => {
	const seen = new SeenOnce();
	expect(seen.isNew('A', 0)).toBe(true);
	const later = Array.from({ length: 200 }, (_, i) => seen.isNew('A', (i + 1) * 150));
	expect(later).not.toContain(true);
});

test('two cards in sight at once are told once each, in whichever order they are found', () => {
	const seen = new SeenOnce();
	expect(['A', 'B', 'A', 'B', 'A'].map((code, i) => seen.isNew(code, i * 150))).toEqual([
		...[true, true, false, false, false]
	]);
});

test('a card that comes back after five seconds is read again', () => {
	const seen = new SeenOnce();
	seen.isNew('A', 0);
	expect(seen.isNew('A', 5000)).toBe(false);
	expect(seen.isNew('A', 10_001)).toBe(true);
});
