import { and, asc, eq, isNull } from 'drizzle-orm';
import { has } from '../../domain/tracker/powers.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isFinished } from '../../domain/round-state.ts';
import { surveyRules } from '../../domain/rule-set.ts';
import { isId } from '../../wire/form.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { ownRounds, ownUntilCommit } from '../db/round-lock.ts';
import { meeting, round, roundCandidate } from '../db/schema.ts';
import { survey, type TakenDraft } from '../db/tracker-schema.ts';
import { appendAudit } from '../desk/audit.ts';
import { projectsToGrade } from '../queries/survey-list.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';
import { listSurvey } from './list-survey.ts';

export type SurveyRefusal =
	'not-found' | 'forbidden' | 'no-projects-of-year' | 'survey-poll-not-finished' | 'survey-under-way';

/**
 * 满意度测评 of a year's projects, drafted as a round of a meeting: from here on it goes the way of every other round.
 * Its lines are the candidates that the congress once voted on, so that a deputy reads the text that was adopted;
 * replaced projects are left out. Base and rule are those of the settings now, and freeze with the round.
 *
 * A meeting that has voted gets one more round; the empty draft that every meeting is made with becomes the survey.
 */
export function createSurvey(
	desk: Desk,
	actor: StaffActor,
	input: { year: number; meetingId: string; title: string },
	now = new Date()
): Promise<Result<{ surveyId: string; roundId: string }, SurveyRefusal>> {
	const { congressId } = actor;
	const { year, meetingId, title } = input;
	return act(desk, congressId, async (tx) => {
		if (!has(actor.role, 'review')) return refuse('forbidden');
		if (!isId(meetingId)) return refuse('not-found');
		// An import into the draft that becomes the survey is wholly before or after, and so is another survey of the year.
		await ownUntilCommit(tx, 'roll', congressId);
		await ownRounds(tx, meetingId);
		const [held] = await tx
			.select({ id: meeting.id })
			.from(meeting)
			.where(and(eq(meeting.id, meetingId), isNull(meeting.rehearsalOf)))
			.for('no key update');
		if (!held) return refuse('not-found');
		const projects = await projectsToGrade(tx, year);
		if (!projects.length) return refuse('no-projects-of-year', { year });
		if (await isUnderWay(tx, year)) return refuse('survey-under-way', { year });
		const { version, values } = await trackerSettings(tx);
		const { base, rule } = values.satisfaction;
		const drafted = await draftRound(tx, {
			congressId,
			meetingId,
			title,
			rules: surveyRules(projects.length, { base, rule })
		});
		if (!drafted) return refuse('survey-poll-not-finished');
		const [made] = await tx
			.insert(survey)
			.values({
				...{ congressId, year, meetingId, roundId: drafted.id, base, rule },
				settingVersion: version,
				tookOver: drafted.tookOver,
				createdAt: now,
				createdBy: actor.name
			})
			.returning({ id: survey.id });
		await listSurvey(tx, { congressId, surveyId: made!.id, roundId: drafted.id }, projects);
		await notifyDesk(tx, congressId, meetingId);
		await appendAudit(tx, {
			congressId,
			meetingId,
			actor: actor.username,
			act: 'survey-created',
			detail: { round: drafted.sequence, title, year, projects: projects.length, base, rule },
			at: now
		});
		return ok({ surveyId: made!.id, roundId: drafted.id });
	});
}

/** One survey of a year at a time; one that came to nothing is followed by its own next round. */
async function isUnderWay(tx: Tx, year: number): Promise<boolean> {
	const rows = await tx
		.select({ id: survey.id })
		.from(survey)
		.where(and(eq(survey.year, year), isNull(survey.announcedAt)))
		.limit(1);
	return rows.length > 0;
}

/** The empty draft of a meeting that has had no vote, or one round more behind its finished ones; else null. */
async function draftRound(
	tx: Tx,
	made: Pick<typeof round.$inferInsert, 'congressId' | 'meetingId' | 'title' | 'rules'>
): Promise<{ id: string; sequence: number; tookOver: TakenDraft | null } | null> {
	const rounds = await tx
		.select()
		.from(round)
		.where(eq(round.meetingId, made.meetingId))
		.orderBy(asc(round.sequence));
	const returned = { id: round.id, sequence: round.sequence };
	const open = rounds.filter(({ state }) => !isFinished(state));
	if (!open.length) {
		const sequence = (rounds.at(-1)?.sequence ?? 0) + 1;
		const [next] = await tx
			.insert(round)
			.values({ ...made, sequence, kind: 'first' })
			.returning(returned);
		return { ...next!, tookOver: null };
	}
	const [draft, ...others] = open;
	if (others.length || draft!.state !== 'draft' || draft!.previousId) return null;
	const [listed] = await tx
		.select({ id: roundCandidate.candidateId })
		.from(roundCandidate)
		.where(eq(roundCandidate.roundId, draft!.id))
		.limit(1);
	if (listed) return null;
	const [taken] = await tx
		.update(round)
		.set({ title: made.title, rules: made.rules, paperOnly: false })
		.where(and(eq(round.id, draft!.id), eq(round.state, 'draft')))
		.returning(returned);
	const { title, rules, paperOnly } = draft!;
	return taken ? { ...taken, tookOver: { title, rules, paperOnly } } : null;
}
