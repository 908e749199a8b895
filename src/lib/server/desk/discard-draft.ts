import { and, eq, isNull, ne } from 'drizzle-orm';
import { discardDraft as fateOf, type DiscardRefusal, type DraftFate } from '../../domain/discard-draft.ts';
import { refuse, ok, type Result } from '../../domain/result.ts';
import { defaultRules, isSurvey } from '../../domain/rule-set.ts';
import { pollTitle } from '../../i18n/zh-CN/meetings.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk, Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { meeting, pendingAct, round, roundCandidate } from '../db/schema.ts';
import { survey, surveyItem } from '../db/tracker-schema.ts';
import { appendAudit } from './audit.ts';
import { appendCongressAudit } from './congress-audit.ts';
import { listCandidates } from './list-candidates.ts';
import { onRound } from './on-round.ts';
import { findRound, type RoundRow } from './round-access.ts';

type SurveyRow = typeof survey.$inferSelect;

/**
 * 撤销草稿, by the office and with a reason: a vote or a 满意度测评 that was drafted for the wrong meeting goes, and with
 * the latter its row in the follow-up, so that its projects may be put into another. Candidates, projects and the
 * meeting stay. A rehearsal's rounds are its own and stay as they are.
 *
 * Who makes the round ready in the same moment waits for the round's lock, or is waited for: one of the two is told
 * that it came too late.
 */
export const discardDraft = (
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; reason: string },
	now = new Date()
) =>
	onRound(
		desk,
		actor,
		input.roundId,
		async (
			tx,
			found
		): Promise<Result<{ fate: DraftFate }, 'forbidden' | 'not-found' | 'reason-needed' | DiscardRefusal>> => {
			if (actor.role !== 'office') return refuse('forbidden');
			const reason = input.reason.trim();
			if (reason === '') return refuse('reason-needed');
			// Whoever drafts a round in this meeting holds its row; what was found before may have become a survey.
			const [held] = await tx
				.select()
				.from(meeting)
				.where(and(eq(meeting.id, found.meetingId), isNull(meeting.rehearsalOf)))
				.for('no key update');
			const row = held && (await findRound(tx, found.id));
			if (!row) return refuse('not-found');
			const [about] = await tx.select().from(survey).where(eq(survey.roundId, row.id));
			const fate = fateOf(
				{
					state: row.state,
					survey: isSurvey(row.rules),
					follows: row.previousId !== null,
					tookOver: Boolean(about?.tookOver)
				},
				{ votes: await otherVotes(tx, row) }
			);
			if (!fate.ok) return fate;
			await takeAway(tx, row, about);
			if (fate.value === 'goes') await tx.delete(round).where(eq(round.id, row.id));
			else await giveBack(tx, row, about, held);
			const { congressId, meetingId } = row;
			await notifyDesk(tx, congressId, meetingId);
			const line = {
				congressId,
				actor: actor.username,
				act: 'draft-discarded' as const,
				detail: {
					round: row.sequence,
					title: row.title,
					kind: about ? 'survey' : 'vote',
					...(about && { year: about.year }),
					...(fate.value === 'becomes-vote' && { becomes: 'vote' }),
					reason
				},
				at: now
			};
			await appendAudit(tx, { ...line, meetingId });
			// The meeting's chain says it to those of the meeting; where the draft is gone, the congress still knows.
			await appendCongressAudit(tx, { ...line, detail: { meeting: held.name, ...line.detail } });
			return ok({ fate: fate.value });
		}
	);

async function otherVotes(tx: Tx, row: RoundRow): Promise<number> {
	const others = await tx
		.select({ rules: round.rules })
		.from(round)
		.where(and(eq(round.meetingId, row.meetingId), ne(round.id, row.id)));
	return others.filter(({ rules }) => !isSurvey(rules)).length;
}

/** Its lines, a first person's word for making it ready, and the survey that it is. */
async function takeAway(tx: Tx, row: RoundRow, about: SurveyRow | undefined): Promise<void> {
	await tx.delete(roundCandidate).where(eq(roundCandidate.roundId, row.id));
	await tx.delete(pendingAct).where(eq(pendingAct.roundId, row.id));
	if (!about) return;
	await tx.delete(surveyItem).where(eq(surveyItem.surveyId, about.id));
	await tx.delete(survey).where(eq(survey.id, about.id));
}

/**
 * The empty draft of a vote again, as it was before the survey; with the meeting's candidates, where any were entered
 * meanwhile. A survey of an older build didn't keep what it took.
 */
async function giveBack(
	tx: Tx,
	row: RoundRow,
	about: SurveyRow | undefined,
	held: typeof meeting.$inferSelect
): Promise<void> {
	const was = about?.tookOver ?? {
		title: pollTitle(held.heldOn),
		rules: defaultRules(1),
		paperOnly: false
	};
	await tx
		.update(round)
		.set({ ...was, previousId: null })
		.where(eq(round.id, row.id));
	await listCandidates(tx, row.congressId, row.meetingId);
}
