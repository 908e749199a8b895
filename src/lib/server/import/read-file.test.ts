import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
	errorCell,
	formula,
	main,
	office,
	serialDate,
	sheetXml,
	workbook,
	type RawSheet
} from '../../../../tests/support/workbook.ts';
import { candidateKind } from '../../import/candidates.ts';
import { deputyKind } from '../../import/deputies.ts';
import { planImport, type Known, type Plan } from '../../import/plan.ts';
import { errorFile } from './error-file.ts';
import { readFile } from './read-file.ts';
import { templateFile } from './template-file.ts';

const head = ['代表证号', '姓名', '代表团', '座位'];
const roll: RawSheet = { name: '代表名册', rows: [head, ['1', '张三', '一团', '1座']] };
const read = (bytes: Uint8Array, name = '名册.xlsx') => readFile(name, bytes, deputyKind.columns);

async function planned(bytes: Uint8Array, name?: string, known: Known[] = []): Promise<Plan> {
	const file = await read(bytes, name);
	if (!file.ok) throw new Error(file.code);
	const plan = planImport(file.value.rows, deputyKind, known);
	if (!plan.ok) throw new Error(plan.code);
	return plan.value;
}

/** A workbook whose only sheet stands `times` times in its list. */
const listing = (times: number): Uint8Array => {
	const sheets = Array.from(
		{ length: times },
		(_, i) => `<sheet name="表${i}" sheetId="${i + 1}" r:id="rId1"/>`
	);
	const xml = `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`;
	return workbook([roll], { parts: { 'xl/workbook.xml': xml } });
};

const faults = (plan: Plan) =>
	plan.rows.flatMap(({ row, faults }) => faults.map(({ field, code }) => `${row} ${field} ${code}`));

describe('a decent workbook', () => {
	test('is read, whichever sheet the table is on', async () => {
		const bytes = workbook([
			{ name: '填写说明', rows: [['请填写代表名册']] },
			roll,
			{ name: '另一张', rows: [['x']] }
		]);
		expect(await read(bytes)).toMatchObject({
			value: {
				name: '名册.xlsx',
				notices: [{ code: 'other-sheets', detail: { read: '代表名册', count: 1 } }]
			}
		});
		expect((await planned(bytes)).rows).toMatchObject([
			{ state: 'new', values: { number: 1, name: '张三' } }
		]);
	});

	test('numbers stay exact, dates are days in both of the calendars', async () => {
		const project: RawSheet = {
			rows: [
				['编号', '全称', '类别', '建设内容', '总投资', '责任单位', '完成时限'],
				[
					1,
					'甲',
					'类',
					'内容',
					{ xml: (at) => `<c r="${at}"><v>0.30000000000000004</v></c>` },
					'办',
					serialDate(46_022)
				]
			]
		};
		for (const [date1904, endsOn] of [
			[false, '2025-12-31'],
			[true, '2030-01-01']
		] as const) {
			const file = await readFile('项目.xlsx', workbook([project], { date1904 }), candidateKind.columns);
			const plan = file.ok && planImport(file.value.rows, candidateKind, []);
			expect(plan).toMatchObject({ value: { rows: [{ values: { totalFen: 300_000, endsOn } }] } });
		}
	});

	test('a sheet that is listed under several names is looked through once, as the first of them', async () => {
		expect(await read(listing(20))).toMatchObject({ value: { notices: [] } });
	});

	test('rows that are only formatted, down to the last one a sheet has, are no rows', async () => {
		const xml = sheetXml(roll).replace(
			'</sheetData>',
			'<row r="1048576" s="3"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"></c></row></sheetData>'
		);
		expect((await planned(workbook([{ ...roll, xml }]))).rows).toHaveLength(1);
	});

	test('the template is a file that can be read, empty and filled in', async () => {
		const columns = deputyKind.columns;
		expect(
			planImport((await rowsOf(await templateFile('deputies', columns))) ?? [], deputyKind, [])
		).toMatchObject({
			code: 'no-rows'
		});
		const rows = [['1', '张三', '男', '一团', '3-12', '13800001111', '总监票人']];
		const plan = await planned(await templateFile('deputies', columns, rows));
		expect(plan.rows).toMatchObject([
			{ state: 'new', faults: [], values: { seat: '3-12', scrutineer: 'chief' } }
		]);
		const candidates = await readFile(
			't.xlsx',
			await templateFile('candidates', candidateKind.columns, [['1', '甲']]),
			candidateKind.columns
		);
		expect(candidates).toMatchObject({ ok: true, value: { notices: [] } });
	});

	test('the candidates’ template says where pictures go, and the deputies’ does not', async () => {
		const textOf = async (kind: 'candidates' | 'deputies') => {
			const columns = { candidates: candidateKind, deputies: deputyKind }[kind].columns;
			const parts = Object.values(unzipSync(await templateFile(kind, columns)));
			return parts.map((part) => new TextDecoder().decode(part)).join('');
		};
		expect(await textOf('candidates')).toContain('在“图片或附件”处添加');
		expect(await textOf('deputies')).not.toContain('图片或附件');
	});

	const rowsOf = async (bytes: Uint8Array) => {
		const file = await read(bytes);
		return file.ok ? file.value.rows : null;
	};
});

