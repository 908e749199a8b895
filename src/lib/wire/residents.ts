import { z } from 'zod';
import { feedbackLimits as limits, lengthOf, plainWords } from '../domain/tracker/feedback.ts';
import { grades } from '../domain/tracker/satisfaction.ts';
import { isId } from './form.ts';
import { numberFrom } from './number.ts';
import type { FeedbackFilter, FeedbackList } from './project-page.ts';
import { searchWords } from './query.ts';

/** What residents' pages take, and the desk's forms about it. */

/** The page that an address asks for; the first where it names none. */
export function pageNumber(params: URLSearchParams): number {
	const page = Number(params.get('page'));
	return Number.isInteger(page) && page > 0 && page <= 100_000 ? page : 1;
}

const within = (most: number) => (text: string) => lengthOf(text) <= most;

/** `website` is a field that no person sees: what fills in everything fills in that too. */
export const feedbackForm = z.object({
	website: z.string().max(0).default(''),
	/** Of the page, which was made with it; without one the message is like no other. */
	key: z
		.string()
		.regex(/^\d{4}-\d{2}-\d{2}T\d{2}$/)
		.catch(() => crypto.randomUUID()),
	text: z
		.string()
		.transform(plainWords)
		.pipe(z.string().min(1).refine(within(limits.textMost))),
	contact: z
		.string()
		.default('')
		.transform(plainWords)
		.pipe(z.string().refine(within(limits.contactMost)))
});

export const ratingForm = z.object({ grade: z.enum(grades) });

/** A receipt as it was read or typed: digits, in groups or not, full-width or not; null for anything else. */
export function readReceipt(text: string): string | null {
	const digits = text.normalize('NFKC').replace(/[\s\u2010-\u2015-]/g, '');
	return /^\d{16}$/.test(digits) ? digits : null;
}

const message = { id: z.guid(), revision: numberFrom(0) };
const words = (most: number) =>
	z
		.string()
		.max(most * 4)
		.default('')
		.transform(plainWords);

export const eraseContactForm = z.object(message);
export const closeFeedbackForm = z.object(message);
export const decideFeedbackForm = z.object({
	...message,
	verdict: z.enum(['show', 'keep-back']),
	reason: words(200).pipe(z.string().refine(within(200)))
});
export const forwardFeedbackForm = z.object({
	...message,
	note: words(300).pipe(z.string().refine(within(300)))
});
export const draftFeedbackForm = z.object({
	...message,
	draft: words(limits.replyMost).pipe(z.string().min(1).refine(within(limits.replyMost)))
});
export const replyFeedbackForm = z.object({
	...message,
	reply: words(limits.replyMost).pipe(z.string().min(1).refine(within(limits.replyMost)))
});

const lists: readonly FeedbackList[] = ['waiting', 'open', 'closed'];

/** The desk's list that an address asks for. */
export const feedbackList = (params: URLSearchParams, fallback: FeedbackList): FeedbackList =>
	lists.find((list) => list === params.get('list')) ?? fallback;

/** Year, unit and lateness of a list, as an address names them: `?year=2026&unit=镇水务站&late=1`. */
export function narrowing(params: URLSearchParams): {
	year: number | null;
	unit: string | null;
	late: boolean;
} {
	const year = Number(params.get('year'));
	return {
		year: Number.isInteger(year) && year > 0 && year <= 9999 ? year : null,
		unit: searchWords(params, 'unit') || null,
		late: params.get('late') === '1'
	};
}

/** What the desk's list is narrowed to. */
export function feedbackFilter(params: URLSearchParams): FeedbackFilter {
	const projectId = params.get('project');
	return { projectId: projectId && isId(projectId) ? projectId : null, ...narrowing(params) };
}

const filled = (least: number, most: number) =>
	words(most).pipe(z.string().refine((text) => lengthOf(text) >= least && lengthOf(text) <= most));

export const correctionForm = z.object({
	subject: filled(1, 40),
	before: filled(1, 500),
	after: filled(1, 500),
	reason: filled(5, 300)
});

/** A milestone that is not done after all. */
export const completionForm = z.object({ milestoneId: z.guid(), reason: filled(5, 300) });

/** An approval of a 验收, by its version, that was a mistake. */
export const revocationForm = z.object({
	version: numberFrom(1),
	reason: filled(5, 300)
});

/** Money is in 万元, as typed. */
export const figuresForm = z.object({
	/** The figures that the form was filled in on: percent and two sums in fen. */
	over: z
		.string()
		.regex(/^\d+ \d+ \d+$/)
		.transform((text) => text.split(' ').map(Number))
		.transform(([percent, arrivedFen, paidFen]) => ({
			percent: percent!,
			arrivedFen: arrivedFen!,
			paidFen: paidFen!
		})),
	percent: z
		.string()
		.trim()
		.regex(/^\d{1,3}$/)
		.transform(Number)
		.refine((percent) => percent <= 100),
	arrived: z.string().max(40),
	paid: z.string().max(40),
	explanation: words(300).pipe(z.string().refine(within(300))),
	reason: filled(5, 300)
});
