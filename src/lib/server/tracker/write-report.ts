import { createHash } from 'node:crypto';
import { and, eq, isNull, notInArray } from 'drizzle-orm';
import { jcs } from '../../crypto/jcs.ts';
import {
	isDraft,
	isSavedAlready,
	readReportDraft,
	type Draft,
	type DraftFault
} from '../../domain/tracker/drafts.ts';
import {
	monthOf,
	monthsOwed,
	moveReport,
	reportFaults,
	reportTerm,
	type EarlierMonth,
	type FiguresOfMonth,
	type ReportBody,
	type ReportFault
} from '../../domain/tracker/report.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import { monthParam } from '../../wire/tracker.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { milestone, plan, report, reportVersion } from '../db/tracker-schema.ts';
import { waitsElsewhere } from '../queries/claimed.ts';
import { figuresBefore } from '../queries/figures-before.ts';
import { ownTermsOf } from '../queries/report-terms.ts';
import { frameOf } from '../queries/plan-frame.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';
import { ownProject, type ProjectRow } from './own-project.ts';
import { recordAct } from './record-act.ts';
import { refreshStanding } from './refresh-standing.ts';

export type ReportInput = { projectId: string; month: string; revision: number; draft: Draft };
type Refusal =
	| 'not-found'
	| 'not-your-unit'
	| 'project-replaced'
	| 'plan-not-approved'
	| 'wrong-month'
	| 'report-locked'
	| 'edited-elsewhere'
	| 'bad-request';

/** Keeps what was typed, right or wrong; the first save makes the report. */
export const saveReport = (
	desk: Desk,
	actor: StaffActor,
	input: ReportInput,
	now = new Date()
): Promise<Result<{ revision: number }, Refusal>> =>
	act(desk, actor.congressId, async (tx) => {
		const saved = await keepDraft(tx, actor, input, now);
		return saved.ok ? ok({ revision: saved.value.paper.revision }) : saved;
	});

/**
 * 报送月报: locked as a snapshot under its hash. Months are handed in in order, so that every report is compared
 * with the one before it; with faults it stays a draft and all of them are told.
 */
export const submitReport = (
	desk: Desk,
	actor: StaffActor,
	input: ReportInput,
	now = new Date()
): Promise<
	Result<
		| { version: number }
		// A fault, not a refusal: a refused act is rolled back, and the draft with it.
		| {
				faults: (DraftFault | ReportFault | EarlierMonth)[];
				before: FiguresOfMonth | null;
				revision: number;
		  },
		Refusal
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		const saved = await keepDraft(tx, actor, input, now);
		if (!saved.ok) return saved;
		const { row, paper, startsOn, reportsFrom } = saved.value;
		const handedIn = await tx
			.select({ month: report.month, state: report.state })
			.from(report)
			.where(eq(report.projectId, row.id));
		const missing = monthsOwed(reportsFrom, `${input.month}-01`).find(
			(month) => !handedIn.some((one) => one.month === month && ['submitted', 'approved'].includes(one.state))
		);
		const { body, faults } = readReportDraft(input.draft);
		const before = await figuresBefore(tx, row.id, input.month);
		const open = await tx
			.select({ id: milestone.id, stage: milestone.stage, name: milestone.name })
			.from(milestone)
			.where(and(eq(milestone.projectId, row.id), isNull(milestone.doneOn), isNull(milestone.droppedAt)));
		const elsewhere = await waitsElsewhere(tx, row.id, input.month);
		const all = [
			...(missing ? [{ code: 'earlier-month-first', about: missing } as const] : []),
			...(faults.length
				? faults.map((fault) => {
						const node = open.find(({ id }) => fault.field === `reached-${id}`);
						return node ? { ...fault, about: node.name } : fault;
					})
				: reportFaults(body, {
						today: isoDate(now),
						before,
						startsOn,
						open: open.filter(({ id }) => !elsewhere.has(id)),
						totalFen: row.totalFen
					}))
		];
		if (all.length) return ok({ faults: all, before, revision: paper.revision });
		const version = paper.version + 1;
		await tx.insert(reportVersion).values({
			congressId: row.congressId,
			reportId: paper.id,
			version,
			body,
			hash: createHash('sha256')
				.update(jcs({ project: row.id, month: input.month, version, ...body }))
				.digest(),
			submittedAt: now,
			submittedBy: actor.name
		});
		await tx
			.update(report)
			.set({ state: 'submitted', version, submittedAt: now })
			.where(eq(report.id, paper.id));
		await keepClaims(tx, row.id, input.month, body.reached);
		await recordAct(
			tx,
			actor,
			row,
			{ act: 'report-submitted', subjectId: paper.id, detail: { month: input.month, version } },
			now
		);
		return ok({ version });
	});

