import type { Grade } from './satisfaction.ts';

/** How a project of a past year stands when the next year's are put to the vote. */
export type YearEnd = { replaced: boolean; accepted: boolean; grade: Grade | null };

/** What is still owed for it, the weightiest first. */
export type Owed = 'not-satisfied' | 'not-accepted' | 'not-graded';

/**
 * 不满意 and whatever is not accepted go on being followed; what was never graded is said, too. A project that the
 * congress has replaced owes nothing more: the one in its place does.
 */
export function owedOf({ replaced, accepted, grade }: YearEnd): Owed[] {
	if (replaced) return [];
	const owed: Owed[] = [];
	if (grade === 'dissatisfied') owed.push('not-satisfied');
	if (!accepted) owed.push('not-accepted');
	if (grade === null) owed.push('not-graded');
	return owed;
}

/** 继续督办: the congress goes on asking for it. */
export const isFollowedOn = (one: YearEnd): boolean =>
	owedOf(one).some((owed) => owed === 'not-satisfied' || owed === 'not-accepted');
