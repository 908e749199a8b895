import { ok, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { changeFeedback, feedbackFor, type FeedbackInput, type FeedbackRefusal } from './own-feedback.ts';

/** The unit's draft of a reply to a message that was passed to it; the office publishes it, mended or not. */
export const draftFeedbackReply = (
	desk: Desk,
	actor: StaffActor,
	input: FeedbackInput & { draft: string },
	now = new Date()
): Promise<Result<object, FeedbackRefusal>> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await feedbackFor(tx, actor, 'draft', input);
		if (!found.ok) return found;
		await changeFeedback(
			tx,
			actor,
			found.value,
			{ draft: input.draft, draftAt: now, draftBy: actor.name },
			{ act: 'feedback-drafted' },
			now
		);
		return ok({});
	});
