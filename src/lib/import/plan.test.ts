import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { candidateKind } from './candidates.ts';
import { numberText, type Cell } from './cells.ts';
import { csvRecords, decodeCsv, parseCsv } from './csv.ts';
import { deputyKind } from './deputies.ts';
import { planOne } from './plan-one.ts';
import { countsOf, MOST_ROWS, planImport, type FileKind, type Known, type Plan } from './plan.ts';

const cell = (text: string): Cell => ({ kind: 'text', text });
const sheet = (...rows: (string | Cell)[][]) =>
	rows.map((cells, i) => ({
		row: i + 1,
		cells: cells.map((one) => (typeof one === 'string' ? cell(one) : one))
	}));

const head = ['代表证号', '姓名', '代表团', '座位', '手机号', '是否监票人', '性别'];
const deputy = (number: string, name: string, rest: string[] = ['一团', `${number}座`, '', '', '']) => [
	number,
	name,
	...rest
];
const project = ['编号', '全称', '简称', '类别', '建设内容', '总投资（万元）', '责任单位', '完成时限'];

function plan(kind: FileKind, rows: ReturnType<typeof sheet>, known: Known[] = []): Plan {
	const planned = planImport(rows, kind, known);
	if (!planned.ok) throw new Error(planned.code);
	return planned.value;
}

/** What the system has after the plan's good rows are in it. */
const after = ({ rows }: Plan, known: Known[] = []): Known[] => [
	...known.map((one) => {
		const row = rows.find((planned) => planned.known?.id === one.id && planned.state !== 'error');
		return row ? { ...one, values: { ...one.values, ...row.values } } : one;
	}),
	...rows
		.filter(({ state }) => state === 'new')
		.map(({ key, values }) => ({ id: `id-${key}`, key: key!, values }))
];

const faults = ({ rows }: Plan) =>
	rows.flatMap(({ row, faults }) => faults.map(({ field, code }) => `${row} ${field} ${code}`));
const warnings = ({ rows }: Plan) =>
	rows.flatMap(({ row, warnings }) => warnings.map(({ field, code }) => `${row} ${field} ${code}`));

describe('the header', () => {
	test('the names that a column may have are worked out once, not for each cell', () => {
		let asked = 0;
		const columns = deputyKind.columns.map((column) => ({
			...column,
			get synonyms() {
				asked++;
				return column.synonyms;
			}
		}));
		const wide = Array.from({ length: 200 }, (_, i) => `其他${i}`);
		plan({ ...deputyKind, columns }, sheet(wide, wide, [...head, ...wide], deputy('1', '张三')));
		expect(asked).toBeLessThanOrEqual(columns.length);
	});

	test('is found below a title, by synonyms, stars and remarks, and unknown columns are told', () => {
		const { rows, notices } = plan(
			deputyKind,
			sheet(
				['涌山镇代表名册'],
				[],
				['序 号', '代表姓名*', '所在代表团(必填)', '备注'],
				['1', '张 三', '一团', '连任']
			)
		);
		expect(rows).toMatchObject([{ row: 4, key: 1, state: 'new', values: { number: 1, name: '张三' } }]);
		expect(notices).toEqual([{ code: 'unknown-columns', detail: { names: '备注' } }]);
	});

	test('a column of pictures is told where pictures go, and other unknown columns are told as before', () => {
		const heads = ['编号', '名称', '类别', '建设内容', '总投资', '责任单位', '完成时限'];
		const rows = sheet(
			[...heads, '图片*', '备注'],
			['1', '甲', '民生', '修路', '10', '镇村镇办', '2026-11', '甲.jpg', 'x']
		);
		expect(plan(candidateKind, rows).notices).toEqual([
			{ code: 'pictures-elsewhere', detail: { names: '图片*' } },
			{ code: 'unknown-columns', detail: { names: '备注' } }
		]);
	});

	test.each([
		[
			[
				['姓名', '代表团'],
				['张三', '一团']
			],
			'columns-missing',
			{ names: '“代表证号”' }
		],
		[
			[
				['代表证号', '编号', '姓名', '代表团'],
				['1', '1', '张三', '一团']
			],
			'column-twice',
			{ row: 1, name: '代表证号' }
		],
		[[head, ['', '', '']], 'no-rows', undefined],
		[
			[
				['甲', '乙'],
				['1', '2']
			],
			'columns-missing',
			{ names: '“代表证号”、“姓名”、“代表团”' }
		]
	] as const)('is refused in words: %#', (rows, code, detail) => {
		const refused = planImport(sheet(...rows.map((row) => [...row])), deputyKind, []);
		expect(refused).toMatchObject(detail ? { code, detail } : { code });
	});

	test('more rows than a congress has deputies are refused', () => {
		const rows = Array.from({ length: MOST_ROWS + 1 }, (_, i) => deputy(String(i + 1), '某'));
		expect(planImport(sheet(head, ...rows), deputyKind, [])).toMatchObject({
			code: 'too-many-rows',
			detail: { rows: 5001, most: 5000 }
		});
	});
});