describe('what is never read', () => {
	test('a formula, its remembered result, an error, a merged cell: each named by its cell', async () => {
		const bytes = workbook([
			{
				merges: ['C5:C6'],
				rows: [
					head,
					[formula('1+1', '2'), '张三', '一团', '1座'],
					['2', formula('CONCATENATE(B2,"x")', '李四'), '一团', '2座'],
					['3', '王五', '一团', errorCell],
					['4', '赵六', '一团', '4座'],
					['5', '钱七', null, '5座'],
					['6', '孙八', '一团', serialDate(46_093)]
				]
			}
		]);
		expect(faults(await planned(bytes))).toEqual([
			'2 number formula',
			'3 name formula',
			'4 seat error-value',
			'5 delegation merged',
			'6 delegation merged',
			'7 seat date-in-text'
		]);
	});

	test('a hidden sheet: told where another is read, refused where it is the table', async () => {
		const hidden = { ...roll, name: '旧名册', state: 'hidden', rows: [head, ['9', '旧人', '一团', '']] };
		expect(await read(workbook([hidden, roll]))).toMatchObject({
			value: { notices: [{ code: 'hidden-sheets', detail: { names: '旧名册' } }] }
		});
		expect((await planned(workbook([hidden, roll]))).rows).toMatchObject([{ key: 1 }]);
		expect(
			await read(
				workbook([
					{ name: '封面', rows: [['封面']] },
					{ ...hidden, state: 'veryHidden' }
				])
			)
		).toMatchObject({
			code: 'sheet-hidden',
			detail: { name: '旧名册' }
		});
	});

	test('hidden rows are read and told', async () => {
		expect(await read(workbook([{ ...roll, hiddenRows: [2] }]))).toMatchObject({
			value: { notices: [{ code: 'hidden-rows', detail: { count: 1 } }] }
		});
	});
});

