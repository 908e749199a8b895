import { and, eq, isNull } from 'drizzle-orm';
import { differences } from '../../domain/tracker/differences.ts';
import {
	fellSince,
	monthEnd,
	moveReport,
	returnedDueOn,
	type ReportBody
} from '../../domain/tracker/report.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { formatDate, isoDate } from '../../i18n/format.ts';
import { toldTexts } from '../../i18n/zh-CN/reminders.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { measure, milestone, report, reportVersion } from '../db/tracker-schema.ts';
import { isAccepted } from '../queries/accepted.ts';
import { newestMeasure } from '../queries/newest-measure.ts';
import { frameOf } from '../queries/plan-frame.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';
import { projectUnder, type ProjectRow } from './own-project.ts';
import { recordAct } from './record-act.ts';
import { tellUnit } from './tell-unit.ts';

type ReportRow = typeof report.$inferSelect;

/**
 * Approves a report, whose figures then are the project's, or returns it with a reason and a new term. Months are approved in
 * their order. `version` is the one that was read.
 */
export function decideReport(
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; month: string; version: number; verdict: 'approve' | 'return'; reason: string },
	now = new Date()
): Promise<
	Result<
		object,
		| 'not-found'
		| 'forbidden'
		| 'project-replaced'
		| 'report-locked'
		| 'other-version'
		| 'reason-needed'
		| 'earlier-report-waits'
		| 'later-report-approved'
		| 'figures-fell-since'
		| 'milestone-told-twice'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		const found = await projectUnder(tx, actor, 'review', input.projectId);
		if (!found.ok) return found;
		const reports = await tx.select().from(report).where(eq(report.projectId, input.projectId));
		const paper = reports.find(({ month }) => month === input.month);
		if (!paper) return refuse('not-found');
		const moved = moveReport(paper.state, input.verdict);
		if (!moved.ok) return moved;
		if (paper.version !== input.version) return refuse('other-version');
		const reason = input.reason.trim();
		if (input.verdict === 'return' && !reason) return refuse('reason-needed');
		// What was begun for a month that is not owed any more its unit can't touch: it holds up nothing.
		const { reportsFrom } = await frameOf(tx, found.value);
		const waiting = reports.find(
			({ month, state }) => month >= reportsFrom && month < input.month && state !== 'approved'
		);
		if (input.verdict === 'approve' && waiting)
			return refuse('earlier-report-waits', { month: waiting.month });
		// Nobody owed it when that was approved: the start has moved to and fro, and the later figures hold.
		const later = reports.find(({ month, state }) => month > input.month && state === 'approved');
		if (input.verdict === 'approve' && later) return refuse('later-report-approved', { month: later.month });
		const handedIn = await newestVersion(tx, paper);
		const before = await newestMeasure(tx, input.projectId);
		if (input.verdict === 'approve' && fellSince(handedIn.body, before)) return refuse('figures-fell-since');
		const twice = await toldOtherwise(tx, input.projectId, handedIn.body.reached);
		if (input.verdict === 'approve' && twice) return refuse('milestone-told-twice', twice);
		const { calendar } = (await trackerSettings(tx)).values;
		const dueOn =
			input.verdict === 'return' ? returnedDueOn(paper.dueOn, isoDate(now), calendar) : paper.dueOn;
		await tx
			.update(report)
			.set({
				state: moved.value,
				dueOn,
				reason: input.verdict === 'return' ? reason : '',
				decidedAt: now,
				decidedBy: actor.name
			})
			.where(eq(report.id, paper.id));
		const changes =
			input.verdict === 'approve'
				? await adopt(tx, found.value, paper, handedIn, before, now)
				: differences({ reportDueOn: paper.dueOn }, { reportDueOn: dueOn });
		if (input.verdict === 'approve') {
			const text = toldTexts.reportApproved(input.month);
			await tellUnit(tx, found.value, { told: 'report-approved', subjectId: paper.id, text }, now);
		} else if (await isAccepted(tx, found.value.id)) {
			// 我的待办 has no report of an accepted project, and nobody is reminded of one.
			const text = toldTexts.reportReturned(input.month, reason);
			const { id: subjectId, version: which } = paper;
			await tellUnit(tx, found.value, { told: 'report-returned', subjectId, which, text }, now);
		}
		await recordAct(
			tx,
			actor,
			found.value,
			{
				act: input.verdict === 'approve' ? 'report-approved' : 'report-returned',
				subjectId: paper.id,
				changes,
				reason,
				detail: { month: input.month, version: input.version }
			},
			now
		);
		return ok({});
	});
}

async function newestVersion(tx: Tx, paper: ReportRow): Promise<{ body: ReportBody; by: string }> {
	const [kept] = await tx
		.select({ body: reportVersion.body, by: reportVersion.submittedBy })
		.from(reportVersion)
		.where(and(eq(reportVersion.reportId, paper.id), eq(reportVersion.version, paper.version)));
	return kept!;
}

/** A milestone that an earlier report has told with another day; of the same day nothing is lost. */
async function toldOtherwise(tx: Tx, projectId: string, reached: ReportBody['reached']) {
	const nodes = await tx.select().from(milestone).where(eq(milestone.projectId, projectId));
	const other = nodes.find(({ id, doneOn }) =>
		reached.some((one) => doneOn !== null && one.milestoneId === id && one.doneOn !== doneOn)
	);
	return other ? { name: other.name, day: formatDate(other.doneOn!) } : null;
}

/** The report's figures become the project's, as of the end of its month, or of the day of an early hand-in. */
async function adopt(
	tx: Tx,
	row: ProjectRow,
	paper: ReportRow,
	{ body, by }: { body: ReportBody; by: string },
	before: Awaited<ReturnType<typeof newestMeasure>>,
	now: Date
) {
	const { percent, arrivedFen, paidFen, explanation, correction, reached } = body;
	const [lastDay, handedInOn] = [monthEnd(paper.month), isoDate(paper.submittedAt ?? now)];
	await tx.insert(measure).values({
		congressId: row.congressId,
		projectId: row.id,
		asOf: lastDay < handedInOn ? lastDay : handedInOn,
		percent,
		plannedFen: row.totalFen,
		arrivedFen,
		paidFen,
		explanation,
		correction,
		reportId: paper.id,
		at: now,
		by
	});
	const done = [];
	for (const { milestoneId, doneOn } of reached) {
		const [node] = await tx
			.update(milestone)
			.set({ doneOn, reachedAt: now, claimedOn: null, claimedMonth: null })
			.where(and(eq(milestone.id, milestoneId), eq(milestone.projectId, row.id), isNull(milestone.doneOn)))
			.returning({ name: milestone.name });
		if (node) done.push({ field: `milestones.${node.name}.doneOn`, before: null, after: doneOn });
	}
	const figures = (one: { percent: number; arrivedFen: number; paidFen: number } | null) =>
		one ? { percent: one.percent, arrivedFen: one.arrivedFen, paidFen: one.paidFen } : {};
	return [...differences(figures(before), figures({ percent, arrivedFen, paidFen })), ...done];
}