describe('deputies', () => {
	test('each seeded fault is named by row and column', () => {
		const made = plan(
			deputyKind,
			sheet(
				head,
				deputy('1', '张三'),
				deputy('1', '李四'),
				deputy('x', '王五'),
				deputy('4', ''),
				deputy('5', '赵六', ['', '5座', '', '', '']),
				deputy('6', '钱七', ['一团', '6座', '1234', '', '']),
				deputy('7', '孙八', ['一团', '7座', '', '也许', '']),
				deputy('8', '周九', ['一团', '8座', '', '', '中']),
				deputy('9', '名'.repeat(41)),
				deputy('10', '=HYPERLINK("x")'),
				['11', { kind: 'formula', text: '' }, '一团'],
				['12', '吴十', '一团', { kind: 'date', text: '2026-03-12' }],
				['13', { kind: 'merged', text: '郑' }, '一团'],
				['14', { kind: 'error', text: '' }, '一团'],
				['15', '冯一', { kind: 'yes-no', text: '是' }],
				deputy('16', '陈二', ['一团', '16座', '', '总监票人', '']),
				deputy('17', '褚三', ['一团', '17座', '', '总监票人', ''])
			)
		);
		expect(faults(made)).toEqual([
			'3 number duplicate',
			'4 number not-whole',
			'5 name empty',
			'6 delegation empty',
			'7 phone not-phone',
			'8 scrutineer not-scrutineer',
			'9 gender not-gender',
			'10 name too-long',
			'11 name formula',
			'12 name formula',
			'13 seat date-in-text',
			'14 name merged',
			'15 name error-value',
			'16 delegation wrong-type',
			'18 scrutineer second-chief'
		]);
		expect(countsOf(made)).toMatchObject({ new: 2, errors: 15, errorRows: 15 });
	});

	test('what may be right is only warned of', () => {
		const made = plan(
			deputyKind,
			sheet(
				head,
				deputy('1', '张三', ['一团', '1座', '13800001111', '', '']),
				deputy('2', '张三', ['一团', '1座', '138 0000 1111', '', '']),
				deputy('3', '李四', ['一团', '', '', '', ''])
			)
		);
		expect(warnings(made)).toEqual([
			'3 name same-name',
			'3 seat seat-twice',
			'3 phone phone-twice',
			'4 seat no-seat'
		]);
		expect(countsOf(made).errors).toBe(0);
	});

	test('absent columns leave what is there, empty cells empty it, and who is left out stays', () => {
		const known = after(
			plan(
				deputyKind,
				sheet(head, deputy('1', '张三', ['一团', '1座', '13800001111', '是', '男']), deputy('2', '李四'))
			)
		);
		const absent = plan(deputyKind, sheet(['编号', '姓名', '代表团'], ['1', '张三', '二团']), known);
		expect(absent.rows[0]).toMatchObject({ state: 'changed', before: { delegation: '一团' } });
		expect(absent.rows[0]!.before).toEqual({ delegation: '一团' });
		expect(absent.absent.map(({ key }) => key)).toEqual([2]);
		const emptied = plan(
			deputyKind,
			sheet(['编号', '姓名', '代表团', '手机号'], ['1', '张三', '一团', '']),
			known
		);
		expect(emptied.rows[0]).toMatchObject({ before: { phone: '13800001111' }, values: { phone: null } });
	});

	test('a number of a former deputy is not given away, a changed name is pointed out', () => {
		const known: Known[] = [
			{ id: 'a', key: 1, values: { number: 1, name: '张三', delegation: '一团' } },
			{ id: 'b', key: 2, values: { number: 2, name: '李四', delegation: '一团' }, former: true }
		];
		const made = plan(
			deputyKind,
			sheet(['编号', '姓名', '代表团'], ['1', '王五', '一团'], ['2', '赵六', '一团']),
			known
		);
		expect(faults(made)).toEqual(['3 number number-of-former']);
		expect(warnings(made)).toEqual(['2 name name-changed']);
	});

	test('the chief stays chief beside 是, and hands the office on only when both are named', () => {
		const chief: Known = {
			id: 'a',
			key: 1,
			values: { number: 1, name: '张三', delegation: '一团', scrutineer: 'chief' }
		};
		const rows = (own: string, other: string) =>
			sheet(['编号', '姓名', '代表团', '监票人'], ['1', '张三', '一团', own], ['2', '李四', '一团', other]);
		expect(plan(deputyKind, rows('是', '是'), [chief]).rows[0]).toMatchObject({ state: 'unchanged' });
		const handed = plan(deputyKind, rows('是', '总监票人'), [chief]);
		expect(faults(handed)).toEqual([]);
		expect(handed.rows[0]).toMatchObject({ state: 'changed', values: { scrutineer: 'member' } });
		const silent = sheet(['编号', '姓名', '代表团', '监票人'], ['2', '李四', '一团', '总监票人']);
		expect(faults(plan(deputyKind, silent, [chief]))).toEqual(['2 scrutineer chief-there']);
	});
});

