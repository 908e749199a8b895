import { paperIssueTexts as t } from '#lib/i18n/zh-CN/paper.ts';
import type { RollRow } from '#lib/wire/views.ts';
import { readEntry } from '../roll/roll-entry.ts';

export type PaperState = keyof typeof t.states;

/** Where a deputy stands with the ballot of this round. A draw of an earlier round is none of a draft's. */
export function paperStateOf(row: RollRow, isDraft: boolean): PaperState {
	if (!isDraft && row.drew) return row.drew;
	if (row.checkedInAt === null) return 'absent';
	if (row.leftAt !== null) return 'left';
	return row.wantsPaper ? 'wanted' : 'none';
}

/** Who may still be handed a ballot: in the hall and without one. */
export const isWaiting = (state: PaperState): boolean => state === 'wanted' || state === 'none';

/** The deputy a scanned card or a typed number names; else what the desk says about the entry. */
export function paperEntryOf(entered: string, roll: RollRow[]): { row: RollRow } | { text: string } {
	const entry = readEntry(entered, roll);
	if (entry.ok) return { row: entry.value };
	// Here a deputy who is checked in is the one who is served.
	if (entry.row) return { row: entry.row };
	switch (entry.code) {
		case 'unknown-number':
			return { text: t.unknownNumber(Number(entry.detail!.number)) };
		case 'unknown-card':
			return { text: t.unknownCard };
		case 'bad-card':
			return { text: t.badCard };
		default:
			return { text: t.chooseRow };
	}
}
