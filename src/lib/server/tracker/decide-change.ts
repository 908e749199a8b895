import { and, eq, isNull } from 'drizzle-orm';
import { changeRows, checkDecision, type Authority, type ChangeValues } from '../../domain/tracker/change.ts';
import { rescheduledPlan, type NodeDate } from '../../domain/tracker/reschedule.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { changeRequest, milestone, plan, planVersion, project } from '../db/tracker-schema.ts';
import { projectUnder, type ProjectRow } from './own-project.ts';
import { recordAct } from './record-act.ts';

/**
 * Records the decision over a change by its number and day. Approved it is written into the project in the same
 * transaction; refused it stays visible too. A replaced project is followed up no more.
 */
export function decideChange(
	desk: Desk,
	actor: StaffActor,
	input: {
		projectId: string;
		id: string;
		verdict: 'approved' | 'refused';
		by: Authority;
		reference: string;
		decidedOn: string;
		note: string;
	},
	now = new Date()
): Promise<
	Result<
		object,
		| 'not-found'
		| 'forbidden'
		| 'project-replaced'
		| 'change-decided'
		| 'wrong-authority'
		| 'decision-missing'
		| 'decision-date'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		const found = await projectUnder(tx, actor, 'decide', input.projectId);
		if (!found.ok) return found;
		const row = found.value;
		const [change] = await tx
			.select()
			.from(changeRequest)
			.where(and(eq(changeRequest.id, input.id), eq(changeRequest.projectId, row.id)));
		if (!change) return refuse('not-found');
		const { kind, authority, state, askedAt } = change;
		const checked = checkDecision(
			{ kind, authority, state, askedOn: isoDate(askedAt) },
			{ by: input.by, reference: input.reference, decidedOn: input.decidedOn },
			isoDate(now)
		);
		if (!checked.ok) return checked;
		await tx
			.update(changeRequest)
			.set({
				state: input.verdict,
				decision: input.reference.trim(),
				decidedOn: input.decidedOn,
				decidedAt: now,
				decidedBy: actor.name,
				note: input.note
			})
			.where(eq(changeRequest.id, change.id));
		const approved = input.verdict === 'approved';
		let milestones: NodeDate[] = [];
		if (approved) {
			const { replacement, milestones: wanted, ...fields } = change.after;
			await tx
				.update(project)
				.set({ ...fields, changeId: change.id, ...(replacement === undefined ? {} : { replacedAt: now }) })
				.where(eq(project.id, row.id));
			milestones = await moveMilestones(tx, row, wanted ?? []);
			if (milestones.length) await movePlan(tx, row, change, milestones, now);
		}
		await recordAct(
			tx,
			actor,
			row,
			{
				act: `change-${input.verdict}`,
				subjectId: change.id,
				changes: approved ? writtenRows(change, milestones) : [],
				reason: input.note,
				detail: { kind, decision: input.reference.trim() }
			},
			now
		);
		return ok({});
	});
}

/** What was written in: of the milestones asked for those that moved. */
const writtenRows = ({ before, after }: { before: ChangeValues; after: ChangeValues }, moved: NodeDate[]) =>
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

/** The approved plan's next version, on the new days; the one that was handed in stays as it was. */
async function movePlan(
	tx: Tx,
	row: ProjectRow,
	change: { id: string; before: ChangeValues; after: ChangeValues; askedBy: string },
	moved: readonly NodeDate[],
	now: Date
): Promise<void> {
	const [paper] = await tx
		.select({ version: plan.version, body: planVersion.body })
		.from(plan)
		.innerJoin(
			planVersion,
			and(eq(planVersion.projectId, plan.projectId), eq(planVersion.version, plan.version))
		)
		.where(and(eq(plan.projectId, row.id), eq(plan.state, 'approved')));
	if (!paper) return;
	const { endsOn: from } = change.before;
	const { endsOn: to } = change.after;
	const version = paper.version + 1;
	await tx.insert(planVersion).values({
		congressId: row.congressId,
		projectId: row.id,
		version,
		body: rescheduledPlan(paper.body, moved, from && to ? { from, to } : null),
		basis: change.id,
		submittedAt: now,
		submittedBy: change.askedBy
	});
	await tx.update(plan).set({ version }).where(eq(plan.projectId, row.id));
}
