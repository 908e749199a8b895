import { formatTime } from '#lib/i18n/format.ts';
import { checkInTexts } from '#lib/i18n/zh-CN/admin.ts';
import type { RollRow } from '#lib/wire/views.ts';
import type { Entry } from './roll-entry.ts';

/** What the desk says about the last entry; `row` shows the deputy, to be compared with the person present. */
export type DeskAnswer = { tone: 'ok' | 'bad' | 'warn'; text: string; row: RollRow | null };

/** An entry that never reached the server. */
export function localAnswer(entry: Extract<Entry, { ok: false }>): DeskAnswer {
	const row = entry.row ?? null;
	switch (entry.code) {
		case 'already':
			return { tone: 'warn', text: checkInTexts.already(row!.name, formatTime(row!.checkedInAt!)), row };
		case 'unknown-number':
			return { tone: 'bad', text: checkInTexts['unknown-number'](Number(entry.detail!.number)), row: null };
		case 'choose-row':
			return { tone: 'warn', text: checkInTexts['choose-row'], row: null };
		default:
			return { tone: 'bad', text: checkInTexts[entry.code], row: null };
	}
}

/** What the server answered to the last 签到. */
export function answerOf(
	answer: { message: string } | { checkedIn: number } | null,
	roll: RollRow[]
): DeskAnswer | null {
	if (!answer) return null;
	if ('message' in answer) return { tone: 'bad', text: answer.message, row: null };
	const row = roll.find(({ number }) => number === answer.checkedIn) ?? null;
	return row && { tone: 'ok', text: checkInTexts.done(row.name), row };
}
