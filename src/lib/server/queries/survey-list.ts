import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { HoldingSurvey, SurveyChanges } from '../../wire/survey-list.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { round } from '../db/schema.ts';
import { project, survey, surveyItem } from '../db/tracker-schema.ts';

/** What a 满意度测评 of a year grades: its projects in their order, without the replaced ones. */
export const projectsToGrade = (tx: Tx, year: number) =>
	tx
		.select({ id: project.id, candidateId: project.candidateId })
		.from(project)
		.where(and(eq(project.year, year), isNull(project.replacedAt)))
		.orderBy(asc(project.number), asc(project.id));

/** How the survey's list differs from what one that is made now would have; null where it doesn't. */
export async function surveyChanges(tx: Tx, surveyId: string): Promise<SurveyChanges | null> {
	const gone = await tx.execute<SurveyChanges['gone'][number]>(sql`
		select p.name, s.name as by from tracker.survey_item i join tracker.project p on p.id = i.project_id
		left join tracker.project s on s.predecessor_id = p.id
		where i.survey_id = ${surveyId}::uuid and p.replaced_at is not null order by i.number`);
	const missing = await tx.execute<{ name: string }>(sql`
		select p.name from tracker.survey v join tracker.project p on p.year = v.year and p.replaced_at is null
		where v.id = ${surveyId}::uuid
			and not exists (select from tracker.survey_item i where i.survey_id = v.id and i.project_id = p.id)
		order by p.number, p.id`);
	if (!gone.length && !missing.length) return null;
	return { gone: gone.map(({ name, by }) => ({ name, by })), missing: missing.map(({ name }) => name) };
}

/** The same of the draft that a meeting would make ready, for the office's desk. */
export const draftedSurveyChanges = (
	desk: Desk,
	congressId: string,
	meetingId: string
): Promise<SurveyChanges | null> =>
	inCongress(desk, congressId, async (tx) => {
		const [drafted] = await tx
			.select({ id: survey.id })
			.from(survey)
			.innerJoin(round, eq(round.id, survey.roundId))
			.where(and(eq(round.meetingId, meetingId), eq(round.state, 'draft')));
		return drafted ? surveyChanges(tx, drafted.id) : null;
	});

/** The surveys without a result that have the project on their list. */
export const surveysHolding = (tx: Tx, projectId: string): Promise<HoldingSurvey[]> =>
	tx
		.select({ title: round.title, state: round.state })
		.from(surveyItem)
		.innerJoin(survey, eq(survey.id, surveyItem.surveyId))
		.innerJoin(round, eq(round.id, survey.roundId))
		.where(and(eq(surveyItem.projectId, projectId), isNull(survey.announcedAt)))
		.orderBy(asc(survey.createdAt));

export const holdingSurveys = (desk: Desk, congressId: string, projectId: string): Promise<HoldingSurvey[]> =>
	inCongress(desk, congressId, (tx) => surveysHolding(tx, projectId));
