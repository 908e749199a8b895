/**
 * 应到、实到、发出、收回、有效、无效、未交 as far as they are known. A number that is not known yet is null, and
 * an equation over it is open rather than broken.
 */
export type LedgerFigures = {
	electorate: number;
	/** 实到, at any moment so far. */
	present: number;
	onLeave: number;
	electronic: { issued: number; returned: number | null };
	paper: {
		issued: number;
		returned: number | null;
		/** 印制 and 作废, from the scrutineers' own count of the sheets. */
		printed: number | null;
		spoiled: number | null;
		/** Ballots the tellers have entered, both readings agreeing or ruled on. */
		entered: number | null;
	};
	/** In sum, from the count on. */
	valid: number | null;
	invalid: number | null;
};

export const ledgerRules = [
	'electorate-splits',
	'issued-within-present',
	'issued-adds-up',
	'electronic-returned-within-issued',
	'paper-returned-within-issued',
	'returned-adds-up',
	'not-returned',
	'paper-sheets',
	'paper-entered',
	'valid-and-invalid'
] as const;

export type LedgerRule = (typeof ledgerRules)[number];

/**
 * One line of the ledger with its numbers: `left` against the sum of `right`, or against its bound. `holds` is
 * null while a number is missing.
 */
export type LedgerEquation = {
	rule: LedgerRule;
	relation: '=' | '≤';
	left: number | null;
	right: (number | null)[];
	holds: boolean | null;
};

/** 未交 in sum; null before the ballots are counted out. */
export function notReturned({ electronic, paper }: LedgerFigures): number | null {
	const returned = plus([electronic.returned, paper.issued ? paper.returned : 0]);
	return returned === null ? null : electronic.issued + paper.issued - returned;
}

/**
 * Every equation of the ledger, checked at every step of the session (监票). Those about paper are listed only
 * where paper was handed out or came back.
 */
export function ledgerEquations(figures: LedgerFigures): LedgerEquation[] {
	const { electorate, present, onLeave, electronic, paper, valid, invalid } = figures;
	const issued = electronic.issued + paper.issued;
	const paperUsed = paper.issued > 0 || (paper.returned ?? 0) > 0;
	const paperReturned = paperUsed ? paper.returned : 0;
	const returned = plus([electronic.returned, paperReturned]);
	const rest =
		paper.printed === null || paper.spoiled === null ? null : paper.printed - paper.issued - paper.spoiled;
	return [
		equation('electorate-splits', '=', electorate, [present, onLeave, electorate - present - onLeave]),
		equation('issued-within-present', '≤', issued, [present]),
		...(paperUsed ? [equation('issued-adds-up', '=', issued, [electronic.issued, paper.issued])] : []),
		equation('electronic-returned-within-issued', '≤', electronic.returned, [electronic.issued]),
		...(paperUsed
			? [
					equation('paper-returned-within-issued', '≤', paper.returned, [paper.issued]),
					equation('returned-adds-up', '=', returned, [electronic.returned, paper.returned])
				]
			: []),
		equation('not-returned', '=', issued, [returned, notReturned(figures)]),
		...(paperUsed && paper.printed !== null
			? [equation('paper-sheets', '=', paper.printed, [paper.issued, rest, paper.spoiled])]
			: []),
		...(paperUsed ? [equation('paper-entered', '=', paper.returned, [paper.entered])] : []),
		equation('valid-and-invalid', '=', returned, [valid, invalid])
	];
}

function equation(
	rule: LedgerRule,
	relation: LedgerEquation['relation'],
	left: number | null,
	right: (number | null)[]
): LedgerEquation {
	const sum = plus(right);
	const known = left !== null && sum !== null;
	const negative = right.some((part) => part !== null && part < 0);
	return {
		rule,
		relation,
		left,
		right,
		holds: known ? !negative && (relation === '=' ? left === sum : left <= sum) : null
	};
}

const plus = (parts: (number | null)[]): number | null =>
	parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0);