describe('candidates', () => {
	const row = (number: string, name: string, changes: Partial<Record<string, string | Cell>> = {}) =>
		[number, name, '', '交通', '内容', '480', '镇村镇建设办', '2026-12'].map(
			(text, i) => changes[project[i]!] ?? text
		);

	test('a short name is its own 简称, a long one needs one of at most twelve characters', () => {
		const made = plan(
			candidateKind,
			sheet(
				project,
				row('1', '福勤路改造提升工程'),
				row('2', '北山口到S205省道道路提升改造'),
				row('3', '货车停车场', { 简称: '货车停车场建设工程加冲洗平台' })
			)
		);
		expect(made.rows[0]!.values.shortName).toBe('福勤路改造提升工程');
		expect(faults(made)).toEqual(['3 shortName short-name-needed', '4 shortName too-long']);
	});

	test('money is exact, days are days, and what can not be is named', () => {
		const made = plan(
			candidateKind,
			sheet(
				[...project, '当年投资', '开工时间'],
				[...row('1', '甲', { '总投资（万元）': '0.3' }), '0.3', '2026年4月'],
				[...row('2', '乙', { '总投资（万元）': '100' }), '101', ''],
				[...row('3', '丙', { 完成时限: '2026-03' }), '', '2026-04'],
				[...row('4', '丁', { 完成时限: { kind: 'number', text: '2026.1' } }), '', ''],
				[...row('5', '戊', { 完成时限: { kind: 'number', text: '46022' } }), '', ''],
				[...row('6', '己', { 完成时限: { kind: 'date', text: '2026-11-15' } }), '', ''],
				[...row('7', '甲'), '', '']
			)
		);
		expect(made.rows[0]!.values).toMatchObject({
			totalFen: 300_000,
			yearFen: 300_000,
			startsOn: '2026-04-01',
			endsOn: '2026-12-31'
		});
		expect(made.rows[4]!.values.endsOn).toBe('2025-12-31');
		expect(made.rows[5]!.values.endsOn).toBe('2026-11-15');
		expect(faults(made)).toEqual([
			'3 yearFen year-over-total',
			'4 endsOn ends-before-start',
			'5 endsOn date-ambiguous',
			'8 name name-twice',
			'8 shortName duplicate'
		]);
		expect(warnings(made)).toContain('6 endsOn serial-date');
	});

	test('a frozen one may be in the file as long as it says the same', () => {
		const known = after(plan(candidateKind, sheet(project, row('1', '甲')))).map((one) => ({
			...one,
			frozen: true
		}));
		expect(faults(plan(candidateKind, sheet(project, row('1', '甲')), known))).toEqual([]);
		expect(faults(plan(candidateKind, sheet(project, row('1', '乙')), known))).toEqual([
			'2 number candidate-frozen'
		]);
	});
});

