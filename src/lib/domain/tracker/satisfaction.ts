/** 满意度测评: three grades per project, and the rule that makes one result of them. */

export const grades = ['satisfied', 'basic', 'dissatisfied'] as const;
export type Grade = (typeof grades)[number];

export const isGrade = (word: string): word is Grade => (grades as readonly string[]).includes(word);

/** Whose half it is: 全体组成人员, or the deputies who were present. */
export type SatisfactionBase = 'all' | 'present';

/**
 * `majority`: 镇海 2022. `joint-rate`: 满意 and 基本满意 together over half is 满意, as places do that publish
 * one rate (汉阴, 宁海); there is no grade between.
 */
export const satisfactionRules = ['majority', 'joint-rate'] as const;
export type SatisfactionRule = (typeof satisfactionRules)[number];

export type SatisfactionCounts = { satisfied: number; basic: number; dissatisfied: number };

/**
 * The result of one project. 满意 over half of the base is 满意; else 满意 and 基本满意 over half is 基本满意;
 * else, half included (含半数), 不满意. Exactly half is never over half.
 *
 * @param base how many members, or how many present
 */
export function satisfactionGrade(
	counts: SatisfactionCounts,
	base: number,
	rule: SatisfactionRule = 'majority'
): Grade {
	const overHalf = (votes: number) => 2 * votes > base;
	const joint = counts.satisfied + counts.basic;
	if (rule === 'joint-rate') return overHalf(joint) ? 'satisfied' : 'dissatisfied';
	if (overHalf(counts.satisfied)) return 'satisfied';
	return overHalf(joint) ? 'basic' : 'dissatisfied';
}

/** 满意率 and 满意+基本满意率 over the base, in hundredths of a percent, cut off and never rounded up to a half. */
export const satisfactionRates = (counts: SatisfactionCounts, base: number) => ({
	satisfied: rate(counts.satisfied, base),
	joint: rate(counts.satisfied + counts.basic, base)
});

const rate = (votes: number, base: number): number => (base > 0 ? Math.floor((votes * 10_000) / base) : 0);
