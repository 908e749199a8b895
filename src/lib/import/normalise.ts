import { isDay } from '../domain/days.ts';
import { ok, refuse, type Result } from '../domain/result.ts';
import type { CellFaultCode } from '../i18n/zh-CN/import.ts';

/*
 * From what people type to what is stored. Each is pure and idempotent: normalising twice is normalising once,
 * which is what makes the same file imported twice change nothing.
 */

/** Characters nobody sees: controls with U+0000, zero width, direction marks, byte order marks, soft hyphens. */
const unseen = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/gu;
const spaces = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+/g;

/** One line: line ends become a space, spaces of all kinds one plain space, full-width digits plain ones. */
export const plainText = (text: string): string =>
	withPlainDigits(text.replace(/[\r\n\v\f\u0085\u2028\u2029]+/g, ' ').replace(spaces, ' '))
		.replace(unseen, '')
		.replace(/ {2,}/g, ' ')
		.trim();

/** Several lines, as browsers and spreadsheets end them; empty ones between them go. */
export const linesOfText = (text: string): string =>
	text
		.split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/)
		.map(plainText)
		.filter((line) => line !== '')
		.join('\n');

/** 张 三, spaced to the width of three characters, is 张三. Names in letters keep their spaces. */
export const personName = (text: string): string =>
	plainText(text)
		.replace(/[•‧∙・･．]/g, '·')
		// Without a look behind, which Safari has only since 16.4: the saved card page reads names too.
		.replace(/([\p{Script=Han}·]) +(?=[\p{Script=Han}·])/gu, '$1');

const withPlainDigits = (text: string): string =>
	text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

/** Full-width forms made plain, all spaces out: for what is a number and nothing else. */
const compact = (text: string): string => text.normalize('NFKC').replace(unseen, '').replace(/\s/g, '');

/** `001`, `１２`, `12.0` as spreadsheets keep it. */
export function wholeNumber(text: string): Result<number, CellFaultCode> {
	const match = /^0*([1-9]\d{0,8})(?:\.0+)?$/.exec(compact(text));
	return match ? ok(Number(match[1])) : refuse('not-whole');
}

/** A mobile number of the mainland, with or without +86, spaces and hyphens. */
export function mobileNumber(text: string): Result<string, CellFaultCode> {
	const match = /^(?:\+?0{0,2}86)?(1[3-9]\d{9})$/.exec(compact(text).replace(/[-‐-―－()]/g, ''));
	return match ? ok(match[1]!) : refuse('not-phone');
}

/**
 * 万元 to 分 by moving the point, never through a float: 0.1 + 0.2 is no amount of money. More than six decimals
 * are refused unless they are zeros.
 */
export function wanToFen(text: string): Result<number, CellFaultCode> {
	const bare = compact(text).replace(/万元?$/, '');
	const match = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(bare);
	if (!match) return refuse('not-money');
	const [, whole = '', decimals = ''] = match;
	if (/[1-9]/.test(decimals.slice(6))) return refuse('too-precise');
	const wan = whole.replaceAll(',', '').replace(/^0+(?=\d)/, '');
	if (wan.length > 8) return refuse('too-much');
	return ok(Number(BigInt(wan) * 1_000_000n + BigInt(decimals.slice(0, 6).padEnd(6, '0'))));
}

/** 分 back to 万元 as a person would type it. */
export function fenToWan(fen: number): string {
	const wan = Math.floor(fen / 1_000_000);
	const rest = String(fen % 1_000_000)
		.padStart(6, '0')
		.replace(/0+$/, '');
	return rest === '' ? String(wan) : `${wan}.${rest}`;
}

/**
 * A day in any of the ways people write one. Where only the month is named it is its first or its last day, as
 * `edge` says: 完成时限 2026年12月 lasts to the 31st.
 */
export function dayText(text: string, edge: 'first' | 'last'): Result<string, CellFaultCode> {
	const bare = compact(text).replace(/(?:前|底|末)$/, '');
	const full =
		/^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?(?:T?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?$/.exec(
			bare
		) ?? /^(\d{4})(\d{2})(\d{2})?$/.exec(bare);
	if (full) return day(Number(full[1]), Number(full[2]), full[3] === undefined ? edge : Number(full[3]));
	return refuse(/^\d{1,2}月(\d{1,2}日?)?$/.test(bare) ? 'year-missing' : 'not-date');
}

/** A spreadsheet's day number (1 is 1 January 1900, with its leap day that never was), up to 2119. */
export function serialDay(text: string): Result<string, CellFaultCode> {
	const serial = Math.floor(Number(text));
	if (!(serial >= 20_000 && serial <= 80_000)) return refuse('not-date');
	const date = new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
	return isDay(date) ? ok(date) : refuse('not-date');
}

function day(year: number, month: number, of: number | 'first' | 'last'): Result<string, CellFaultCode> {
	const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
	const date = of === 'first' ? 1 : of === 'last' ? last : of;
	const text = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
	return isDay(text) ? ok(text) : refuse('not-date');
}

/** Characters as a person counts them. */
export const lengthOf = (text: string): number => [...text].length;
