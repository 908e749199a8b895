import { ok, refuse, type Result } from '../../domain/result.ts';
import type { FeedbackAct } from '../../domain/tracker/feedback.ts';
import type { AuditAct } from '../../i18n/zh-CN/audit.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import {
	changeFeedback,
	draftedBy,
	feedbackFor,
	type FeedbackInput,
	type FeedbackRefusal
} from './own-feedback.ts';

/** 先审后登: shows a resident's message, or keeps it back with a reason, which its writer can read by the receipt. */
export const decideFeedback = (
	desk: Desk,
	actor: StaffActor,
	input: FeedbackInput & { verdict: 'show' | 'keep-back'; reason: string },
	now = new Date()
): Promise<Result<object, FeedbackRefusal | 'reason-needed'>> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await feedbackFor(tx, actor, input.verdict, input);
		if (!found.ok) return found;
		const keeps = input.verdict === 'keep-back';
		const reason = keeps ? input.reason.trim() : '';
		if (keeps && !reason) return refuse('reason-needed');
		await changeFeedback(
			tx,
			actor,
			found.value,
			{ state: found.value.state, reason, decidedAt: now, decidedBy: actor.name },
			{ act: keeps ? 'feedback-kept-back' : 'feedback-shown', reason },
			now
		);
		return ok({});
	});

/**
 * 转办: asks the responsible unit for a draft of the reply; asked again, with what was missing. What was thought to need
 * no reply gets one after all.
 */
export const forwardFeedback = (
	desk: Desk,
	actor: StaffActor,
	input: FeedbackInput & { note: string },
	now = new Date()
): Promise<Result<object, FeedbackRefusal>> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await feedbackFor(tx, actor, 'forward', input);
		if (!found.ok) return found;
		const note = input.note.trim();
		// The unit's last draft stays for it to mend; without a day it waits for the unit again.
		await changeFeedback(
			tx,
			actor,
			found.value,
			{ forwardedAt: now, forwardNote: note, draftAt: null, noReplyAt: null },
			{ act: 'feedback-forwarded', reason: note },
			now
		);
		return ok({});
	});

/**
 * Publishes the reply, once, with the unit that has drafted it. With it the contact is erased: it was asked for nothing
 * else.
 */
export const replyFeedback = (
	desk: Desk,
	actor: StaffActor,
	input: FeedbackInput & { reply: string },
	now = new Date()
): Promise<Result<object, FeedbackRefusal>> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await feedbackFor(tx, actor, 'reply', input);
		if (!found.ok) return found;
		await changeFeedback(
			tx,
			actor,
			found.value,
			{
				...{ reply: input.reply, repliedAt: now, contact: '', noReplyAt: null },
				replyUnit: await draftedBy(tx, found.value.message, input.reply)
			},
			{ act: 'feedback-answered' },
			now
		);
		return ok({});
	});

/**
 * 无需答复: closes a message that asks nothing. Nobody owes it a reply any more, a unit that it was passed to neither; it
 * stays shown, or kept back, as it was, and may be answered or passed on after all. The contact goes, as with a reply.
 */
export const closeFeedback = (
	desk: Desk,
	actor: StaffActor,
	input: FeedbackInput,
	now = new Date()
): Promise<Result<object, FeedbackRefusal>> =>
	changed(desk, actor, input, 'no-reply', { noReplyAt: now, contact: '' }, 'feedback-no-reply', now);

/** Erases the contact before its time, where its writer asks for it. */
export const eraseContact = (
	desk: Desk,
	actor: StaffActor,
	input: FeedbackInput,
	now = new Date()
): Promise<Result<object, FeedbackRefusal>> =>
	changed(desk, actor, input, 'erase-contact', { contact: '' }, 'feedback-contact-erased', now);

/** An act that needs nothing of the message but its state. */
const changed = (
	desk: Desk,
	actor: StaffActor,
	input: FeedbackInput,
	wanted: FeedbackAct,
	fields: Parameters<typeof changeFeedback>[3],
	line: AuditAct,
	now: Date
): Promise<Result<object, FeedbackRefusal>> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await feedbackFor(tx, actor, wanted, input);
		if (!found.ok) return found;
		await changeFeedback(tx, actor, found.value, fields, { act: line }, now);
		return ok({});
	});
