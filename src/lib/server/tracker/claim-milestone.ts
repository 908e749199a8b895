import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { earliestDone, monthOf, openReports, reportTerm } from '../../domain/tracker/report.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { milestone, plan, report } from '../db/tracker-schema.ts';
import { waitsElsewhere } from '../queries/claimed.ts';
import { ownTermsOf } from '../queries/report-terms.ts';
import { figuresBefore } from '../queries/figures-before.ts';
import { frameOf } from '../queries/plan-frame.ts';
import { firstDraft } from '../queries/report-view.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';
import { ownProject } from './own-project.ts';
import { recordAct } from './record-act.ts';

/**
 * 登记节点完成, in the middle of a month: the unit says which milestone it has reached and when. The day goes into the
 * draft of the next report that it owes, and until that report is due the milestone counts as claimed (`claimedDay`):
 * no light and no reminder calls it overdue while its only paper is not due yet. What makes it done is the report.
 */
export const claimMilestone = (
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; milestoneId: string; doneOn: string; note: string },
	now = new Date()
): Promise<
	Result<
		{ month: string },
		| 'not-found'
		| 'not-your-unit'
		| 'project-replaced'
		| 'plan-not-approved'
		| 'milestone-not-open'
		| 'milestone-day'
		| 'claim-without-report'
		| 'claim-report-late'
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		const own = await ownProject(tx, actor, input.projectId);
		if (!own.ok) return own;
		const row = own.value;
		const [paper] = await tx.select({ state: plan.state }).from(plan).where(eq(plan.projectId, row.id));
		if (paper?.state !== 'approved') return refuse('plan-not-approved');
		const [node] = await tx.select().from(milestone).where(openNode(row.id, input.milestoneId));
		if (!node || (await waitsElsewhere(tx, row.id, null)).has(node.id)) return refuse('milestone-not-open');
		const { startsOn, reportsFrom } = await frameOf(tx, row);
		const { doneOn } = input;
		const today = isoDate(now);
		if (doneOn > today || doneOn < earliestDone(node.stage, startsOn)) return refuse('milestone-day');
		const begun = await tx.select().from(report).where(eq(report.projectId, row.id));
		const { values } = await trackerSettings(tx);
		const terms = { ...values, ...(await ownTermsOf(tx, row.id)) };
		const owed = openReports(reportsFrom, today, begun, terms).find(({ month }) => month >= monthOf(doneOn));
		if (!owed) return refuse('claim-without-report');
		if (owed.dueOn < today) return refuse('claim-report-late', { month: owed.month });
		if (node.claimedMonth && node.claimedMonth !== owed.month)
			await takeOutOfDraft(tx, { projectId: row.id, month: node.claimedMonth, milestoneId: node.id });
		// Its own day: one that an earlier month has given it is not kept.
		const dueOn = reportTerm(owed.month, terms);
		const claim = { projectId: row.id, month: owed.month, dueOn, milestoneId: node.id, doneOn };
		await keepInDraft(tx, actor, claim, now);
		await tx
			.update(milestone)
			.set({ claimedOn: doneOn, claimedMonth: owed.month })
			.where(eq(milestone.id, node.id));
		const field = `milestones.${node.name}.claimedOn`;
		const before = node.claimedMonth === owed.month ? node.claimedOn : null;
		await recordAct(
			tx,
			actor,
			row,
			{
				act: 'milestone-claimed',
				subjectId: node.id,
				changes: [{ field, before, after: doneOn }],
				reason: input.note.trim(),
				detail: { month: owed.month, day: doneOn }
			},
			now
		);
		return ok({ month: owed.month });
	});

const openNode = (projectId: string, id: string) =>
	and(
		eq(milestone.id, id),
		eq(milestone.projectId, projectId),
		isNull(milestone.doneOn),
		isNull(milestone.droppedAt)
	);

/** Claimed for another month before: that month's draft tells it no more. */
const takeOutOfDraft = (tx: Tx, claim: { projectId: string; month: string; milestoneId: string }) =>
	tx
		.update(report)
		.set({
			draft: sql`${report.draft} - ${`reached-${claim.milestoneId}`}::text`,
			revision: sql`${report.revision} + 1`
		})
		.where(
			and(
				eq(report.projectId, claim.projectId),
				eq(report.month, claim.month),
				inArray(report.state, ['draft', 'returned'])
			)
		);

/** The first claim of a month begins its report, which keeps its day from then on. */
async function keepInDraft(
	tx: Tx,
	actor: StaffActor,
	claim: { projectId: string; month: string; dueOn: string; milestoneId: string; doneOn: string },
	now: Date
): Promise<void> {
	const { projectId, month, dueOn } = claim;
	const reached = { [`reached-${claim.milestoneId}`]: claim.doneOn };
	const [old] = await tx
		.select()
		.from(report)
		.where(and(eq(report.projectId, projectId), eq(report.month, month)));
	const saved = { revision: (old?.revision ?? 0) + 1, savedAt: now, savedBy: actor.name };
	if (old) {
		const draft = { ...old.draft, ...reached };
		await tx
			.update(report)
			.set({ ...saved, draft })
			.where(eq(report.id, old.id));
		return;
	}
	const draft = { ...firstDraft(await figuresBefore(tx, projectId, month)), ...reached };
	await tx.insert(report).values({ ...saved, draft, congressId: actor.congressId, projectId, month, dueOn });
}
