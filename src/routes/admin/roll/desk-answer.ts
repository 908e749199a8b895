import { formatTime } from '#lib/i18n/format.ts';
import { rollTexts } from '#lib/i18n/zh-CN/roll.ts';
import type { RollRow } from '#lib/wire/views.ts';
import type { Entry } from './roll-entry.ts';

/** What the desk says about the last entry; `row` shows the deputy, to be compared with the person present. */
export type DeskAnswer = {
	tone: 'ok' | 'bad' | 'warn';
	text: string;
	row: RollRow | null;
	/** Recorded here only, so far. */
	waits?: boolean;
};

/** An entry that never reached the server. */
export function localAnswer(entry: Extract<Entry, { ok: false }>): DeskAnswer {
	const row = entry.row ?? null;
	switch (entry.code) {
		case 'already':
			return { tone: 'warn', text: rollTexts.already(row!.name, formatTime(row!.checkedInAt!)), row };
		case 'unknown-number':
			return { tone: 'bad', text: rollTexts['unknown-number'](Number(entry.detail!.number)), row: null };
		default:
			return { tone: 'bad', text: rollTexts[entry.code], row: null };
	}
}
