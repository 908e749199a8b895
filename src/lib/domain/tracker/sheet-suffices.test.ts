import { expect, test } from 'vitest';
import { sheetSuffices } from './sheet-suffices.ts';

const node = (
	stage: 'start' | 'main' | 'finish',
	name: string,
	plannedOn: string,
	doneOn: string | null
) => ({
	...{ id: name, stage, name, plannedOn, doneOn }
});
const nodes = [
	node('start', '开工', '2026-04-01', '2026-04-03'),
	node('main', '主体完工', '2026-08-31', null),
	node('finish', '完工', '2026-10-31', null)
];
const suffices = (endsOn: string, { startsOn = '', moved = [] as string[], all = nodes } = {}) =>
	sheetSuffices({
		standing: { startsOn: '2026-03-20', endsOn: '2026-11-30' },
		wanted: { startsOn, endsOn },
		voted: { startsOn: '2026-03-01', endsOn: '2026-12-20' },
		...{ nodes: all, moved }
	});

test('another 交办单 is enough for days within the vote that every open milestone fits into', () => {
	expect(suffices('2026-12-20')).toBe(true);
	expect(suffices('2026-10-31')).toBe(true);
	expect(suffices('2026-10-31', { startsOn: '2026-03-01' })).toBe(true);
	// What is done stays where it is.
	expect(suffices('2026-11-30', { startsOn: '2026-05-01' })).toBe(true);
	expect(suffices('2026-12-21')).toBe(false);
	expect(suffices('2026-11-30')).toBe(false);
});

test('a milestone that would lie outside, or is to move, takes a decision', () => {
	expect(suffices('2026-10-30')).toBe(false);
	expect(suffices('', { startsOn: '2026-09-01' })).toBe(false);
	expect(suffices('2026-12-20', { moved: ['完工'] })).toBe(false);
	expect(suffices('2026-10-30', { all: [] })).toBe(true);
	expect(suffices('2026-03-01', { all: [] })).toBe(false);
});
