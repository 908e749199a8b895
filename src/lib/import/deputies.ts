import { ok, refuse } from '../domain/result.ts';
import { deputyColumns as titles } from '../i18n/zh-CN/import.ts';
import { showText, textOf, valueOf, type Column } from './column.ts';
import { mobileNumber, plainText, wholeNumber } from './normalise.ts';
import { firstRows, type CrossCheck, type FileKind } from './plan.ts';

export type DeputyValues = {
	number: number;
	name: string;
	gender: '男' | '女' | null;
	delegation: string;
	seat: string;
	phone: string | null;
	scrutineer: 'none' | 'member' | 'chief';
};

const scrutineerWords: Record<string, DeputyValues['scrutineer']> = {
	...{ 是: 'member', 监票人: 'member', '√': 'member', '✓': 'member', Y: 'member', TRUE: 'member' },
	...{ 否: 'none', 不是: 'none', '×': 'none', N: 'none', FALSE: 'none' },
	...{ 总监票人: 'chief', 总: 'chief' }
};

/** The columns of the deputies' file. One that is absent leaves what the roll has; an empty cell empties it. */
export const deputyFile: readonly Column[] = [
	{
		...{ field: 'number', ...titles.number, required: true },
		read: valueOf(wholeNumber, refuse('empty')),
		show: showText
	},
	{
		...{ field: 'name', ...titles.name, required: true },
		read: textOf({ most: 40, needed: true, person: true }),
		show: showText
	},
	{
		...{ field: 'gender', ...titles.gender, required: false },
		read: valueOf((text) => {
			const gender = plainText(text).replace(/性$/, '');
			return gender === '男' || gender === '女' ? ok(gender) : refuse('not-gender');
		}, ok(null)),
		show: showText,
		choices: ['男', '女']
	},
	{
		...{ field: 'delegation', ...titles.delegation, required: true },
		read: textOf({ most: 40, needed: true }),
		show: showText
	},
	{
		...{ field: 'seat', ...titles.seat, required: false },
		read: textOf({ most: 20, warnIfEmpty: 'no-seat' }),
		show: showText
	},
	{
		...{ field: 'phone', ...titles.phone, required: false },
		read: valueOf(mobileNumber, ok(null)),
		show: showText
	},
	{
		...{ field: 'scrutineer', ...titles.scrutineer, required: false },
		read: valueOf((text) => {
			const word = scrutineerWords[plainText(text).toUpperCase()];
			return word ? ok(word) : refuse('not-scrutineer');
		}, ok('none')),
		show: (value) => (value === 'chief' ? '总监票人' : value === 'member' ? '是' : '否'),
		choices: ['是', '否', '总监票人']
	}
];

/** What a new deputy has where the file has no column for it. */
export const deputyDefaults = { gender: null, seat: '', phone: null, scrutineer: 'none' } as const;

/** What only shows when rows are held against each other and against the roll. */
export const checkDeputies: CrossCheck = (rows, known) => {
	const chiefs = rows.filter(({ values }) => values.scrutineer === 'chief');
	for (const row of chiefs.slice(1)) row.fault('scrutineer', 'second-chief', { first: chiefs[0]!.row });
	const chief = [...known.values()].find(({ values }) => values.scrutineer === 'chief');
	const itsRow = chief && rows.find(({ key }) => key === chief.key);
	const successor = chiefs.find(({ key }) => key !== chief?.key);
	// 是 beside the chief's name takes nothing from the office, unless the file gives it to another.
	if (itsRow?.values.scrutineer === 'member' && !successor) itsRow.values.scrutineer = 'chief';
	if (chief && successor && (itsRow?.values.scrutineer ?? 'chief') === 'chief')
		successor.fault('scrutineer', 'chief-there', { name: String(chief.values.name) });
	for (const row of rows) {
		const before = row.key === null ? undefined : known.get(row.key);
		if (before?.former) row.fault('number', 'number-of-former', { name: String(before.values.name) });
		else if (before && row.values.name !== undefined && before.values.name !== row.values.name)
			row.warn('name', 'name-changed', {
				before: String(before.values.name),
				after: String(row.values.name)
			});
	}
	for (const [row, first] of firstRows(rows, 'name')) row.warn('name', 'same-name', { first });
	for (const [row, first] of firstRows(rows, 'seat')) row.warn('seat', 'seat-twice', { first });
	for (const [row, first] of firstRows(rows, 'phone')) row.warn('phone', 'phone-twice', { first });
};

export const deputyKind: FileKind = { columns: deputyFile, defaults: deputyDefaults, check: checkDeputies };
