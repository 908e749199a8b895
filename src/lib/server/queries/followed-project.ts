import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { shownDraft } from '../../domain/tracker/drafts.ts';
import { readsProject } from '../../domain/tracker/powers.ts';
import { isoDate } from '../../i18n/format.ts';
import type { FollowedProject } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { congress, delegate, meeting, round } from '../db/schema.ts';
import {
	assignment,
	evidence,
	measure,
	plan,
	planVersion,
	project,
	report,
	supervisor
} from '../db/tracker-schema.ts';
import { acceptancesOf } from './acceptances-of.ts';
import { evidenceView } from './evidence-view.ts';
import { changesOf, supervisionActsOf } from './follow-acts.ts';
import { followRows } from './follow-rows.ts';
import { milestoneFacts } from './milestone-facts.ts';
import { sheetsOfDays } from './project-term.ts';
import { replacementOf } from './substitution.ts';
import { satisfactionOf } from './surveys-view.ts';

/**
 * The desk page of one project as this account may read it: null for a unit that has no part in it. What is still being
 * written is for the unit that writes it.
 */
export async function projectFor(
	desk: Desk,
	actor: StaffActor,
	projectId: string
): Promise<{ project: FollowedProject; own: boolean } | null> {
	const project = await followedProject(desk, actor.congressId, projectId);
	if (!project || !readsProject(actor, project.row)) return null;
	const own = actor.role === 'department' && actor.unit === project.row.unit;
	return {
		project: own ? project : { ...project, plan: project.plan && { ...project.plan, draft: {} } },
		own
	};
}

/** The desk page of one project; null where the congress has none under this id. */
export const followedProject = (
	desk: Desk,
	congressId: string,
	projectId: string,
	now = new Date()
): Promise<FollowedProject | null> =>
	inCongress(desk, congressId, async (tx) => {
		const [row] = await followRows(tx, sql`p.id = ${projectId}::uuid`);
		if (!row) return null;
		const [head] = await tx
			.select({
				project,
				congressName: congress.name,
				meetingName: meeting.name,
				demonstration: meeting.demonstration
			})
			.from(project)
			.innerJoin(round, eq(round.id, project.roundId))
			.innerJoin(meeting, eq(meeting.id, round.meetingId))
			.innerJoin(congress, eq(congress.id, project.congressId))
			.where(eq(project.id, projectId));
		const { startsOn: votedStartsOn, endsOn: votedEndsOn } = head!.project;
		const { content, beneficiaries, funding, yearFen, approve, roundId, resultHash } = head!.project;
		return {
			row,
			congressName: head!.congressName,
			meetingName: head!.meetingName,
			demonstration: head!.demonstration,
			content,
			beneficiaries,
			funding,
			yearFen,
			votedStartsOn,
			votedEndsOn,
			approve,
			roundId,
			resultHash: resultHash && Buffer.from(resultHash).toString('hex'),
			replacement: await replacementOf(tx, projectId),
			assignment: await assignmentOf(tx, projectId),
			supervisors: await supervisorsOf(tx, projectId),
			plan: await planOf(tx, projectId),
			milestones: (await milestoneFacts(tx, [projectId], isoDate(now)))[projectId] ?? [],
			measures: await tx
				.select({
					asOf: measure.asOf,
					percent: measure.percent,
					plannedFen: measure.plannedFen,
					arrivedFen: measure.arrivedFen,
					paidFen: measure.paidFen,
					explanation: measure.explanation,
					correction: measure.correction
				})
				.from(measure)
				.where(eq(measure.projectId, projectId))
				.orderBy(asc(measure.asOf), asc(measure.at)),
			reports: await reportsOf(tx, projectId),
			evidence: await evidenceOf(tx, projectId),
			satisfaction: await satisfactionOf(tx, projectId),
			acts: await supervisionActsOf(tx, eq(project.id, projectId)),
			changes: await changesOf(tx, eq(project.id, projectId)),
			acceptances: await acceptancesOf(tx, projectId)
		};
	});

/** The unit's photographs and documents, those of an acceptance too: a further one may name them again. */
async function evidenceOf(tx: Tx, projectId: string) {
	const rows = await tx
		.select()
		.from(evidence)
		.where(and(eq(evidence.projectId, projectId), isNull(evidence.visitId), isNull(evidence.withdrawnAt)))
		.orderBy(desc(evidence.takenOn), desc(evidence.uploadedAt))
		.limit(500);
	return rows.map(evidenceView);
}

async function assignmentOf(tx: Tx, projectId: string) {
	const [row] = await tx
		.select()
		.from(assignment)
		.where(eq(assignment.projectId, projectId))
		.orderBy(desc(assignment.version))
		.limit(1);
	if (!row) return null;
	const { congressId: _c, projectId: _p, issuedBy: _b, issuedAt, ...view } = row;
	return { ...view, issuedAt: issuedAt.toISOString(), sheetsOfDays: await sheetsOfDays(tx, projectId) };
}

export const supervisorsOf = (tx: Tx, projectId: string) =>
	tx
		.select({
			id: supervisor.id,
			part: supervisor.part,
			name: supervisor.name,
			number: delegate.number,
			left: sql<boolean>`coalesce(not ${delegate.active}, false)`
		})
		.from(supervisor)
		.leftJoin(delegate, eq(delegate.id, supervisor.delegateId))
		.where(and(eq(supervisor.projectId, projectId), isNull(supervisor.until)))
		.orderBy(sql`array_position(array['leader','presidium','deputy'], ${supervisor.part})`, delegate.number);

async function planOf(tx: Tx, projectId: string) {
	const [row] = await tx
		.select({ plan, body: planVersion.body })
		.from(plan)
		.leftJoin(
			planVersion,
			and(eq(planVersion.projectId, plan.projectId), eq(planVersion.version, plan.version))
		)
		.where(eq(plan.projectId, projectId));
	if (!row) return null;
	const { congressId: _c, projectId: _p, savedAt, draft, ...view } = row.plan;
	return { ...view, draft: shownDraft(draft), savedAt: savedAt.toISOString(), submitted: row.body };
}

async function reportsOf(tx: Tx, projectId: string) {
	const rows = await tx
		.select()
		.from(report)
		.where(eq(report.projectId, projectId))
		.orderBy(desc(report.month));
	return rows.map((row) => ({
		id: row.id,
		month: row.month,
		dueOn: row.dueOn,
		state: row.state,
		version: row.version,
		reason: row.reason,
		savedAt: row.savedAt.toISOString(),
		submittedAt: row.submittedAt?.toISOString() ?? null,
		decidedAt: row.decidedAt?.toISOString() ?? null,
		decidedBy: row.decidedBy
	}));
}
