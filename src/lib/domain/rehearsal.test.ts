import { expect, test } from 'vitest';
import { isRehearsalTitle, rehearsalTitle, simulatedOf } from './rehearsal.ts';

const roll = Array.from({ length: 6 }, (_, i) => ({ id: `d${i + 1}` }));
const ids = (list: { id: string }[]) => list.map(({ id }) => id).join(' ');

test.each([
	[0, ''],
	[2, 'd4 d6'],
	[4, 'd1 d3 d4 d6'],
	[9, 'd1 d3 d4 d6']
])('of six with two scrutineers, %d simulated are the last without them', (wanted, expected) =>
	expect(ids(simulatedOf(roll, new Set(['d2', 'd5']), wanted))).toBe(expected)
);

test('a rehearsed title says so, and no other does', () => {
	expect(isRehearsalTitle(rehearsalTitle('票决'))).toBe(true);
	expect(isRehearsalTitle('演练场建设项目票决')).toBe(false);
});
