import { z } from 'zod';
import { yearRange } from '../domain/days.ts';
import { changeKinds } from '../domain/tracker/change.ts';
import { readWan } from '../domain/tracker/funds.ts';
import type { PlannedMonth } from '../domain/tracker/plan.ts';
import { isGrade } from '../domain/tracker/satisfaction.ts';
import { lights } from '../domain/tracker/lights.ts';
import { reserveStates } from '../domain/tracker/reserve.ts';
import { day, dayOrNone, moment, month, pictureDay } from './day.ts';
import { numberFrom } from './number.ts';
import { searchWords } from './query.ts';
import { pageNumber } from './residents.ts';
import { dues, type FollowFilter, type ReservePage } from './tracker-views.ts';

/** Forms of the follow-up. Dates are ISO calendar dates. */

const words = (most: number) => z.string().trim().max(most).default('');
const line = (most: number) => z.string().trim().min(1).max(most);
const names = z
	.string()
	.max(500)
	.default('')
	.transform((text) =>
		text
			.split(/[、,，;；\n]/)
			.map((name) => name.trim())
			.filter(Boolean)
	);
export const assignmentForm = z.object({
	/** The version that the form was filled in on; 0 before the first. */
	over: numberFrom(0),
	reference: line(60),
	unit: line(60),
	leader: line(40),
	contact: words(60),
	cooperating: names,
	target: words(500),
	startsOn: day,
	endsOn: day,
	requirement: words(1000)
});

export const supervisorsForm = z.object({
	/** The ids of those that the form was filled in on. */
	over: z
		.string()
		.max(2000)
		.transform((ids) => ids.split(' ').filter(Boolean)),
	leader: line(40),
	presidium: line(40),
	/** The entries of all its boxes, filled or not. */
	deputies: z
		.array(z.string().trim().max(40))
		.transform((entries) => entries.filter(Boolean))
		.pipe(z.array(z.string()).min(1).max(20))
});

/** A verdict over a plan, report or acceptance of the version that was read. */
export const verdictForm = z.object({
	version: numberFrom(1),
	verdict: z.enum(['approve', 'return']),
	reason: words(500)
});

/** The unit takes back a plan or report of the version that it read. */
export const takeBackForm = z.object({ version: numberFrom(1), reason: words(300) });

/** 登记节点完成. */
export const claimForm = z.object({ milestoneId: z.guid(), doneOn: day, note: words(200) });

/** 更新测评名单 of a drafted survey. */
export const renewSurveyForm = z.object({ id: z.guid() });

export const surveyForm = z.object({
	year: z.coerce.number().int().min(yearRange.first).max(yearRange.last),
	meetingId: z.guid(),
	title: z.string().trim().min(4).max(60)
});

/** The moment of the page whose messages are marked as read. */
export const readInboxForm = z.object({ upTo: moment });

/** The year that an address asks for; null where it names none. */
export const yearOf = (params: URLSearchParams): number | null => {
	const year = Number(params.get('year'));
	return Number.isInteger(year) && year >= yearRange.first && year <= yearRange.last ? year : null;
};

export const revisionField = numberFrom(0);
export const monthParam = month;

export const evidenceForm = z.object({
	slot: z.enum(['before', 'during', 'after', 'document']),
	caption: line(100),
	takenOn: z.union([z.literal(''), pictureDay]).default(''),
	/** Of a photograph that the browser has shrunk, which no longer says it itself; a clock that is wrong may say any day. */
	cameraDay: z.union([z.literal(''), z.iso.date()]).default('')
});

export const withdrawForm = z.object({ id: z.guid(), reason: words(300) });

