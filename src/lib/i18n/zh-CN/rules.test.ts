import { expect, test } from 'vitest';
import { ruleValues } from '../../domain/rule-set.ts';
import { ruleLines } from './rules.ts';

/** `receipt` stands in the manifest beside the rules and is read with them. */
const values: Record<string, readonly string[]> = { ...ruleValues, receipt: ['presence', 'none'] };

const everyRule = Object.entries(values).flatMap(([field, all]) =>
	all.map((value) => [field, value] as const)
);

test.each(everyRule)('the rule %s: %s is a sentence of its own', (field, value) => {
	const [seats, line] = ruleLines({ seats: 5, [field]: value });
	expect(seats?.text).toContain('5 项');
	expect(line?.term).toMatch(/\S/);
	expect(line?.text).toMatch(/。$/);
});

test('rules are read in the same order whatever order they are stored in', () => {
	const fields = ['seats', ...Object.keys(values)];
	const stored = Object.fromEntries(fields.reverse().map((field) => [field, values[field]?.[0] ?? 5]));
	const read = ruleLines(stored).map(({ field }) => field);
	expect(read).toHaveLength(fields.length);
	expect(read[0]).toBe('seats');
});

test('a rule nobody wrote a sentence for is never printed as something else', () => {
	expect(() => ruleLines({ seats: 5, tie: 'coin' })).toThrow('no sentence for the rule tie: coin');
});
