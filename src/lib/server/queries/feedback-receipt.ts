import { eq, sql } from 'drizzle-orm';
import type { FeedbackState } from '../../domain/tracker/feedback.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { congress } from '../db/schema.ts';
import { feedback, project } from '../db/tracker-schema.ts';

/** What the writer of a message may read of it: everything but the contact, and who worked on it. */
export type ReceiptView = {
	projectId: string;
	projectName: string;
	congressName: string;
	unit: string;
	text: string;
	at: string;
	/** By when it is looked at and answered, as it was promised (ISO dates). */
	reviewDueOn: string;
	replyDueOn: string;
	state: FeedbackState;
	/** Why it is kept back. */
	reason: string;
	forwarded: boolean;
	/** The office has found that it needs no reply. */
	noReply: boolean;
	reply: string;
	/** The unit that has drafted the reply; empty for the office's own. */
	replyUnit: string;
	repliedAt: string | null;
};

/** The message of a receipt. @param hash of the receipt; whoever holds the number has written the message */
export async function feedbackByReceipt(desk: Desk, hash: string): Promise<ReceiptView | null> {
	const [place] = await desk.execute<{ congress_id: string; id: string }>(
		sql`select congress_id, id from tracker.find_feedback(${hash})`
	);
	if (!place) return null;
	return inCongress(desk, place.congress_id, async (tx) => {
		const [row] = await tx
			.select({
				projectId: project.id,
				projectName: project.name,
				congressName: congress.name,
				unit: project.unit,
				text: feedback.text,
				at: feedback.at,
				reviewDueOn: feedback.reviewDueOn,
				replyDueOn: feedback.replyDueOn,
				state: feedback.state,
				reason: feedback.reason,
				forwardedAt: feedback.forwardedAt,
				reply: feedback.reply,
				replyUnit: feedback.replyUnit,
				repliedAt: feedback.repliedAt,
				noReplyAt: feedback.noReplyAt
			})
			.from(feedback)
			.innerJoin(project, eq(project.id, feedback.projectId))
			.innerJoin(congress, eq(congress.id, feedback.congressId))
			.where(eq(feedback.id, place.id));
		const { at, forwardedAt, repliedAt, noReplyAt, ...view } = row!;
		return {
			...view,
			at: at.toISOString(),
			forwarded: forwardedAt !== null,
			noReply: noReplyAt !== null,
			repliedAt: repliedAt?.toISOString() ?? null
		};
	});
}
