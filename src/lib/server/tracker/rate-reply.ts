import { deputyMay } from '../../domain/tracker/powers.ts';
import type { Grade } from '../../domain/tracker/satisfaction.ts';
import { addWorkingDays } from '../../domain/tracker/workdays.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import type { DelegateActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { visitRating } from '../db/tracker-schema.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';
import { opinionOf } from './opinion-of.ts';
import { keptForDeputy } from './own-project.ts';
import { recordAct } from './record-act.ts';

/**
 * What the deputy who asked thinks of the newest reply. 不满意 says what is missing and asks for another one in a new
 * term. Neither the history nor the chain says which grade it was: the unit and the office read it where it stands.
 *
 * @param input.number which reply is meant: the unit may have answered again since
 */
export const rateReply = (
	desk: Desk,
	actor: DelegateActor,
	input: { projectId: string; id: string; number: number; grade: Grade; comment: string },
	now = new Date()
): Promise<
	Result<
		{ replyDueOn: string | null },
		'not-found' | 'no-longer-deputy' | 'not-the-author' | 'no-reply-yet' | 'already-rated' | 'rating-reason'
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await keptForDeputy(tx, actor, input.projectId);
		if (!found.ok) return found;
		const opinion = await opinionOf(tx, input.projectId, input.id);
		if (!opinion) return refuse('not-found');
		const { row, inGroup } = found.value;
		if (!deputyMay('rate', { inGroup, isAuthor: opinion.row.delegateId === actor.id }))
			return refuse('not-the-author');
		if (opinion.replies === 0 || input.number > opinion.replies) return refuse('no-reply-yet');
		if (opinion.stage !== 'answered' || input.number !== opinion.replies) return refuse('already-rated');
		const comment = input.comment.trim();
		if (input.grade === 'dissatisfied' && !comment) return refuse('rating-reason');
		const { calendar, visitReplyDays } = (await trackerSettings(tx)).values;
		const replyDueOn =
			input.grade === 'dissatisfied' ? addWorkingDays(isoDate(now), visitReplyDays, calendar) : null;
		await tx.insert(visitRating).values({
			congressId: actor.congressId,
			visitId: input.id,
			number: input.number,
			grade: input.grade,
			comment,
			replyDueOn,
			at: now
		});
		await recordAct(
			tx,
			actor,
			row,
			{
				act: 'visit-rated',
				subjectId: input.id,
				changes: [{ field: 'reply', before: null, after: input.number }],
				detail: { reply: input.number }
			},
			now
		);
		return ok({ replyDueOn });
	});
