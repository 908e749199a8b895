import { z } from 'zod';
import { dayOrNone } from './day.ts';

const date = dayOrNone.catch('');

/** A line's place in the order of all chains: time, chain, number. */
const lineMark = z
	.string()
	.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00 [\w-]{1,36} \d{1,9}$/)
	.transform((text) => {
		const [at, chain, seq] = text.split(' ');
		return { at: at!, chain: chain!, seq: Number(seq) };
	})
	.nullable()
	.catch(null);

/** What the log is narrowed to, from the address; what makes no sense there narrows nothing. */
export const auditFilter = z.object({
	/** `congress`, the id of a meeting, or empty for all chains. */
	chain: z.union([z.literal(''), z.literal('congress'), z.guid()]).catch(''),
	/** First and last day, by Beijing's calendar. */
	from: date,
	to: date,
	actor: z.string().trim().max(60).catch(''),
	act: z
		.string()
		.regex(/^[a-z]+(-[a-z]+)*$/)
		.max(60)
		.catch(''),
	text: z.string().trim().max(60).catch(''),
	/** Which page: from the newest or the oldest line, or from beyond the line `at` of a page that was shown. */
	go: z.enum(['newest', 'older', 'newer', 'oldest']).catch('newest'),
	at: lineMark
});

export type AuditFilter = z.output<typeof auditFilter>;

/** In one file: a spreadsheet of more would stop the server for seconds, and a ballot with it. */
export const EXPORTED_UP_TO = 20_000;

export const auditFormat = z.enum(['csv', 'xlsx', 'json']);
export type AuditFormat = z.output<typeof auditFormat>;
