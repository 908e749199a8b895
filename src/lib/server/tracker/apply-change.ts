import { and, eq, isNull } from 'drizzle-orm';
import { changeRows, type ChangeValues } from '../../domain/tracker/change.ts';
import type { FieldChange } from '../../domain/tracker/differences.ts';
import { checkFundPlan, isSameMoney, type FundPlanFault } from '../../domain/tracker/fund-plan.ts';
import { checkTotal, type TotalFault } from '../../domain/tracker/money-so-far.ts';
import type { PlanBody, PlannedMonth } from '../../domain/tracker/plan.ts';
import { rescheduledPlan, type NodeDate } from '../../domain/tracker/reschedule.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { Tx } from '../db/client.ts';
import { milestone, plan, planVersion, project, type changeRequest } from '../db/tracker-schema.ts';
import { approvedPlan } from '../queries/approved-plan.ts';
import { moneySoFarOf } from '../queries/money-so-far.ts';
import { dueSinceStart } from './due-anew.ts';
import type { ProjectRow } from './own-project.ts';

type ChangeRow = typeof changeRequest.$inferSelect;
type ProjectDays = { startsOn: string; endsOn: string };

/** What an approved budget makes of the money by month; `funds` null where months stay as they are. */
export type MoneyByMonth = { standing: readonly PlannedMonth[]; funds: readonly PlannedMonth[] | null };

export type MoneyRefusal = FundPlanFault | TotalFault | 'surplus-undecided';

/**
 * The money by month that a budget comes to: as it was asked for, or as the recording of the decision has it where
 * the request names none, for it may be older than the plan. Both it and the total are held against what has arrived
 * and been paid by now, which a report may have changed since the request.
 *
 * @param recorded months and words that the decision is recorded with
 */
export async function moneyByMonth(
	tx: Tx,
	row: ProjectRow,
	after: ChangeValues,
	recorded: { funds?: readonly PlannedMonth[]; note: string }
): Promise<Result<MoneyByMonth, MoneyRefusal>> {
	const standing = (await approvedPlan(tx, row.id))?.body.funds ?? null;
	const { totalFen = row.totalFen } = after;
	const changesTotal = totalFen !== row.totalFen;
	const money = await moneySoFarOf(tx, row.id);
	const possible = changesTotal ? checkTotal(totalFen, money, after.surplus ?? recorded.note) : ok({});
	if (!possible.ok)
		return possible.code === 'total-below-arrived' ? refuse('surplus-undecided', possible.detail) : possible;
	const unchanged = !changesTotal && recorded.funds && isSameMoney(recorded.funds, standing ?? []);
	const funds = after.funds ?? (unchanged ? undefined : recorded.funds);
	const fits = checkFundPlan({ standing, funds, totalFen, changesTotal, paid: money?.paid });
	return fits.ok ? ok({ standing: standing ?? [], funds: funds ?? null }) : fits;
}

/**
 * Writes an approved change into the project, its open milestones and its plan.
 *
 * @param term the project's days before the decision: once it is approved, they are those that it names
 * @param money of a change of the budget; null for any other
 * @returns what was written in, for the history
 */
export async function applyChange(
	tx: Tx,
	row: ProjectRow,
	change: ChangeRow,
	term: ProjectDays,
	money: MoneyByMonth | null,
	now: Date
): Promise<FieldChange[]> {
	const { replacement, milestones: wanted, funds: _months, surplus: _words, ...fields } = change.after;
	await tx
		.update(project)
		.set({ ...fields, changeId: change.id, ...(replacement === undefined ? {} : { replacedAt: now }) })
		.where(eq(project.id, row.id));
	const moved = await moveMilestones(tx, row, wanted ?? []);
	// A start that moves takes the curve along even alone: nothing is planned before it.
	if (moved.length || change.after.startsOn)
		await writePlan(tx, row, change, (body) => moveDays(body, change, moved, term), now);
	if (!money?.funds)
		return [...movedRows(change, moved), ...(await dueSinceStart(tx, row.id, term.startsOn, now))];
	const { standing, funds } = money;
	await writePlan(tx, row, change, (body) => ({ ...body, funds: [...funds] }), now);
	return changeRows({ ...change.before, funds: [...standing] }, { ...change.after, funds: [...funds] });
}

/** What was written in: of the milestones asked for those that moved. */
const movedRows = ({ before, after }: ChangeRow, moved: NodeDate[]) =>
	changeRows(
		{ ...before, milestones: before.milestones?.filter(({ id }) => moved.some((node) => node.id === id)) },
		{ ...after, milestones: moved }
	);

/** Those that are still open: a milestone reached since the change was asked for keeps its day. */
async function moveMilestones(tx: Tx, row: ProjectRow, wanted: readonly NodeDate[]): Promise<NodeDate[]> {
	const moved: NodeDate[] = [];
	for (const node of wanted) {
		const done = await tx
			.update(milestone)
			.set({ plannedOn: node.plannedOn })
			.where(
				and(
					eq(milestone.id, node.id),
					eq(milestone.projectId, row.id),
					isNull(milestone.doneOn),
					isNull(milestone.droppedAt)
				)
			)
			.returning({ id: milestone.id });
		if (done.length) moved.push(node);
	}
	return moved;
}

/** The approved plan's next version, made by a decision; the one before stays as it was. */
async function writePlan(
	tx: Tx,
	row: ProjectRow,
	change: ChangeRow,
	next: (body: PlanBody) => PlanBody,
	now: Date
): Promise<void> {
	const paper = await approvedPlan(tx, row.id);
	if (!paper) return;
	const version = paper.version + 1;
	await tx.insert(planVersion).values({
		congressId: row.congressId,
		projectId: row.id,
		version,
		body: next(paper.body),
		basis: change.id,
		submittedAt: now,
		submittedBy: change.askedBy
	});
	await tx.update(plan).set({ version }).where(eq(plan.projectId, row.id));
}

/**
 * Milestones on their new days, and the curve drawn along with them.
 *
 * @param term the project's days until now: its curve lies within those of the 交办单, not of the vote
 */
function moveDays(
	body: PlanBody,
	{ after }: ChangeRow,
	moved: readonly NodeDate[],
	term: ProjectDays
): PlanBody {
	const { startsOn, endsOn: to } = after;
	return rescheduledPlan(body, moved, to ? { from: term.endsOn, to } : null, {
		start: startsOn ? { from: term.startsOn, to: startsOn } : null,
		lastDay: to ?? term.endsOn
	});
}
