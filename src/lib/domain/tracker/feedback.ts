import { ok, refuse, type Result } from '../result.ts';
import { addWorkingDays, type WorkCalendar } from './workdays.ts';

/** 群众意见: 先审后登. A resident's message is looked at, shown or kept back, passed to the unit, and answered. */

/** The days of the settings that the form promises: working days from the day of the message. */
export type MessageDays = { messageReviewDays: number; messageReplyDays: number };

/** A contact that no reply has erased goes after so many days of any kind: a promise of the house, no setting. */
export const CONTACT_DAYS = 60;

/** The days that the form promises to whoever writes on `writtenOn` (ISO dates). */
export const messageTerms = (
	writtenOn: string,
	{ messageReviewDays, messageReplyDays }: MessageDays,
	calendar: WorkCalendar
): { reviewDueOn: string; replyDueOn: string } => ({
	reviewDueOn: addWorkingDays(writtenOn, messageReviewDays, calendar),
	replyDueOn: addWorkingDays(writtenOn, messageReplyDays, calendar)
});

/** Characters as people count them, and messages a day. One address may be a whole village's. */
export const feedbackLimits = {
	textMost: 500,
	contactMost: 100,
	replyMost: 1000,
	perAddress: 20,
	perProject: 100,
	ratingsPerAddress: 30
} as const;
export type FeedbackLimits = typeof feedbackLimits;

export type FeedbackState = 'waiting' | 'shown' | 'kept-back';
export type FeedbackAct = 'show' | 'keep-back' | 'forward' | 'draft' | 'reply' | 'no-reply' | 'erase-contact';
export type FeedbackFacts = {
	state: FeedbackState;
	forwarded: boolean;
	answered: boolean;
	/** The office has said that it needs no answer. */
	noReply: boolean;
};

/**
 * Whether an act may come now, and the state after it. A shown message can be taken back and a kept one shown after
 * all; a reply is given once, to what was looked at; the unit drafts what it was asked for. What needs no reply may be
 * answered, or passed on, after all.
 */
export function moveFeedback(
	{ state, forwarded, answered, noReply }: FeedbackFacts,
	act: FeedbackAct
): Result<
	FeedbackState,
	'feedback-decided' | 'feedback-not-decided' | 'feedback-answered' | 'feedback-no-reply' | 'not-forwarded'
> {
	switch (act) {
		case 'show':
			return state === 'shown' ? refuse('feedback-decided') : ok('shown');
		case 'keep-back':
			return state === 'kept-back' ? refuse('feedback-decided') : ok('kept-back');
		case 'forward':
			if (answered) return refuse('feedback-answered');
			return state === 'waiting' ? refuse('feedback-not-decided') : ok(state);
		case 'draft':
			if (answered) return refuse('feedback-answered');
			if (noReply) return refuse('feedback-no-reply');
			return forwarded ? ok(state) : refuse('not-forwarded');
		case 'reply':
			if (answered) return refuse('feedback-answered');
			return state === 'waiting' ? refuse('feedback-not-decided') : ok(state);
		case 'no-reply':
			if (answered) return refuse('feedback-answered');
			if (noReply) return refuse('feedback-no-reply');
			return state === 'waiting' ? refuse('feedback-not-decided') : ok(state);
		// Whoever wrote it may ask for that at any moment.
		case 'erase-contact':
			return ok(state);
	}
}

/** Shorter pieces stand in every reply, and so do courtesies. */
const OWN_WORDS = 5;
const courtesy = /您好|你好|感谢|谢谢|欢迎.*监督/;

/**
 * Whether a published reply came from the unit's draft: at least half of what that says stands in there, sentence by
 * sentence, mended around or not. By its courtesies alone the office's own answer would be signed with the unit's name.
 */
export function cameFrom(draft: string, reply: string): boolean {
	const sentences = draft
		.split(/[。！？；!?;\n]/)
		.map((sentence) => sentence.trim())
		.filter((sentence) => !courtesy.test(sentence));
	const size = (parts: string[]) => [...parts.join('')].length;
	const taken = sentences.filter((sentence) => [...sentence].length >= OWN_WORDS && reply.includes(sentence));
	return (
		(taken.length > 0 && size(taken) * 2 >= size(sentences)) ||
		(draft.trim() !== '' && draft.trim() === reply.trim())
	);
}

/**
 * A resident's words as they are kept: line breaks of one kind, and without the characters that nobody types and that
 * make a page show something else than what is written (control characters, changes of the direction of writing).
 */
export const plainWords = (text: string): string =>
	text
		.replace(/\r\n?/g, '\n')
		// eslint-disable-next-line no-control-regex -- these are what is taken out
		.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
		.replace(/\n{3,}/g, '\n\n')
		.trim();

/** Length in characters, an emoji being one or a few. */
export const lengthOf = (text: string): number => [...text].length;
