import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { faultText } from './fault-text.ts';

const fault = new DrizzleQueryError(
	'select $1',
	['sparrow-one', 'two\nlines, sparrow-two'],
	new Error('connection refused')
);

test.each([false, true])('a failed query is told without what was asked with it (stack: %s)', (stack) => {
	const text = faultText(fault, { stack });
	expect(text).toContain('Failed query: select $1');
	expect(text).toContain('connection refused');
	expect(text).not.toContain('sparrow');
	expect(text.includes('fault-text.test.ts')).toBe(stack);
});

test('what is no error is not told at all', () => {
	expect(faultText({ marks: [1, 2] })).toBe('failed');
});
