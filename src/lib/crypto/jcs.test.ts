import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jcs } from './jcs.ts';

test('members are sorted by UTF-16 code units, as in RFC 8785 section 3.2.3', () => {
	const unordered = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 };
	expect(jcs(unordered)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
});

test('strings are escaped as in RFC 8785 section 3.2.2.2', () => {
	expect(jcs('€$\u000f\nA\'B"\\\\"/\u007f\u2028')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f\u2028"');
});

test('what is written reads back the same, whatever the order of the members', () => {
	const json = fc.letrec((tie) => ({
		value: fc.oneof(
			{ maxDepth: 3 },
			fc.string({ unit: 'grapheme' }),
			fc.maxSafeInteger(),
			fc.boolean(),
			fc.constant(null),
			fc.array(tie('value'), { maxLength: 4 }),
			fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 })
		)
	})).value;
	fc.assert(
		fc.property(json, (value) => {
			const text = jcs(value);
			expect(jcs(JSON.parse(text))).toBe(text);
		})
	);
	expect(jcs({ b: 1, a: [true, null, -5, {}] })).toBe(jcs({ a: [true, null, -5, {}], b: 1 }));
});

test.each([
	['a fraction', 0.5],
	['an integer that is not exact', 2 ** 53],
	['infinity', Infinity],
	['not a number', NaN],
	['undefined', undefined],
	['an undefined member', { a: undefined }],
	['a hole', new Array(1)],
	['a big integer', 1n],
	['a date', new Date(0)],
	['bytes', new Uint8Array(1)],
	['half a character', '\ud800'],
	['half a character in a name', { '\udc00': 1 }]
])('%s has no canonical form', (_, value) => {
	expect(() => jcs(value)).toThrow();
});
