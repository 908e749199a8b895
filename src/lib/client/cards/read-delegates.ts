import type { CardHolder } from './make-cards.ts';
import { deputyColumns } from '../../i18n/zh-CN/import.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { decodeCsv, parseCsv } from '../../import/csv.ts';
import { personName, plainText, wholeNumber } from '../../import/normalise.ts';

const fields = ['number', 'name', 'delegation', 'seat'] as const;

/**
 * The deputies of a CSV file that the import would take too: the columns 编号, 姓名, 代表团, 座位 by any of their
 * names, in any order, others ignored; UTF-8 or GB 18030. `bad-csv` says where: a missing column, a number that is
 * not a positive whole one or stands twice, an empty name, no deputy at all.
 */
export function readDelegates(file: Uint8Array): Result<CardHolder[], 'bad-csv'> {
	const decoded = decodeCsv(file);
	const [header, ...rows] = decoded.ok ? parseCsv(decoded.value.text) : [];
	const titles = (header?.cells ?? []).map((cell) => plainText(cell?.text ?? ''));
	const columns = fields.map((field) => {
		const { title, synonyms } = deputyColumns[field];
		return { field, title, at: titles.findIndex((one) => one === title || synonyms.some((s) => s === one)) };
	});
	const missing = columns.find(({ at }) => at < 0);
	if (missing) return bad(1, `no column ${missing.title}`);
	const delegates: CardHolder[] = [];
	const numbers = new Set<number>();
	for (const { row, cells } of rows) {
		const texts = Object.fromEntries(columns.map(({ field, at }) => [field, cells[at]?.text ?? '']));
		const number = wholeNumber(texts.number!);
		const name = personName(texts.name!);
		if (!number.ok) return bad(row, `not a number: ${texts.number}`);
		if (numbers.has(number.value)) return bad(row, `number ${number.value} stands twice`);
		if (name === '') return bad(row, 'no name');
		numbers.add(number.value);
		const delegation = plainText(texts.delegation!);
		delegates.push({ number: number.value, name, delegation, seat: plainText(texts.seat!) });
	}
	return delegates.length > 0 ? ok(delegates) : bad(2, 'no deputies');
}

const bad = (row: number, what: string): Result<never, 'bad-csv'> => refuse('bad-csv', { row, what });
