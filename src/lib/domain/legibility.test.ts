import { expect, test } from 'vitest';
import { legibility } from './legibility.ts';

test('a picture of 3 m is read in comfort at 20 m', () => {
	expect(legibility(300, 2000)).toEqual({
		textMm: 133,
		comfortableM: 20,
		minimumM: 33.3,
		grade: 'comfortable'
	});
});

test('a picture of 2.5 m is small at 20 m, and 1.8 m is the least that is read there at all', () => {
	expect(legibility(250, 2000)).toMatchObject({ textMm: 111, grade: 'small' });
	expect(legibility(180, 2000)).toMatchObject({ textMm: 80, grade: 'small' });
	expect(legibility(179, 2000).grade).toBe('too-small');
});

test.each([100, 237, 300, 512])('what is said of a picture of %i cm holds at exactly that distance', (cm) => {
	const { comfortableM, minimumM } = legibility(cm, 1);
	expect(legibility(cm, comfortableM * 100).grade).toBe('comfortable');
	expect(legibility(cm, minimumM * 100).grade).toBe('small');
	expect(legibility(cm, minimumM * 100 + 11).grade).toBe('too-small');
});
