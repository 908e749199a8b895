import { describe, expect, it } from 'vitest';
import {
	askForSecond,
	compareWith,
	followAgain,
	notReading,
	openSheet,
	shownSheet,
	stepBack,
	turnSheet
} from './reading.ts';

const third = { id: 'c', index: 2 };
const fourth = { id: 'd', index: 3 };

describe('reading the candidates', () => {
	it('follows the chair from one presented candidate to the next', () => {
		expect(shownSheet(notReading, null, true)).toBeNull();
		expect(shownSheet(notReading, third, true)).toMatchObject({ first: 2, following: true });
		expect(shownSheet(notReading, fourth, true)).toMatchObject({ first: 3, following: true });
	});

	it('never lays a sheet over a ballot that nobody asked for', () => {
		expect(shownSheet(notReading, third, false)).toBeNull();
	});

	it('leaves alone who browses, and takes up again who asks for it', () => {
		const browsing = openSheet(notReading, 0);
		expect(shownSheet(browsing, third, true)).toMatchObject({ first: 0, following: false });
		expect(shownSheet(browsing, fourth, true)).toMatchObject({ first: 0 });
		expect(shownSheet(followAgain(fourth, true), fourth, true)).toMatchObject({ first: 3, following: true });
		expect(shownSheet(followAgain(fourth, false), fourth, false)).toMatchObject({ first: 3 });
	});

	it('keeps away what was put away until the chair goes on', () => {
		const shown = shownSheet(notReading, third, true)!;
		const away = stepBack(notReading, shown, third);
		expect(shownSheet(away, third, true)).toBeNull();
		expect(shownSheet(away, fourth, true)).toMatchObject({ first: 3 });
	});

	it('turns in ballot order and stays at the ends', () => {
		const last = openSheet(notReading, 7);
		const shown = shownSheet(last, null, true)!;
		expect(turnSheet(last, shown, 1, 8)).toBe(last);
		expect(turnSheet(last, shown, -1, 8).opened).toMatchObject({ first: 6 });
	});

	it('compares two, and steps back one at a time', () => {
		const one = openSheet(notReading, 1);
		const asked = askForSecond(one, shownSheet(one, null, true)!);
		expect(asked.opened).toEqual({ first: 1, second: null, picking: true });
		expect(stepBack(asked, shownSheet(asked, null, true)!, null)).toEqual(one);
		const both = compareWith(asked, 1, 5);
		expect(shownSheet(both, third, true)).toEqual({ first: 1, second: 5, picking: false, following: false });
		expect(stepBack(both, shownSheet(both, null, true)!, null)).toEqual(one);
		expect(stepBack(one, shownSheet(one, null, true)!, null)).toEqual(notReading);
	});
});
