import { and, asc, count, desc, eq, isNull } from 'drizzle-orm';
import { isFinished } from '../../domain/round-state.ts';
import type { SurveyChanges } from '../../wire/survey-list.ts';
import type { SatisfactionView, SurveysView } from '../../wire/tracker-views.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { congress, delegate, meeting, round, roundCandidate } from '../db/schema.ts';
import { project, survey, surveyResult } from '../db/tracker-schema.ts';
import { surveyChanges } from './survey-list.ts';
import { trackerSettings } from './tracker-settings.ts';

/** 满意度测评 as the office works on it: what a new one would be about, where it could be held, and those there are. */
export const surveysView = (desk: Desk, congressId: string, year: number | null): Promise<SurveysView> =>
	inCongress(desk, congressId, async (tx) => {
		const [own] = await tx.select({ name: congress.name }).from(congress);
		const [roll] = await tx.select({ count: count() }).from(delegate).where(eq(delegate.active, true));
		const projects = await tx
			.select({ id: project.id, year: project.year, name: project.name, unit: project.unit })
			.from(project)
			.where(isNull(project.replacedAt))
			.orderBy(desc(project.year), asc(project.number), asc(project.id));
		const years = [...new Set(projects.map((one) => one.year))];
		const shown = years.find((one) => one === year) ?? years[0] ?? null;
		const { version, values } = await trackerSettings(tx);
		const meetings = await meetingsFor(tx);
		const surveys = await surveysOf(tx);
		return {
			congressName: own!.name,
			demonstration: meetings.some(({ demonstration }) => demonstration),
			electorate: roll!.count,
			settings: { ...values.satisfaction, version },
			years,
			year: shown,
			projects: projects.filter((one) => one.year === shown),
			meetings,
			surveys,
			underWay: surveys.some((one) => one.year === shown && one.announcedAt === null)
		};
	});

/** Newest first, the current one before all; `free` where a survey can be drafted now. */
async function meetingsFor(tx: Tx): Promise<SurveysView['meetings']> {
	const meetings = await tx
		.select()
		.from(meeting)
		.where(isNull(meeting.rehearsalOf))
		.orderBy(desc(meeting.current), desc(meeting.heldOn), asc(meeting.id));
	const rounds = await tx.select().from(round).orderBy(asc(round.sequence));
	const listed = new Set(
		(await tx.selectDistinct({ id: roundCandidate.roundId }).from(roundCandidate)).map(({ id }) => id)
	);
	return meetings.map(({ id, name, heldOn, current, demonstration }) => {
		const [draft, ...others] = rounds.filter((one) => one.meetingId === id && !isFinished(one.state));
		const empty =
			draft?.state === 'draft' && !draft.previousId && !listed.has(draft.id) && others.length === 0;
		return { id, name, heldOn, current, demonstration, free: !draft || empty };
	});
}

async function surveysOf(tx: Tx): Promise<SurveysView['surveys']> {
	const rows = await tx
		.select({ survey, round, meetingName: meeting.name })
		.from(survey)
		.innerJoin(round, eq(round.id, survey.roundId))
		.innerJoin(meeting, eq(meeting.id, survey.meetingId))
		.orderBy(desc(survey.createdAt));
	const results = await tx
		.select({
			result: surveyResult,
			name: project.name,
			number: project.number,
			replacedAt: project.replacedAt
		})
		.from(surveyResult)
		.innerJoin(project, eq(project.id, surveyResult.projectId))
		.orderBy(asc(project.number), asc(project.id));
	const changes = new Map<string, SurveyChanges | null>();
	for (const { survey: one } of rows)
		if (one.announcedAt === null) changes.set(one.id, await surveyChanges(tx, one.id));
	return rows.map(({ survey: one, round: held, meetingName }) => ({
		id: one.id,
		year: one.year,
		title: held.title,
		meetingName,
		roundId: held.id,
		state: held.state,
		base: one.base,
		rule: one.rule,
		createdAt: one.createdAt.toISOString(),
		createdBy: one.createdBy,
		announcedAt: one.announcedAt?.toISOString() ?? null,
		changes: changes.get(one.id) ?? null,
		results: results
			.filter(({ result }) => result.surveyId === one.id)
			.map(({ result, name, number, replacedAt }) => ({
				...satisfactionView(result, { name, number }),
				replaced: replacedAt !== null
			}))
	}));
}

/** The announced results of one project, the newest first. */
export async function satisfactionOf(
	tx: Tx,
	projectId: string
): Promise<(SatisfactionView & { year: number; roundId: string; announcedAt: string })[]> {
	const rows = await tx
		.select({ result: surveyResult, survey, name: project.name, number: project.number })
		.from(surveyResult)
		.innerJoin(survey, eq(survey.id, surveyResult.surveyId))
		.innerJoin(project, eq(project.id, surveyResult.projectId))
		.where(and(eq(surveyResult.projectId, projectId)))
		.orderBy(desc(surveyResult.at));
	return rows.map(({ result, survey: held, name, number }) => ({
		...satisfactionView(result, { name, number }),
		year: held.year,
		roundId: held.roundId!,
		announcedAt: held.announcedAt!.toISOString()
	}));
}

const satisfactionView = (
	row: typeof surveyResult.$inferSelect,
	{ name, number }: { name: string; number: number }
): SatisfactionView => ({
	projectId: row.projectId,
	projectName: name,
	number,
	counts: {
		satisfied: row.satisfied,
		basic: row.basic,
		dissatisfied: row.dissatisfied,
		blank: row.blank
	},
	base: row.base,
	baseNumber: row.baseNumber,
	rule: row.rule,
	grade: row.grade
});
