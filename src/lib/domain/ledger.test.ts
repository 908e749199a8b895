import { describe, expect, test } from 'vitest';
import { ledgerEquations, notReturned, type LedgerFigures } from './ledger.ts';

const mixed: LedgerFigures = {
	electorate: 76,
	present: 70,
	onLeave: 4,
	electronic: { issued: 60, returned: 58 },
	paper: { issued: 10, returned: 9, printed: 15, spoiled: 1, entered: 9 },
	valid: 66,
	invalid: 1
};

const broken = (figures: LedgerFigures) =>
	ledgerEquations(figures)
		.filter(({ holds }) => holds === false)
		.map(({ rule }) => rule);

describe('the ledger', () => {
	test('of a clean mixed round holds in every line', () => {
		expect(ledgerEquations(mixed).every(({ holds }) => holds === true)).toBe(true);
		expect(notReturned(mixed)).toBe(3);
	});

	test('holds with nobody on leave and nothing invalid, and no part of it is below nothing', () => {
		expect(broken({ ...mixed, present: 76, onLeave: 0, valid: 67, invalid: 0 })).toEqual([]);
		expect(broken({ ...mixed, onLeave: 7 })).toEqual(['electorate-splits']);
	});

	test('lists paper that came back though none was handed out, and no sheets that nobody counted', () => {
		const paper = { issued: 0, returned: 1, printed: null, spoiled: null, entered: 1 };
		const rules = ledgerEquations({ ...mixed, paper }).map(({ rule }) => rule);
		expect(rules).toContain('paper-returned-within-issued');
		expect(rules).not.toContain('paper-sheets');
	});

	test('leaves the sheets open until the spoiled ones are counted', () => {
		const paper = { ...mixed.paper, spoiled: null };
		expect(
			ledgerEquations({ ...mixed, paper }).find(({ rule }) => rule === 'paper-sheets')?.holds
		).toBeNull();
	});

	test('is open, not broken, while a number is missing', () => {
		const before = {
			...mixed,
			electronic: { issued: 60, returned: null },
			paper: { ...mixed.paper, returned: null, entered: null },
			valid: null,
			invalid: null
		};
		expect(broken(before)).toEqual([]);
		expect(ledgerEquations(before).some(({ holds }) => holds === null)).toBe(true);
	});

	test.each([
		['more issued than present', { present: 69, onLeave: 7 }, 'issued-within-present'],
		[
			'more paper back than issued',
			{ paper: { ...mixed.paper, returned: 11, entered: 11 } },
			'paper-returned-within-issued'
		],
		['a sheet that is nowhere', { paper: { ...mixed.paper, printed: 10 } }, 'paper-sheets'],
		['a batch not entered', { paper: { ...mixed.paper, entered: 8 } }, 'paper-entered'],
		['a ballot neither valid nor invalid', { valid: 65 }, 'valid-and-invalid']
	] as const)('shows %s', (_, change, rule) => {
		expect(broken({ ...mixed, ...change })).toContain(rule);
	});

	test('without paper has no line about paper', () => {
		const electronic = {
			...mixed,
			electronic: { issued: 70, returned: 67 },
			paper: { issued: 0, returned: null, printed: null, spoiled: null, entered: null }
		};
		expect(ledgerEquations(electronic).map(({ rule }) => rule)).toEqual([
			'electorate-splits',
			'issued-within-present',
			'electronic-returned-within-issued',
			'not-returned',
			'valid-and-invalid'
		]);
		expect(broken(electronic)).toEqual([]);
	});
});
