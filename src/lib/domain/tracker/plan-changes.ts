import type { CurvePoint, PlanBody, PlannedMilestone, PlannedMonth } from './plan.ts';

/** The same thing in two neighbouring versions of a plan; null where a version has none of it. */
type Pair<T> = { before: T | null; after: T | null };

/** What differs between two versions of a plan, and nothing that is the same in both. */
export type PlanChanges = {
	milestones: Pair<PlannedMilestone>[];
	curve: Pair<CurvePoint>[];
	/** Money by month, a month without any being null. */
	funds: { month: string; beforeFen: number | null; afterFen: number | null }[];
	/** All months together; null where the sum is the same, though months may have changed. */
	sum: { beforeFen: number; afterFen: number } | null;
	note: { before: string; after: string } | null;
};

export const fundSum = (funds: readonly PlannedMonth[]): number =>
	funds.reduce((sum, { fen }) => sum + fen, 0);

/**
 * Compares two versions for people. A milestone is the same one under its stage and name, else the only other one of
 * its stage: so a new name is no removal. A point of the curve is the same one at its percent, else on its day: so a
 * curve that a decision has moved is told as days, and one that was redrawn as percents.
 */
export function planChanges(before: PlanBody, after: PlanBody): PlanChanges {
	const months = [...new Set([...before.funds, ...after.funds].map(({ month }) => month))].sort();
	const [beforeFen, afterFen] = [fundSum(before.funds), fundSum(after.funds)];
	return {
		milestones: paired(before.milestones, after.milestones, [
			({ stage, name }) => `${stage} ${name}`,
			({ stage }) => stage
		]).filter(
			(pair) =>
				pair.before?.plannedOn !== pair.after?.plannedOn ||
				pair.before?.name !== pair.after?.name ||
				pair.before?.stage !== pair.after?.stage
		),
		curve: paired(before.curve, after.curve, [
			({ on, percent }) => `${on} ${percent}`,
			({ percent }) => String(percent),
			({ on }) => on
		])
			.filter((pair) => pair.before?.on !== pair.after?.on || pair.before?.percent !== pair.after?.percent)
			.sort((a, b) => dayOf(a).localeCompare(dayOf(b))),
		funds: months
			.map((month) => ({
				month,
				beforeFen: fenOf(before, month),
				afterFen: fenOf(after, month)
			}))
			.filter((one) => one.beforeFen !== one.afterFen),
		sum: beforeFen === afterFen ? null : { beforeFen, afterFen },
		note: before.note === after.note ? null : { before: before.note, after: after.note }
	};
}

export const isUnchanged = ({ milestones, curve, funds, note }: PlanChanges): boolean =>
	!milestones.length && !curve.length && !funds.length && note === null;

const dayOf = ({ before, after }: Pair<CurvePoint>): string => (after ?? before)!.on;
const fenOf = (plan: PlanBody, month: string): number | null =>
	plan.funds.find((one) => one.month === month)?.fen ?? null;

/** Each member once: matched by the first key that fits, then by the next one; what is left stands alone. */
function paired<T>(
	before: readonly T[],
	after: readonly T[],
	keys: readonly ((one: T) => string)[]
): Pair<T>[] {
	const left = [...before];
	const partners = new Map<number, T>();
	for (const key of keys) {
		for (const [i, one] of after.entries()) {
			const place = partners.has(i) ? -1 : left.findIndex((old) => key(old) === key(one));
			if (place >= 0) partners.set(i, left.splice(place, 1)[0]!);
		}
	}
	return [
		...after.map((one, i) => ({ before: partners.get(i) ?? null, after: one })),
		...left.map((old) => ({ before: old, after: null }))
	];
}
