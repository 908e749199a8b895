import { ok, refuse } from '../domain/result.ts';
import { candidateColumns as titles } from '../i18n/zh-CN/import.ts';
import type { Cell } from './cells.ts';
import { readable, showText, textOf, valueOf, type Column, type Reading } from './column.ts';
import { dayText, fenToWan, lengthOf, plainText, serialDay, wanToFen, wholeNumber } from './normalise.ts';
import { firstRows, type CrossCheck, type FileKind } from './plan.ts';

export type CandidateValues = {
	number: number;
	name: string;
	shortName: string;
	category: string;
	place: string;
	content: string;
	scale: string;
	totalFen: number;
	yearFen: number;
	funding: string;
	unit: string;
	leader: string;
	startsOn: string | null;
	endsOn: string | null;
	beneficiaries: string;
	basis: string;
};

/** 简称: what fits on the hall screen. */
export const SHORT_NAME_CHARACTERS = 12;

/** 10 亿元: a town's project that costs more was most likely typed in 元. */
const LARGE_FEN = 100_000 * 1_000_000;

const money = (empty: Reading) => {
	const read = valueOf(wanToFen, ok(null));
	return (cell: Cell): Reading => {
		const reading = read(cell);
		if (!reading.ok) return reading;
		if (reading.value.value === null) return empty;
		return Number(reading.value.value) > LARGE_FEN
			? ok({ ...reading.value, warning: { code: 'large-amount' as const } })
			: reading;
	};
};

const dayOf =
	(edge: 'first' | 'last', needed: boolean) =>
	(cell: Cell): Reading => {
		const text = readable(cell);
		if (!text.ok) return text;
		if (plainText(text.value) === '') return needed ? refuse('empty') : ok({ value: null });
		if (cell.kind === 'number') return dayOfNumber(text.value, edge);
		const read = dayText(text.value, edge);
		return read.ok ? ok({ value: read.value }) : read;
	};

/** 202604 and 20260401 are written as people write; 46113 is a spreadsheet's own; 2026.1 may be October. */
function dayOfNumber(text: string, edge: 'first' | 'last'): Reading {
	if (/^\d{4}\.\d/.test(text)) return refuse('date-ambiguous');
	const written = /^\d{6}(\d{2})?$/.test(text) ? dayText(text, edge) : serialDay(text);
	if (!written.ok) return written;
	return text.length === 5
		? ok({ value: written.value, warning: { code: 'serial-date', detail: { day: written.value } } })
		: ok({ value: written.value });
}

const text = (field: keyof typeof titles, most: number, needed = false, lines = false): Column => ({
	...{ field, ...titles[field], required: needed },
	read: textOf({ most, needed, lines }),
	show: showText
});

/** The columns of the candidates' file: all of a candidate's sheet but its pictures and attachments. */
export const candidateFile: readonly Column[] = [
	{
		...{ field: 'number', ...titles.number, required: true },
		read: valueOf(wholeNumber, refuse('empty')),
		show: showText
	},
	text('name', 60, true),
	text('shortName', SHORT_NAME_CHARACTERS),
	text('category', 20, true),
	text('place', 100),
	text('content', 500, true, true),
	text('scale', 200, false, true),
	{
		...{ field: 'totalFen', ...titles.totalFen, required: true },
		read: money(refuse('empty')),
		show: (value) => (value === null ? '' : fenToWan(Number(value)))
	},
	{
		...{ field: 'yearFen', ...titles.yearFen, required: false },
		read: money(ok({ value: 0, warning: { code: 'no-year-amount' } })),
		show: (value) => (value === null ? '' : fenToWan(Number(value)))
	},
	text('funding', 200, false, true),
	text('unit', 60, true),
	text('leader', 40),
	{
		...{ field: 'startsOn', ...titles.startsOn, required: false },
		read: dayOf('first', false),
		show: showText
	},
	{
		...{ field: 'endsOn', ...titles.endsOn, required: true },
		read: dayOf('last', true),
		show: showText
	},
	text('beneficiaries', 200),
	text('basis', 100)
];

/** What a new candidate has where the file has no column for it; 简称 comes from the name. */
export const candidateDefaults = {
	...{ shortName: '', place: '', scale: '', yearFen: 0, funding: '', leader: '' },
	...{ startsOn: null, beneficiaries: '', basis: '' }
} as const;

export const checkCandidates: CrossCheck = (rows, known) => {
	const inFile = new Set(rows.map(({ key }) => key));
	const others = [...known.values()].filter(({ key }) => !inFile.has(key));
	const named = (field: 'name' | 'shortName') =>
		new Map(others.map(({ key, values }) => [values[field], key]));
	const names = { name: named('name'), shortName: named('shortName') };
	for (const row of rows) {
		const before = row.key === null ? undefined : known.get(row.key);
		const { values } = row;
		const name = values.name ?? before?.values.name;
		// An empty 简称 is the whole name, where that is short enough.
		if (
			typeof name === 'string' &&
			(values.shortName === '' || (values.shortName === undefined && !before))
		) {
			if (lengthOf(name) <= SHORT_NAME_CHARACTERS) values.shortName = name;
			else row.fault('shortName', 'short-name-needed');
		}
		const whole = { ...before?.values, ...values };
		if (Number(whole.yearFen ?? 0) > Number(whole.totalFen ?? Infinity))
			row.fault('yearFen', 'year-over-total');
		if (whole.startsOn && whole.endsOn && whole.endsOn < whole.startsOn)
			row.fault('endsOn', 'ends-before-start');
		for (const field of ['name', 'shortName'] as const) {
			const namesake = values[field] && names[field].get(values[field]);
			if (namesake) row.fault(field, 'name-there', { number: namesake });
		}
	}
	for (const [row, first] of firstRows(rows, 'name')) row.fault('name', 'name-twice', { first });
	for (const [row, first] of firstRows(rows, 'shortName')) row.fault('shortName', 'duplicate', { first });
};

export const candidateKind: FileKind = {
	columns: candidateFile,
	elsewhere: ['图片', '照片', '效果图', '图片和附件', '图片或附件', '附件'],
	defaults: candidateDefaults,
	check: checkCandidates
};
