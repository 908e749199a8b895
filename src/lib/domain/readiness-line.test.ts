import { describe, expect, test } from 'vitest';
import { lineState, missingPapers } from './readiness-line.ts';

const at = new Date('2024-04-11T08:00:00Z');
const soon = new Date('2024-04-11T09:00:00Z');
const good = { passed: true, measured: '76 人' };

test('a check that never ran is not green, whatever it would find now', () => {
	expect(lineState(null, good, soon)).toBe('unchecked');
});

test.each([
	['passed and still so', { ...good, at }, good, soon, 'passed'],
	['passed, and nobody measures it meanwhile', { ...good, at }, null, soon, 'passed'],
	['failed', { ...good, passed: false, at }, good, soon, 'failed'],
	['another figure since', { ...good, at }, { passed: true, measured: '77 人' }, soon, 'stale'],
	['would fail now', { ...good, at }, { ...good, passed: false }, soon, 'stale'],
	['a day and a second later', { ...good, at }, good, new Date('2024-04-12T08:00:01Z'), 'stale'],
	['a day later to the second', { ...good, at }, good, new Date('2024-04-12T08:00:00Z'), 'passed']
] as const)('%s: %#', (_, stored, live, now, state) => {
	expect(lineState(stored, live, now)).toBe(state);
});

describe('papers', () => {
	const print = (paper: string, roundId: string | null) => ({ paper, roundId, at });
	const both = (roundId: string | null) => [print('ballot', roundId), print('booklet', roundId)];

	test.each([
		['printed for this round', both('two'), { id: 'two', isFirst: false }, null, []],
		['printed for the round before', both('one'), { id: 'two', isFirst: false }, null, ['ballot', 'booklet']],
		['printed for no round, before the first', both(null), { id: 'one', isFirst: true }, null, []],
		['printed for no round', both(null), { id: 'two', isFirst: false }, null, ['ballot', 'booklet']],
		['printed before the change', both('one'), { id: 'one', isFirst: true }, soon, ['ballot', 'booklet']],
		['printed in part', [print('booklet', 'one')], { id: 'one', isFirst: true }, null, ['ballot']]
	])('%s', (_, prints, round, changedAt, missing) => {
		expect(missingPapers(prints, round, changedAt)).toEqual(missing);
	});
});