describe('hostile and wrong files are refused in a word', () => {
	const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]);
	const good = workbook([roll]);
	const text = new TextEncoder().encode('代表证号,姓名,代表团\n1,张三,一团');

	/** A zip whose directory says something else than its content. */
	const lying = (change: (directory: DataView) => void, of = good): Uint8Array => {
		const bytes = Uint8Array.from(of);
		const view = new DataView(bytes.buffer);
		for (let at = 0; at + 4 < bytes.length; at++)
			if (view.getUint32(at, true) === 0x02014b50) change(new DataView(bytes.buffer, at));
		return bytes;
	};
	const long = '长'.repeat(2000);
	const bomb = workbook([{ ...roll, xml: sheetXml(roll) + ' '.repeat(60_000_000) }]);

	test.each<[string, Uint8Array, string, string]>([
		['a macro workbook by its name', good, '名册.xlsm', 'file-macros'],
		[
			'a macro workbook renamed',
			workbook([roll], { parts: { 'xl/vbaProject.bin': 'x' } }),
			'名册.xlsx',
			'file-macros'
		],
		[
			'macros by content type',
			workbook([roll], {
				contentTypes:
					'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'
			}),
			'名册.xlsx',
			'file-macros'
		],
		['an encrypted workbook', ole, '名册.xlsx', 'file-encrypted'],
		['an old workbook', ole, '名册.xls', 'file-encrypted'],
		['an encrypted zip entry', lying((entry) => entry.setUint16(8, 1, true)), '名册.xlsx', 'file-encrypted'],
		['another kind', text, '名册.txt', 'file-kind'],
		['no ending', text, '名册', 'file-kind'],
		['a text named workbook', text, '名册.xlsx', 'file-extension'],
		['a workbook named CSV', good, '名册.csv', 'file-extension'],
		[
			'a picture named CSV',
			Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0x0d, 0, 0, 0, 0]),
			'名册.csv',
			'file-not-text'
		],
		['nothing', new Uint8Array(), '名册.csv', 'file-empty'],
		['blank lines', new TextEncoder().encode('\n , \n'), '名册.csv', 'file-empty'],
		['an empty workbook', workbook([{ rows: [] }]), '名册.xlsx', 'file-empty'],
		['more than 10 MB', new Uint8Array(10 * 1024 * 1024 + 1), '名册.xlsx', 'file-too-large'],
		['a bomb that admits it', bomb, '名册.xlsx', 'file-bomb'],
		[
			'a bomb that does not',
			lying((entry) => entry.setUint32(24, 1000, true), bomb),
			'名册.xlsx',
			'file-bomb'
		],
		[
			'a thousand entries',
			zipSync(Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`${i}.xml`, strToU8('x')]))),
			'名册.xlsx',
			'file-bomb'
		],
		['a truncated zip', good.slice(0, good.length - 40), '名册.xlsx', 'file-broken'],
		[
			'entries that point nowhere',
			lying((entry) => entry.setUint32(42, 0xffffff, true)),
			'名册.xlsx',
			'file-broken'
		],
		['a zip that is no workbook', zipSync({ 'a.xml': strToU8('<a/>') }), '名册.xlsx', 'file-broken'],
		[
			'broken XML',
			workbook([{ ...roll, xml: '<worksheet><sheetData><row r="1"><c r="A1"><v>1' }]),
			'名册.xlsx',
			'file-broken'
		],
		[
			'cells to the end of the sheet',
			workbook([
				{
					...roll,
					xml: sheetXml(roll).replace(
						'</sheetData>',
						'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
					)
				}
			]),
			'名册.xlsx',
			'too-many-rows'
		],
		[
			'columns to the end of the sheet',
			workbook([
				{
					...roll,
					xml: sheetXml(roll).replace('</sheetData>', '<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData>')
				}
			]),
			'名册.xlsx',
			'file-bomb'
		],
		[
			'ten thousand merged areas',
			workbook([{ ...roll, merges: Array.from({ length: 10_000 }, (_, i) => `A${i + 1}:XFD6000`) }]),
			'名册.xlsx',
			'file-bomb'
		],
		['the same sheet listed thousands of times', listing(5000), '名册.xlsx', 'too-many-sheets'],
		[
			'a long text in every cell',
			workbook([{ rows: [head, ...Array<string[]>(5000).fill(['1', long, long, long])] }]),
			'名册.xlsx',
			'file-bomb'
		],
		['a CSV of more than 2 MB', new Uint8Array(2 * 1024 * 1024 + 1).fill(97), '名册.csv', 'csv-too-large'],
		[
			'a CSV of a million short lines',
			new TextEncoder().encode('a\n'.repeat(1_000_000)),
			'名册.csv',
			'too-many-rows'
		],
		[
			'a CSV with something in a far column',
			new TextEncoder().encode(`代表证号,姓名\n1,${','.repeat(16_000)}x`),
			'名册.csv',
			'too-many-columns'
		]
	])('%s', async (_, bytes, name, code) => {
		expect(await read(bytes, name)).toMatchObject({ ok: false, code });
	});

	test('bytes turned at random are refused or read, and never throw', async () => {
		for (let at = 0; at < good.length; at += 7) {
			const bytes = Uint8Array.from(good);
			bytes[at] = bytes[at]! ^ 0x5a;
			const file = await read(bytes);
			expect(file.ok || file.code.startsWith('file-') || file.code === 'too-many-rows').toBe(true);
		}
	});

	test('a name is shown without its path and what nobody sees', async () => {
		expect(await read(good, 'C:\\会务\\\u202e名册.xlsx')).toMatchObject({ value: { name: '名册.xlsx' } });
		// The eighty last characters, and no half of one before them: no record could hold it.
		expect(await read(good, `👍${'长'.repeat(74)}.xlsx`)).toMatchObject({
			value: { name: `${'长'.repeat(74)}.xlsx` }
		});
	});
});

describe('the error file', () => {
	const bad = (rows: string[][]) => workbook([{ rows: [['代表名册'], [...head, '备注'], ...rows] }]);

	test.each(['xlsx', 'csv'] as const)('is the same file with one column more, as %s', async (format) => {
		const file = await read(
			bad([
				['x', '张三', '', '1座', '=cmd'],
				['2', '李四', '一团', '-2座', '+1']
			])
		);
		if (!file.ok) throw new Error(file.code);
		const plan = planImport(file.value.rows, deputyKind, []);
		if (!plan.ok) throw new Error(plan.code);
		const made = await errorFile(format, file.value.rows, plan.value);
		const again = await read(made, `错误清单.${format}`);
		if (!again.ok) throw new Error(again.code);
		expect(again.value.rows.map(({ cells }) => cells.map((cell) => cell?.text ?? ''))).toEqual([
			['代表名册', ...Array<string>(5).fill('')],
			[...head, '备注', '错误说明'],
			['x', '张三', '', '1座', "'=cmd", '代表证号：应为正整数，不超过九位；代表团：没有填写'],
			['2', '李四', '一团', "'-2座", "'+1", '']
		]);
		// Corrected it can be uploaded as it is: the apostrophe is ours, the column is known.
		const corrected = planImport(again.value.rows, deputyKind, []);
		expect(corrected).toMatchObject({
			value: {
				notices: [{ code: 'unknown-columns', detail: { names: '备注' } }],
				rows: [{}, { values: { seat: '-2座' } }]
			}
		});
	});
});
