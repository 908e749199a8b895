import { z } from 'zod';
import { bytesText } from './api.ts';
import { ROLL_HEAD, type RollLine } from './roll-csv.ts';

/** At most this many cards at once: well above the largest congress. */
const MOST_CARDS = 5_000;

const rollLine = z.object({
	number: z
		.string()
		.regex(/^\d{1,9}$/)
		.transform(Number)
		.refine((number) => number > 0),
	cardId: bytesText(8),
	publicKey: bytesText(32)
});

/**
 * A roll.csv, or the row at fault: the head line, then a number, a card id and a public key each. Spreadsheets
 * add a byte order mark and their own line ends; more they may not change. Whether the keys are good and free is
 * the command's to say.
 */
export function readRollCsv(text: string): { ok: true; lines: RollLine[] } | { ok: false; row: number } {
	const [head, ...rows] = text
		.replace(/^\uFEFF/, '')
		.split(/\r?\n/)
		.map((row) => row.trim());
	if (head !== ROLL_HEAD) return { ok: false, row: 1 };
	const lines: RollLine[] = [];
	const taken = new Set<string>();
	for (const [at, row] of rows.entries()) {
		if (row === '') continue;
		const [number, cardId, publicKey, ...more] = row.split(',');
		const line = rollLine.safeParse({ number, cardId, publicKey });
		if (!line.success || more.length || lines.length === MOST_CARDS) return { ok: false, row: at + 2 };
		const marks = [`number ${line.data.number}`, `id ${line.data.cardId}`, line.data.publicKey];
		if (marks.some((mark) => taken.has(mark))) return { ok: false, row: at + 2 };
		for (const mark of marks) taken.add(mark);
		lines.push(line.data);
	}
	return lines.length ? { ok: true, lines } : { ok: false, row: 2 };
}

const roll = z.string().max(500_000);
const reason = z.string().trim().min(1).max(100);

/** Cards that lie printed, or a roll.csv: the same text. */
export const issueForm = z.object({ roll });

export const revokeForm = z.object({
	delegateNumber: z
		.string()
		.regex(/^\d{1,9}$/)
		.transform(Number),
	cardId: bytesText(8),
	reason
});

export const reissueForm = z.object({ roll, reason });

/** What the second person saw and confirms: numbers and card ids, as a roll.csv has them. */
export const confirmReissueForm = z.object({ roll, password: z.string().min(1).max(200) });
