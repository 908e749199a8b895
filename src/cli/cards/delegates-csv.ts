import { cardsTexts } from '#lib/i18n/zh-CN/cards.ts';
import { ok, refuse, type Result } from '#lib/domain/result.ts';

export type CardHolder = { number: number; name: string; delegation: string; seat: string };

/**
 * The deputies of a CSV file with the columns 编号,姓名,代表团,座位 in any order, others ignored. UTF-8 with or
 * without a byte order mark, else GB 18030, as spreadsheets here write it. `bad-csv` says where: a missing
 * column, a number that is not a positive whole one or stands twice, an empty name, no deputy at all.
 */
export function readDelegates(file: Uint8Array): Result<CardHolder[], 'bad-csv'> {
	const [header = [], ...rows] = parseCsv(decode(file));
	const columns = Object.entries(cardsTexts.columns).map(([field, title]) => ({
		field,
		title,
		at: header.indexOf(title)
	}));
	const missing = columns.find(({ at }) => at < 0);
	if (missing) return bad(1, `no column ${missing.title}`);
	const delegates: CardHolder[] = [];
	const numbers = new Set<number>();
	for (const [at, row] of rows.entries()) {
		const cells = Object.fromEntries(columns.map((column) => [column.field, (row[column.at] ?? '').trim()]));
		const { number: text = '', name = '', delegation = '', seat = '' } = cells;
		const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
		if (number === 0) return bad(at + 2, `not a number: ${text}`);
		if (numbers.has(number)) return bad(at + 2, `number ${number} stands twice`);
		if (name === '') return bad(at + 2, 'no name');
		numbers.add(number);
		delegates.push({ number, name, delegation, seat });
	}
	return delegates.length > 0 ? ok(delegates) : bad(2, 'no deputies');
}

const bad = (row: number, what: string): Result<never, 'bad-csv'> => refuse('bad-csv', { row, what });

function decode(file: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(file);
	} catch {
		return new TextDecoder('gb18030').decode(file);
	}
}

/** RFC 4180: cells in quotes may hold commas, line ends and doubled quotes. Empty rows are left out. */
function parseCsv(text: string): string[][] {
	const rows: string[][] = [[]];
	for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
		rows.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
		if (end !== ',') rows.push([]);
	}
	return rows.filter((row) => row.some((cell) => cell.trim() !== ''));
}
