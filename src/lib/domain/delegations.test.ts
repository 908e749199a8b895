import { expect, test } from 'vitest';
import { delegationFigures } from './delegations.ts';

test('every deputy of a delegation came, is on leave or is absent; who left had come', () => {
	const row = { delegation: '一团', checkedInAt: null, leftAt: null, leave: null };
	const here = { ...row, checkedInAt: 'x' };
	expect(
		delegationFigures([
			here,
			{ ...here, leftAt: 'y' },
			{ ...here, leave: '因公' },
			{ ...row, leave: '因病' },
			row,
			{ ...row, delegation: '二团' }
		])
	).toEqual([
		{ delegation: '一团', expected: 5, came: 3, left: 1, onLeave: 1, absent: 1 },
		{ delegation: '二团', expected: 1, came: 0, left: 0, onLeave: 0, absent: 1 }
	]);
});