/** What an address asks of a list; anything it can't mean is left out. */
export function followFilter(params: URLSearchParams): FollowFilter {
	const pick = (name: string) => searchWords(params, name) || null;
	const light = pick('light');
	const grade = pick('grade') ?? '';
	const number = (name: string, most: number) => {
		const value = Number(pick(name));
		return Number.isInteger(value) && value > 0 && value <= most ? value : null;
	};
	return {
		year: number('year', 9999),
		light: lights.find((one) => one === light) ?? null,
		unit: pick('unit'),
		place: pick('place'),
		due: dues.find((one) => one === pick('due')) ?? null,
		grade: isGrade(grade) || grade === 'none' ? grade : null,
		words: pick('q') ?? '',
		page: number('page', 100_000) ?? 1
	};
}

/** Year, state and page of the 储备库 that an address asks for. */
export const reserveFilter = (params: URLSearchParams): ReservePage['filter'] => ({
	year: yearOf(params),
	state: reserveStates.find((one) => one === params.get('state')) ?? null,
	page: pageNumber(params)
});

/** What the unit wants changed; the fields of other kinds stay empty. Money is in 万元. */
export const changeForm = z.object({
	/** What the form was filled in on (`standsOver`). */
	over: numberFrom(0),
	kind: z.enum(changeKinds),
	startsOn: dayOrNone.default(''),
	endsOn: dayOrNone.default(''),
	content: words(2000),
	place: words(200),
	total: words(20),
	year: words(20),
	funding: words(300),
	surplus: words(300),
	replacement: words(200),
	reason: words(1000)
});

/** The new days of milestones, from fields named `milestone-<id>`; what is empty or no day is told by its id. */
export function milestoneDays(fields: Record<string, string>): {
	moves: { id: string; plannedOn: string }[];
	faulty: boolean;
} {
	const named = Object.entries(fields)
		.filter(([name]) => name.startsWith('milestone-'))
		.slice(0, 50)
		.map(([name, plannedOn]) => ({ id: name.slice('milestone-'.length), plannedOn }));
	const valid = z.object({ id: z.guid(), plannedOn: day });
	return { moves: named, faulty: named.some((one) => !valid.safeParse(one).success) };
}

/**
 * Money by month from fields named `fund-<month>`, empty ones left out; undefined where the form has none.
 * `faulty` is the first month whose words are no amount.
 */
export function monthSums(fields: Record<string, string>): {
	funds: PlannedMonth[] | undefined;
	faulty: string | null;
} {
	const typed = Object.entries(fields)
		.filter(([name]) => name.startsWith('fund-'))
		.slice(0, 100)
		.map(([name, text]) => ({
			month: name.slice('fund-'.length),
			text,
			amount: readWan(text.trim() || '0')
		}));
	const wrong = typed.find(({ month, amount }) => !monthParam.safeParse(month).success || !amount.ok);
	return {
		funds: typed.length
			? typed.flatMap(({ month, amount }) =>
					amount.ok && amount.value > 0 ? [{ month, fen: amount.value }] : []
				)
			: undefined,
		faulty: wrong?.month ?? null
	};
}

export const decisionForm = z.object({
	id: z.guid(),
	verdict: z.enum(['approved', 'refused']),
	by: z.enum(['presidium', 'congress']),
	reference: words(80),
	decidedOn: day,
	note: words(500)
});

export const supervisionForm = z.object({
	kind: z.enum(['notice', 'talk', 'inquiry']),
	reference: line(60),
	heldOn: day,
	text: line(2000),
	people: words(200),
	dueOn: z
		.union([z.literal(''), day])
		.default('')
		.transform((text) => text || null)
});

export const supervisionReplyForm = z.object({
	id: z.guid(),
	number: numberFrom(1),
	text: line(2000)
});
export const settleActForm = z.object({
	id: z.guid(),
	/** State and number of replies that were read. */
	over: z.string().max(40),
	verdict: z.enum(['closed', 'open']),
	words: words(500),
	/** The new term of what goes back to the unit. */
	dueOn: z
		.union([z.literal(''), day])
		.default('')
		.transform((text) => text || null)
});

export const acceptanceForm = z.object({
	acceptedOn: day,
	conclusion: z.enum(['pass', 'rectify']),
	people: line(300),
	text: line(2000),
	final: words(20),
	finalNote: words(300)
});
