import { expect, test } from 'vitest';
import { defaultDestroyOn, secondMayWitness, termState } from './archive-term.ts';

test('an archive is kept thirty days where nobody says otherwise, also over the end of a year', () => {
	expect(defaultDestroyOn('2024-04-12')).toBe('2024-05-12');
	expect(defaultDestroyOn('2024-12-20')).toBe('2025-01-19');
	expect(defaultDestroyOn('2024-02-01')).toBe('2024-03-02');
});

test.each([
	['2024-05-04', 'kept'],
	['2024-05-05', 'soon'],
	['2024-05-11', 'soon'],
	['2024-05-12', 'due'],
	['2024-06-01', 'due']
])('of an archive to be destroyed on 12 May, %s is %s', (today, state) => {
	expect(termState('2024-05-12', today)).toBe(state);
});

const office = { id: 'a', role: 'office' } as const;

test.each([
	['download', { id: 'b', role: 'scrutineer' }, 'ok'],
	['download', { id: 'b', role: 'chief-scrutineer' }, 'ok'],
	['download', { id: 'b', role: 'office' }, 'witness-role'],
	['download', { id: 'b', role: 'teller' }, 'witness-role'],
	['destroy', { id: 'b', role: 'office' }, 'ok'],
	['destroy', { id: 'b', role: 'scrutineer' }, 'ok'],
	['destroy', { id: 'b', role: 'chair' }, 'witness-role'],
	['destroy', { id: 'a', role: 'office' }, 'same-person']
] as const)('%s before %o: %s', (act, second, answer) => {
	const result = secondMayWitness(act, office, second);
	expect(result.ok ? 'ok' : result.code).toBe(answer);
});

test('only the office begins', () => {
	const chair = { id: 'c', role: 'chair' } as const;
	expect(secondMayWitness('destroy', chair, office)).toEqual({ ok: false, code: 'forbidden' });
});
