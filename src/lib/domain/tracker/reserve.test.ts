import { expect, test } from 'vitest';
import { dropRefusal } from './reserve.ts';

test.each([
	['kept', null],
	['dropped', 'reserve-dropped'],
	['chosen', 'reserve-chosen']
] as const)('a reserve that is %s is given up unless %s', (state, refusal) => {
	expect(dropRefusal(state)).toBe(refusal);
});
