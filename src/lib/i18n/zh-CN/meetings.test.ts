import { expect, test } from 'vitest';
import { pollTitle } from './meetings.ts';

test.each([
	['2027-01-20', '2027'],
	['2027-10-31', '2027'],
	['2026-11-29', '2027'],
	['2026-12-28', '2027']
])('a meeting of %s votes on the projects of %s', (heldOn, year) => {
	expect(pollTitle(heldOn)).toBe(`${year}年度民生实事项目票决`);
});