/** What the month's report says is reached counts as claimed from now on, and nothing else that was claimed for it. */
async function keepClaims(tx: Tx, projectId: string, month: string, reached: ReportBody['reached']) {
	await dropClaims(
		tx,
		projectId,
		month,
		reached.map(({ milestoneId }) => milestoneId)
	);
	for (const { milestoneId, doneOn } of reached)
		await tx
			.update(milestone)
			.set({ claimedOn: doneOn, claimedMonth: month })
			.where(and(eq(milestone.id, milestoneId), eq(milestone.projectId, projectId)));
}

/** @returns whether a milestone counts as claimed no more */
async function dropClaims(tx: Tx, projectId: string, month: string, kept: string[]): Promise<boolean> {
	const dropped = await tx
		.update(milestone)
		.set({ claimedOn: null, claimedMonth: null })
		.where(
			and(
				eq(milestone.projectId, projectId),
				eq(milestone.claimedMonth, month),
				isNull(milestone.doneOn),
				kept.length ? notInArray(milestone.id, kept) : undefined
			)
		)
		.returning({ id: milestone.id });
	return dropped.length > 0;
}

async function keepDraft(
	tx: Tx,
	actor: StaffActor,
	input: ReportInput,
	now: Date
): Promise<
	Result<
		{ row: ProjectRow; paper: typeof report.$inferSelect; startsOn: string; reportsFrom: string },
		Refusal
	>
> {
	if (!isDraft(input.draft)) return refuse('bad-request');
	if (!monthParam.safeParse(input.month).success) return refuse('wrong-month');
	const own = await ownProject(tx, actor, input.projectId);
	if (!own.ok) return own;
	const row = own.value;
	const [paper] = await tx.select({ state: plan.state }).from(plan).where(eq(plan.projectId, row.id));
	if (paper?.state !== 'approved') return refuse('plan-not-approved');
	const { startsOn, reportsFrom } = await frameOf(tx, row);
	if (input.month < reportsFrom || input.month > monthOf(isoDate(now))) return refuse('wrong-month');
	const [old] = await tx
		.select()
		.from(report)
		.where(and(eq(report.projectId, row.id), eq(report.month, input.month)));
	const moved = moveReport(old?.state ?? 'draft', 'save');
	if (!moved.ok) return moved;
	if (old && isSavedAlready(old, input, actor)) return ok({ row, paper: old, startsOn, reportsFrom });
	if ((old?.revision ?? 0) !== input.revision) return refuse('edited-elsewhere', { by: old?.savedBy ?? '' });
	const terms = { ...(await trackerSettings(tx)).values, ...(await ownTermsOf(tx, row.id)) };
	const typed = { draft: input.draft, revision: input.revision + 1, savedAt: now, savedBy: actor.name };
	const [kept] = old
		? await tx.update(report).set(typed).where(eq(report.id, old.id)).returning()
		: await tx
				.insert(report)
				.values({
					...typed,
					congressId: row.congressId,
					projectId: row.id,
					month: input.month,
					dueOn: reportTerm(input.month, terms)
				})
				.returning();
	// A claim follows the draft that it was written into: what the unit takes out there, it claims no more.
	const { reached } = readReportDraft(input.draft).body;
	for (const { milestoneId, doneOn } of reached)
		await tx
			.update(milestone)
			.set({ claimedOn: doneOn })
			.where(
				and(
					eq(milestone.id, milestoneId),
					eq(milestone.projectId, row.id),
					eq(milestone.claimedMonth, input.month),
					isNull(milestone.doneOn)
				)
			);
	if (
		await dropClaims(
			tx,
			row.id,
			input.month,
			reached.map(({ milestoneId }) => milestoneId)
		)
	)
		await refreshStanding(tx, [row.id], now);
	return ok({ row, paper: kept!, startsOn, reportsFrom });
}
