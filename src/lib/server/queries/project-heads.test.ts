import { expect, test } from 'vitest';
import { nextOf } from './project-heads.ts';

test('the next milestone is that of a project under way, and of none that is accepted', () => {
	const row = { light: 'red', next_name: '开工', next_on: '2026-04-01' };
	expect(nextOf(row)).toEqual({ name: '开工', plannedOn: '2026-04-01' });
	expect(nextOf({ ...row, light: null })).toEqual({ name: '开工', plannedOn: '2026-04-01' });
	expect(nextOf({ ...row, light: 'blue' })).toBeNull();
	expect(nextOf({ ...row, next_name: null, next_on: null })).toBeNull();
});
