import { eq } from 'drizzle-orm';
import { has } from '../../domain/tracker/powers.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { surveyRules } from '../../domain/rule-set.ts';
import { isId } from '../../wire/form.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { ownRound } from '../db/round-lock.ts';
import { pendingAct, round, roundCandidate } from '../db/schema.ts';
import { survey, surveyItem } from '../db/tracker-schema.ts';
import { appendAudit } from '../desk/audit.ts';
import { projectsToGrade, surveyChanges } from '../queries/survey-list.ts';
import { listSurvey } from './list-survey.ts';

/**
 * 更新测评名单: the list of a survey that is still a draft, anew from the year's projects, after one of them was replaced
 * or added. Base and rule stay those it was made with. Whoever has said 就绪 of the old list says it again.
 */
export function renewSurvey(
	desk: Desk,
	actor: StaffActor,
	input: { surveyId: string },
	now = new Date()
): Promise<
	Result<
		{ projects: number },
		'not-found' | 'forbidden' | 'survey-not-draft' | 'survey-list-same' | 'no-projects-of-year'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		if (!has(actor.role, 'review')) return refuse('forbidden');
		const found = isId(input.surveyId) ? await drafted(tx, input.surveyId) : null;
		if (!found) return refuse('not-found');
		const { held, of } = found;
		if (of.state !== 'draft') return refuse('survey-not-draft');
		const projects = await projectsToGrade(tx, held.year);
		if (!projects.length) return refuse('no-projects-of-year', { year: held.year });
		const changes = await surveyChanges(tx, held.id);
		if (!changes) return refuse('survey-list-same');
		await tx.delete(pendingAct).where(eq(pendingAct.roundId, of.id));
		await tx.delete(roundCandidate).where(eq(roundCandidate.roundId, of.id));
		await tx.delete(surveyItem).where(eq(surveyItem.surveyId, held.id));
		const { congressId, base, rule } = held;
		await listSurvey(tx, { congressId, surveyId: held.id, roundId: of.id }, projects);
		const rules = surveyRules(projects.length, { base, rule });
		await tx.update(round).set({ rules }).where(eq(round.id, of.id));
		await notifyDesk(tx, congressId, of.meetingId);
		await appendAudit(tx, {
			congressId,
			meetingId: of.meetingId,
			actor: actor.username,
			act: 'survey-renewed',
			detail: {
				...{ round: of.sequence, title: of.title, year: held.year, projects: projects.length },
				...{ gone: changes.gone.length, added: changes.missing.length }
			},
			at: now
		});
		return ok({ projects: projects.length });
	});
}

/** The survey and its round, owned; read again once it is, for it may have gone or been made ready meanwhile. */
async function drafted(tx: Tx, surveyId: string) {
	const of = () =>
		tx
			.select({ held: survey, of: round })
			.from(survey)
			.innerJoin(round, eq(round.id, survey.roundId))
			.where(eq(survey.id, surveyId));
	const [seen] = await of();
	if (!seen) return null;
	await ownRound(tx, seen.of.id);
	const [found] = await of();
	return found ?? null;
}
