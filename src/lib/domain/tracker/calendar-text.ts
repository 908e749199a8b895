import { isDay } from '../days.ts';
import { addDays } from './workdays.ts';

/**
 * Lists of days as people type them or paste them from a notice: `2026-10-01`, `2026年10月1日`, `2026/10/1`, and
 * from one to another with 至, 到 or a dash: `2026年10月1日至7日`, `2026-02-15 至 2026-02-23`. A day without its year
 * is of the year named before it. Weekdays in brackets, and what a notice says after a colon or the like, are left out.
 */
export function readDays(text: string): { days: string[]; faults: string[] } {
	const days = new Set<string>();
	const faults: string[] = [];
	let year: number | null = null;
	for (const part of parts(text)) {
		const [first, last, ...more] = part.split(/[至到~]|--?(?=\d{4}-)|[—–]+/u).map((side) => side.trim());
		const from = readDay(first!, year, null);
		const to = last === undefined ? from : from && readDay(last, from.year, from.month);
		const [start, end] = [from && iso(from), to && iso(to)];
		// A range over more than two months is a slip of the pen, not a holiday.
		if (!start || !end || more.length || end < start || addDays(start, 62) < end) {
			faults.push(part);
			continue;
		}
		year = to!.year;
		for (let day = start; day <= end; day = addDays(day, 1)) days.add(day);
	}
	return { days: [...days].sort(), faults };
}

/** As `readDays` reads them back: a line for each day, or for each run of days. */
export function writeDays(days: readonly string[]): string {
	const runs: [string, string][] = [];
	for (const day of [...days].sort()) {
		const run = runs.at(-1);
		if (run && addDays(run[1], 1) === day) run[1] = day;
		else runs.push([day, day]);
	}
	return runs.map(([from, to]) => (from === to ? from : `${from} 至 ${to}`)).join('\n');
}

type Day = { year: number; month: number; day: number };

const parts = (text: string): string[] =>
	text
		.normalize('NFKC')
		.replace(/\([^)]*\)/gu, '')
		.split(/[\n,;、。]/u)
		.map((part) =>
			part
				.replace(/^[^\d:]*:/u, '')
				.replace(/(放假|上班|休息).*$/u, '')
				.replace(/^共\d+天$/u, '')
				.trim()
		)
		.filter(Boolean);

function readDay(text: string, year: number | null, month: number | null): Day | null {
	const plain = text.replace(/\s+/gu, '');
	const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(plain);
	if (full) return { year: Number(full[1]), month: Number(full[2]), day: Number(full[3]) };
	const short = /^(?:(\d{1,2})月)?(\d{1,2})日$/u.exec(plain);
	const of = short?.[1] ? Number(short[1]) : month;
	return short && year !== null && of !== null ? { year, month: of, day: Number(short[2]) } : null;
}

/** Null for a day that no calendar has, such as 30 February. */
function iso({ year, month, day }: Day): string | null {
	const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
	return isDay(text) ? text : null;
}
