import { and, desc, eq, sql } from 'drizzle-orm';
import { has } from '../../domain/tracker/powers.ts';
import {
	cameFrom,
	moveFeedback,
	type FeedbackAct,
	type FeedbackState
} from '../../domain/tracker/feedback.ts';
import { refuse, ok, type Result } from '../../domain/result.ts';
import type { AuditAct } from '../../i18n/zh-CN/audit.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Tx } from '../db/client.ts';
import { feedback, history, project } from '../db/tracker-schema.ts';
import { recordAct } from './record-act.ts';
import { lockProject } from './refresh-standing.ts';

/** Which message, and the revision that the page showed: an act on what somebody else has changed since is refused. */
export type FeedbackInput = { id: string; revision: number };

export type FeedbackRefusal =
	| 'not-found'
	| 'forbidden'
	| 'not-your-unit'
	| 'feedback-changed'
	| 'feedback-decided'
	| 'feedback-not-decided'
	| 'feedback-answered'
	| 'feedback-no-reply'
	| 'not-forwarded';

type Found = {
	message: typeof feedback.$inferSelect;
	row: typeof project.$inferSelect;
	/** After the act. */
	state: FeedbackState;
};

/**
 * The message, its project locked, if this account may do this act on it now: the unit drafts for its own projects, the
 * supervising office does everything else. A replaced project's messages are looked at too.
 */
export async function feedbackFor(
	tx: Tx,
	actor: StaffActor,
	act: FeedbackAct,
	{ id, revision }: FeedbackInput
): Promise<Result<Found, FeedbackRefusal>> {
	if (act !== 'draft' && !has(actor.role, 'review')) return refuse('forbidden');
	const [place] = await tx
		.select({ projectId: feedback.projectId })
		.from(feedback)
		.where(eq(feedback.id, id));
	if (!place) return refuse('not-found');
	await lockProject(tx, place.projectId);
	const [found] = await tx
		.select({ message: feedback, row: project })
		.from(feedback)
		.innerJoin(project, eq(project.id, feedback.projectId))
		.where(eq(feedback.id, id));
	const { message, row } = found!;
	if (act === 'draft' && (actor.role !== 'department' || actor.unit !== row.unit || !message.forwardedAt))
		return refuse('not-your-unit');
	if (message.revision !== revision) return refuse('feedback-changed', { by: message.changedBy });
	const { state, forwardedAt, repliedAt, noReplyAt } = message;
	const facts = {
		state,
		forwarded: forwardedAt !== null,
		answered: repliedAt !== null,
		noReply: noReplyAt !== null
	};
	const moved = moveFeedback(facts, act);
	return moved.ok ? ok({ message, row, state: moved.value }) : moved;
}

/**
 * The unit whose draft a reply came from, as the history has it: the project may have gone to another since. Empty for
 * the office's own words.
 */
export async function draftedBy(
	tx: Tx,
	message: typeof feedback.$inferSelect,
	reply: string
): Promise<string> {
	if (!cameFrom(message.draft, reply)) return '';
	const [drafted] = await tx
		.select({ unit: history.unit })
		.from(history)
		.where(
			and(
				eq(history.projectId, message.projectId),
				eq(history.subjectId, message.id),
				eq(history.act, 'feedback-drafted')
			)
		)
		.orderBy(desc(history.id))
		.limit(1);
	return drafted?.unit ?? '';
}

/** Writes what the act has changed, under the next revision, and its line in the history and the chain. */
export async function changeFeedback(
	tx: Tx,
	actor: StaffActor,
	{ message, row }: Found,
	changed: Partial<typeof feedback.$inferInsert>,
	entry: { act: AuditAct; reason?: string },
	now: Date
): Promise<void> {
	await tx
		.update(feedback)
		.set({ ...changed, revision: sql`${feedback.revision} + 1`, changedBy: actor.name })
		.where(eq(feedback.id, message.id));
	// The history keeps for good, so it names the message and repeats none of its words.
	await recordAct(tx, actor, row, { ...entry, subjectId: message.id, detail: { feedback: message.id } }, now);
}
