import { and, count, eq } from 'drizzle-orm';
import {
	authorityFor,
	changeRows,
	withoutRepeated,
	checkChange,
	fieldsOfChange,
	standsOver,
	type ChangeFault,
	type ChangeKind,
	type ChangeValues
} from '../../domain/tracker/change.ts';
import { checkFundPlan, isSameMoney, type FundPlanFault } from '../../domain/tracker/fund-plan.ts';
import { checkTotal, type MoneySoFar, type TotalFault } from '../../domain/tracker/money-so-far.ts';
import { earliestDay, type PlannedMonth } from '../../domain/tracker/plan.ts';
import type { NodeDate } from '../../domain/tracker/reschedule.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { changeRequest } from '../db/tracker-schema.ts';
import { approvedPlan } from '../queries/approved-plan.ts';
import { moneySoFarOf } from '../queries/money-so-far.ts';
import { sheetsOfDays, termOf } from '../queries/project-term.ts';
import { standingNodes } from '../queries/standing-nodes.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';
import { ownProject } from './own-project.ts';
import { recordAct } from './record-act.ts';

/**
 * The unit asks for a change of what was voted on; who decides is fixed by the settings of this day. Dates change from
 * the project's term, which a 交办单 may have made shorter than the vote: that is what everybody goes by.
 *
 * @param input.surplus with a total below what has arrived: what becomes of the rest
 * @param input.moves with a change of dates: open milestones by id with their new day
 * @param input.over what the form was filled in on (`standsOver`); a later state is refused, for what nobody has touched would be
 *   asked back to what it was. Left out where nobody has read a form
 */
export function askChange(
	desk: Desk,
	actor: StaffActor,
	input: {
		projectId: string;
		kind: ChangeKind;
		after: ChangeValues;
		moves?: readonly { id: string; plannedOn: string }[];
		surplus?: string;
		reason: string;
		over?: number;
	},
	now = new Date()
): Promise<
	Result<
		{ id: string },
		| ChangeFault
		| FundPlanFault
		| TotalFault
		| 'not-found'
		| 'not-your-unit'
		| 'project-replaced'
		| 'change-open'
		| 'change-moved'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		const own = await ownProject(tx, actor, input.projectId);
		if (!own.ok) return own;
		const row = own.value;
		const { kind, over } = input;
		if (over !== undefined && over !== (await standsAt(tx, row.id, kind))) return refuse('change-moved');
		const nodes = await standingNodes(tx, row.id);
		const standing = kind === 'budget' ? ((await approvedPlan(tx, row.id))?.body.funds ?? null) : null;
		const money = kind === 'budget' ? await moneySoFarOf(tx, row.id) : null;
		const wanted = withoutSameMoney(input.after, { funds: standing, totalFen: row.totalFen });
		const surplus = arrivesBeyond(wanted, row, money) ? (input.surplus ?? '').trim() : '';
		const term = kind === 'date' ? await termOf(tx, row.id) : {};
		const standsAs = { ...row, ...term, replacement: row.name, funds: standing ?? [], surplus: '' };
		const after = {
			...withoutRepeated(standsAs, wanted),
			...movedNodes(nodes, input.moves ?? []),
			...(surplus ? { surplus } : {})
		};
		const current = {
			...standsAs,
			milestones: nodesBefore(nodes, after)
		};
		const before = Object.fromEntries(
			fieldsOfChange[kind].flatMap((field) =>
				isOptional(field) && !after[field] ? [] : [[field, current[field]]]
			)
		) as ChangeValues;
		const earliest = earliestDay(row.year, row.startsOn);
		const checked = checkChange({ kind, before, after, reason: input.reason, nodes, earliest });
		if (!checked.ok) return checked;
		if (kind === 'budget') {
			const { funds, totalFen = row.totalFen } = after;
			const changesTotal = totalFen !== row.totalFen;
			const possible = changesTotal ? checkTotal(totalFen, money, surplus) : ok({});
			if (!possible.ok) return possible;
			const fits = checkFundPlan({ standing, funds, totalFen, changesTotal, paid: money?.paid });
			if (!fits.ok) return fits;
		}
		const [open] = await tx
			.select({ id: changeRequest.id })
			.from(changeRequest)
			.where(
				and(
					eq(changeRequest.projectId, row.id),
					eq(changeRequest.kind, kind),
					eq(changeRequest.state, 'asked')
				)
			);
		if (open) return refuse('change-open');
		const { values: settings } = await trackerSettings(tx);
		const [asked] = await tx
			.insert(changeRequest)
			.values({
				congressId: row.congressId,
				projectId: row.id,
				kind,
				before,
				after,
				reason: input.reason.trim(),
				authority: authorityFor(kind, settings.authorities),
				state: 'asked',
				askedAt: now,
				askedBy: actor.name
			})
			.returning({ id: changeRequest.id });
		const changes = changeRows(before, after);
		await recordAct(
			tx,
			actor,
			row,
			{ act: 'change-asked', subjectId: asked!.id, changes, reason: input.reason.trim(), detail: { kind } },
			now
		);
		return ok({ id: asked!.id });
	});
}

async function standsAt(tx: Tx, projectId: string, kind: ChangeKind): Promise<number> {
	const [approved] = await tx
		.select({ n: count() })
		.from(changeRequest)
		.where(and(eq(changeRequest.projectId, projectId), eq(changeRequest.state, 'approved')));
	return standsOver(kind, { approved: approved!.n, sheets: await sheetsOfDays(tx, projectId) });
}

/** Fields that a change is silent about where it does not touch them. */
const isOptional = (field: keyof ChangeValues): field is 'milestones' | 'funds' | 'surplus' =>
	field === 'milestones' || field === 'funds' || field === 'surplus';

/** Whether more has arrived than a new total comes to. */
const arrivesBeyond = (
	{ totalFen }: ChangeValues,
	row: { totalFen: number },
	money: MoneySoFar | null
): boolean =>
	totalFen !== undefined && totalFen !== row.totalFen && money !== null && totalFen < money.arrived.fen;

/** Months that stay as they are under the same total are no part of a change; its form sends them all the same. */
function withoutSameMoney(
	{ funds, ...after }: ChangeValues,
	row: { funds: readonly PlannedMonth[] | null; totalFen: number }
): ChangeValues {
	const { totalFen = row.totalFen } = after;
	if (!funds || (totalFen === row.totalFen && isSameMoney(funds, row.funds ?? []))) return after;
	return { ...after, funds };
}

type Node = NodeDate & { doneOn: string | null };

/** The milestones that get another day, named; nothing where none does. One that is done goes along to be refused. */
function movedNodes(
	nodes: readonly Node[],
	moves: readonly { id: string; plannedOn: string }[]
): Pick<ChangeValues, 'milestones'> {
	const milestones = moves
		.map(({ id, plannedOn }) => ({ id, plannedOn, old: nodes.find((node) => node.id === id) }))
		.filter(({ plannedOn, old }) => old?.plannedOn !== plannedOn)
		.map(({ id, plannedOn, old }) => ({ id, name: old?.name ?? '', plannedOn }));
	return milestones.length ? { milestones } : {};
}

const nodesBefore = (nodes: readonly Node[], { milestones = [] }: ChangeValues): NodeDate[] =>
	nodes
		.filter(({ id }) => milestones.some((moved) => moved.id === id))
		.map(({ id, name, plannedOn }) => ({ id, name, plannedOn }));
