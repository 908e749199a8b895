import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeMask, encodeMask, type Mark } from './ballot.ts';
import { ruleValues, surveyRules, type RuleSet } from './rule-set.ts';

type BallotRules = Pick<RuleSet, 'seats' | 'marks' | 'cap'>;

type MaskVectors = {
	valid: { marks: Mark[]; mask: string }[];
	refused: { name: string; mask: string; candidates: number; rules: BallotRules; code: string }[];
};
const vectors: MaskVectors = JSON.parse(
	readFileSync(new URL('../../../tests/cases/protocol-vectors.json', import.meta.url), 'utf8')
).masks;
const bytes = (base64url: string) => new Uint8Array(Buffer.from(base64url, 'base64url'));

/** Rules under which every mark and every number of approvals is allowed. */
const anyMarks = (seats: number): BallotRules => ({
	seats,
	marks: 'approve-against-abstain',
	cap: 'at-most'
});

describe('ballot mask', () => {
	test('there are vectors to check', () => {
		expect(vectors.valid.length).toBeGreaterThan(5);
		expect(vectors.refused.length).toBeGreaterThan(5);
	});

	test.each(vectors.valid)('marks $marks travel as $mask', ({ marks, mask }) => {
		expect(encodeMask(marks)).toEqual(bytes(mask));
		expect(decodeMask(bytes(mask), marks.length, anyMarks(marks.length))).toEqual({ ok: true, value: marks });
	});

	test.each(vectors.refused)('$name is refused as $code', ({ mask, candidates, rules, code }) => {
		expect(decodeMask(bytes(mask), candidates, rules)).toEqual({ ok: false, code });
	});

	test('a malformed ballot is called malformed before its approvals are counted', () => {
		const sevenApprovals = encodeMask([1, 1, 1, 1, 1, 1, 1]);
		sevenApprovals[1]! |= 0b11_000000;
		expect(decodeMask(sevenApprovals, 7, { ...anyMarks(5), marks: 'approve' })).toEqual({
			ok: false,
			code: 'bad-ballot'
		});
	});

	test('the third grade is a mark in a survey and in nothing else', () => {
		const mask = encodeMask([3, 0, 1, 2, 3]);
		const survey = surveyRules(5, { base: 'all', rule: 'majority' });
		expect(decodeMask(mask, 5, survey)).toEqual({ ok: true, value: [3, 0, 1, 2, 3] });
		for (const marks of ruleValues.marks) {
			expect(decodeMask(mask, 5, { ...anyMarks(5), marks })).toEqual({ ok: false, code: 'bad-ballot' });
		}
	});

	test('every ballot of a survey comes out of its mask as it went in, and is valid', () => {
		const ballots = fc.array(fc.constantFrom<Mark>(0, 1, 2, 3), { minLength: 1, maxLength: 40 });
		fc.assert(
			fc.property(ballots, fc.nat(), (marks, anyBit) => {
				const mask = encodeMask(marks);
				const rules = surveyRules(marks.length, { base: 'present', rule: 'joint-rate' });
				expect(decodeMask(mask, marks.length, rules)).toEqual({ ok: true, value: marks });

				const bit = anyBit % (mask.length * 8);
				mask[bit >> 3]! ^= 1 << (bit & 7);
				expect(decodeMask(mask, marks.length, rules)).not.toEqual({ ok: true, value: marks });
			})
		);
	});

	test('every ballot comes out of its mask as it went in, and no other mask means the same', () => {
		const ballots = fc.array(fc.constantFrom<Mark>(0, 1, 2), { minLength: 1, maxLength: 40 });
		fc.assert(
			fc.property(ballots, fc.nat(), (marks, anyBit) => {
				const mask = encodeMask(marks);
				const rules = anyMarks(marks.length);
				expect(decodeMask(mask, marks.length, rules)).toEqual({ ok: true, value: marks });

				const bit = anyBit % (mask.length * 8);
				mask[bit >> 3]! ^= 1 << (bit & 7);
				expect(decodeMask(mask, marks.length, rules)).not.toEqual({ ok: true, value: marks });
			})
		);
	});
});
