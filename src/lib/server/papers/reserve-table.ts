import { reserveStateNames, reserveTexts } from '../../i18n/zh-CN/reserve.ts';
import type { ReservePage } from '../../wire/tracker-views.ts';
import type { Table } from './tables.ts';

/** The 储备库 as rows of a spreadsheet: the columns of the page. */
export const reserveTable = ({ congressName, rows }: ReservePage): Table => [
	[`${congressName}${reserveTexts.title}`],
	reserveTexts.head,
	...rows.map((row) => [
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
	])
];
