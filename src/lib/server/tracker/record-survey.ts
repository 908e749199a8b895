import { eq } from 'drizzle-orm';
import type { CountResult } from '../../domain/count.ts';
import { surveyBase } from '../../domain/survey-count.ts';
import { isGrade } from '../../domain/tracker/satisfaction.ts';
import { toldTexts } from '../../i18n/zh-CN/reminders.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Tx } from '../db/client.ts';
import { ownUntilCommit, shareUntilCommit } from '../db/round-lock.ts';
import type { round } from '../db/schema.ts';
import { project, survey, surveyItem, surveyResult } from '../db/tracker-schema.ts';
import { recordAct } from './record-act.ts';
import { tellUnit } from './tell-unit.ts';

/**
 * Writes the grades of an announced 满意度测评 to its projects, in the announcing transaction: what was announced is
 * what the follow-up, the public record and the next year's start read. The unit of each that is still followed up is
 * told. It makes no projects and keeps no reserve.
 *
 * @returns how many projects were graded
 */
export async function recordSurvey(
	tx: Tx,
	actor: StaffActor,
	row: typeof round.$inferSelect,
	result: CountResult,
	now: Date
): Promise<number> {
	const [held] = await tx.select().from(survey).where(eq(survey.roundId, row.id)).for('update');
	if (!held) throw new Error(`round ${row.id} grades projects and belongs to no survey`);
	// Every project first, in one order, and the chain of the meeting before the congress's: acts on them, which hold one
	// each and come to the chains last, are waited for here and never there.
	const listed = await tx
		.select({ id: surveyItem.projectId })
		.from(surveyItem)
		.where(eq(surveyItem.surveyId, held.id))
		.orderBy(surveyItem.projectId);
	for (const { id } of listed) await ownUntilCommit(tx, 'project', id);
	await shareUntilCommit(tx, 'standing', row.congressId);
	await ownUntilCommit(tx, 'audit', row.meetingId);
	const items = await tx
		.select({ project, candidateId: surveyItem.candidateId })
		.from(surveyItem)
		.innerJoin(project, eq(project.id, surveyItem.projectId))
		.where(eq(surveyItem.surveyId, held.id))
		.orderBy(surveyItem.number);
	await tx.update(survey).set({ announcedAt: now }).where(eq(survey.id, held.id));
	const baseNumber = surveyBase(held.base, {
		electorate: row.manifest!.electorate,
		present: row.present!
	});
	for (const { project: graded, candidateId } of items) {
		const standing = result.standings.find(({ candidate }) => candidate === candidateId);
		if (!standing || !isGrade(standing.outcome)) {
			throw new Error(`the survey has no grade for project ${graded.id}`);
		}
		const grade = standing.outcome;
		await tx.insert(surveyResult).values({
			congressId: row.congressId,
			surveyId: held.id,
			projectId: graded.id,
			satisfied: standing.approve,
			basic: standing.basic!,
			dissatisfied: standing.against,
			blank: standing.abstain,
			base: held.base,
			baseNumber,
			rule: held.rule,
			grade,
			at: now
		});
		if (!graded.replacedAt) {
			const text = toldTexts.graded(held.year, grade);
			// The survey alone would tell a unit with several projects of the first of them.
			await tellUnit(tx, graded, { told: 'graded', subjectId: graded.id, which: held.id, text }, now);
		}
		await recordAct(
			tx,
			actor,
			graded,
			{
				act: 'survey-graded',
				subjectId: held.id,
				changes: [{ field: 'satisfaction', before: null, after: grade }],
				detail: { year: held.year, grade }
			},
			now
		);
	}
	return items.length;
}