describe('one entry in a form', () => {
	const known: Known[] = [
		{ id: 'a', key: 1, values: { number: 1, name: '张三', delegation: '一团', seat: '', phone: null } },
		{ id: 'b', key: 2, values: { number: 2, name: '李四', delegation: '一团', seat: '', phone: null } }
	];
	const fields = { number: '3', name: '张 三', delegation: '二团', seat: '', phone: '' };

	test('is read by the rules of a file, and may change its number', () => {
		expect(planOne(deputyKind, known, { id: 'a', fields })).toMatchObject({
			value: {
				before: { number: 1, delegation: '一团' },
				values: { number: 3, name: '张三', delegation: '二团' }
			}
		});
		expect(planOne(deputyKind, known, { id: null, fields })).toMatchObject({ value: { state: 'new' } });
	});

	test('is refused in words', () => {
		expect(planOne(deputyKind, known, { id: 'a', fields: { ...fields, number: '2' } })).toMatchObject({
			code: 'number-taken'
		});
		expect(planOne(deputyKind, known, { id: 'a', fields: { ...fields, number: '' } })).toMatchObject({
			code: 'row-fault'
		});
		expect(planOne(deputyKind, known, { id: 'a', fields: { ...fields, phone: '12' } })).toMatchObject({
			detail: { column: '手机号', reason: '应为 11 位手机号' }
		});
	});
});

test('whatever a file says, once it is in, the same file changes nothing', () => {
	const word = fc.string({
		unit: fc.constantFrom('张', '三', ' ', '　', '１', '2', '·', '\u200b', 'a', '-')
	});
	const row = fc.tuple(
		fc.integer({ min: 1, max: 30 }).map(String),
		word,
		word,
		word,
		fc.constantFrom('', '138 0000 1111', '+8613900001111', 'x'),
		fc.constantFrom('', '是', '否', '总监票人', '？'),
		fc.constantFrom('', '男', '女性')
	);
	fc.assert(
		fc.property(
			fc.array(row, { minLength: 1, maxLength: 20 }),
			fc.array(row, { minLength: 1, maxLength: 20 }),
			(one, two) => {
				const first = plan(deputyKind, sheet(head, ...one));
				const known = after(first);
				const second = plan(deputyKind, sheet(head, ...two), known);
				// A row at fault is left out, and with it the rows that only it made right.
				const now = after(second, known);
				const again = plan(deputyKind, sheet(head, ...two), now);
				const changed = again.rows.filter(({ state }) => state === 'new' || state === 'changed');
				expect(changed.map(({ row, before }) => ({ row, before }))).toEqual([]);
			}
		)
	);
});

describe('CSV', () => {
	const cellsOf = (text: string) => {
		const parsed = parseCsv(text);
		if (!parsed.ok) throw new Error(parsed.code);
		return parsed.value;
	};
	const text = '代表证号,姓名\r\n1,"张,三"\r\n\r\n2,"李""四"';

	test('is read as UTF-8, as UTF-16 and as GB 18030', () => {
		// 张三 in GB 18030.
		const gb = Uint8Array.from([0x31, 0x2c, 0xd5, 0xc5, 0xc8, 0xfd]);
		expect(decodeCsv(gb)).toMatchObject({ value: { text: '1,张三', encoding: 'gb18030' } });
		const utf16 = Uint8Array.from([
			0xff,
			0xfe,
			...new Uint8Array(new Uint16Array([...'1,张'].map((c) => c.charCodeAt(0))).buffer)
		]);
		expect(decodeCsv(utf16)).toMatchObject({ value: { text: '1,张' } });
		expect(decodeCsv(new TextEncoder().encode(`\ufeff${text}`))).toMatchObject({
			value: { encoding: 'utf-8' }
		});
		expect(decodeCsv(Uint8Array.from([0, 1, 0, 2, 0, 3]))).toMatchObject({ code: 'file-not-text' });
	});

	test('keeps quoted commas, and its rows are numbered as a spreadsheet shows them', () => {
		expect(cellsOf(text).map(({ row, cells }) => [row, ...cells.map((one) => one!.text)])).toEqual([
			[1, '代表证号', '姓名'],
			[2, '1', '张,三'],
			[4, '2', '李"四']
		]);
		expect(cellsOf('甲;乙\n1;2')[1]!.cells).toHaveLength(2);
		expect(cellsOf('甲\t乙\n1\t2')[1]!.cells).toHaveLength(2);
		expect(csvRecords(`\ufeff${text}`)).toEqual([
			{ 代表证号: '1', 姓名: '张,三' },
			{ 代表证号: '2', 姓名: '李"四' }
		]);
	});
});

test.each([
	['480.10000000000002', '480.1'],
	['0.30000000000000004', '0.3'],
	['13800001111', '13800001111'],
	['1E-05', '0.00001'],
	['1.5E3', '1500'],
	['4.8E+2', '480']
])('the number %s of a spreadsheet is %s', (raw, text) => expect(numberText(raw)).toBe(text));
