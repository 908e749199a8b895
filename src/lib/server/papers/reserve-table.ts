import { formatDate } from '../../i18n/format.ts';
import { ledgerNote } from '../../i18n/zh-CN/follow-ledger.ts';
import { reserveStateNames, reserveTexts } from '../../i18n/zh-CN/reserve.ts';
import type { ReservePage } from '../../wire/tracker-views.ts';
import type { Sheet, SheetColumn } from './sheet-file.ts';

const FORMS: readonly Omit<SheetColumn, 'head'>[] = [
	{ width: 8, kind: 'count' },
	{ width: 28 },
	{ width: 20 },
	{ width: 6, kind: 'count' },
	{ width: 28 },
	{ width: 16 },
	{ width: 12, kind: 'money' },
	{ width: 8, kind: 'count' },
	{ width: 12 },
	{ width: 30 }
];

/** The 储备库 as a sheet: the columns of the page. */
export const reserveSheet = ({ congressName, rows }: ReservePage, today: string): Sheet => ({
	name: reserveTexts.title,
	title: [`${congressName}${reserveTexts.title}`, ledgerNote(formatDate(today))],
	columns: reserveTexts.head.map((head, i) => ({ head, ...FORMS[i]! })),
	rows: rows.map((row) => [
		row.year,
		row.meetingName,
		row.roundTitle,
		row.number,
		row.name,
		row.unit,
		row.totalFen / 1_000_000,
		row.approve,
		row.takenFor ? reserveTexts.taken : reserveStateNames[row.state].word,
		row.takenFor ? reserveTexts.takenFor(row.takenFor.name) : row.state === 'dropped' ? row.note : ''
	]),
	paper: 'a4'
});
