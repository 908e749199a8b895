import { ok, refuse, type Result } from './result.ts';
import { isSurvey, type RuleSet } from './rule-set.ts';

/**
 * The two bits a candidate has in a mask: 0 弃权, 1 赞成, 2 反对. In a 满意度测评 they are 0 未评, 1 满意, 2 不满意 and
 * 3 基本满意, which no vote knows.
 */
export type Mark = 0 | 1 | 2 | 3;

export const ABSTAIN: Mark = 0;
export const APPROVE: Mark = 1;
export const AGAINST: Mark = 2;
export const BASIC: Mark = 3;

/** Bytes of a mask over `candidateCount` candidates, four to a byte. */
export const maskLength = (candidateCount: number): number => Math.ceil(candidateCount / 4);

/** Candidate i (from 0) in bits 2(i mod 4) and 2(i mod 4)+1 of byte ⌊i/4⌋; spare bits are zero. */
export function encodeMask(marks: readonly Mark[]): Uint8Array {
	const mask = new Uint8Array(maskLength(marks.length));
	marks.forEach((mark, i) => {
		mask[i >> 2]! |= mark << (2 * (i & 3));
	});
	return mask;
}

export type BallotRefusal = 'bad-ballot' | 'too-many-approvals' | 'too-few-approvals';

/**
 * Reads a mask and holds it against the rules. The form comes first: a wrong length, mark 3 but in a survey,
 * 反对 where only 赞成 is offered and a spare bit set are `bad-ballot`; then the number of approvals.
 */
export function decodeMask(
	mask: Uint8Array,
	candidateCount: number,
	rules: Pick<RuleSet, 'seats' | 'marks' | 'cap'>
): Result<Mark[], BallotRefusal> {
	if (mask.length !== maskLength(candidateCount)) return refuse('bad-ballot');
	const marks: Mark[] = [];
	let approvals = 0;
	for (let i = 0; i < mask.length * 4; i++) {
		const mark = (mask[i >> 2]! >> (2 * (i & 3))) & 3;
		const offered = mark === BASIC ? isSurvey(rules) : mark !== AGAINST || rules.marks !== 'approve';
		if (i >= candidateCount ? mark !== 0 : !offered) {
			return refuse('bad-ballot');
		}
		if (i < candidateCount) marks.push(mark as Mark);
		if (mark === APPROVE) approvals++;
	}
	const verdict = approvalsVerdict(approvals, rules);
	return verdict ? refuse(verdict) : ok(marks);
}

/**
 * More than N approvals void a ballot under either cap; with `exactly`, fewer do too.
 *
 * @source 选举法 第四十四条: 每一选票所选的人数，多于规定应选代表人数的作废，等于或者少于规定应选代表人数的有效
 */
export function approvalsVerdict(
	approvals: number,
	rules: Pick<RuleSet, 'seats' | 'cap'>
): 'too-many-approvals' | 'too-few-approvals' | null {
	if (approvals > rules.seats) return 'too-many-approvals';
	if (rules.cap === 'exactly' && approvals < rules.seats) return 'too-few-approvals';
	return null;
}
