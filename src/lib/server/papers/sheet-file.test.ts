import { strFromU8, unzipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import { afterEach, expect, test, vi } from 'vitest';
import type { ProjectHeadAnswer } from '../../wire/public-api.ts';
import { projectsSheet } from '../open-data/project-table.ts';
import type { LedgerOfYear } from '../queries/ledger-of-year.ts';
import { ledgerSheet } from './ledger-table.ts';
import { sheetFile } from './sheet-file.ts';
import { sheetName, xlsxFile } from './tables.ts';

const row = {
	...{ id: '1', year: 2026, number: 7, name: '=HYPERLINK("http://x","锦溪河")', category: '', place: '' },
	...{
		unit: '镇水务站',
		leader: '张三',
		cooperating: ['涌山村委会', '枫林村委会'],
		target: '年内完工\n并验收'
	},
	...{
		percent: 45,
		plannedPercent: 40,
		plannedOn: '2026-06-30',
		totalFen: 480_000_050,
		overdueDays: 0,
		lateReportDays: 0,
		next: null
	},
	funds: { plannedFen: 480_000_000, arrivedFen: 240_000_000, paidFen: 0 },
	...{ startsOn: '2026-03-01', endsOn: '2026-12-20', asOf: null, updatedAt: '', replaced: false },
	light: { light: 'green', reasons: [], rulesVersion: 0, computedOn: '2026-07-01' },
	...{ satisfaction: null, reported: ['河道清淤', ''], inOrder: true, remark: '' },
	substitution: { replaces: null, replacedBy: null }
} as unknown as LedgerOfYear['rows'][number];
const ledger: LedgerOfYear = { year: 2026, months: ['2026-05', '2026-06'], rows: [row] };

const parts = (file: Uint8Array): Record<string, string> =>
	Object.fromEntries(Object.entries(unzipSync(file)).map(([name, bytes]) => [name, strFromU8(bytes)]));
const cells = (file: Uint8Array) => readExcelFile(Buffer.from(file));

test('the ledger is read back as what it is: title, unit, the real columns, money, days and counts', async () => {
	const file = await sheetFile(ledgerSheet(ledger, '涌山镇人民代表大会', '2026-07-01'));
	const [{ sheet, data }] = (await cells(file)) as unknown as [{ sheet: string; data: unknown[][] }];
	expect(sheet).toBe('2026年度');
	const [title, note, head, first] = data as [unknown[], unknown[], string[], unknown[]];
	expect(title[0]).toBe('涌山镇人民代表大会2026年度民生实事项目台账');
	expect(note[0]).toBe('单位：万元；导出日期：2026年7月1日');
	expect(head.slice(0, 6)).toEqual(['序号', '主要任务', '全年目标任务', '分管领导', '牵头单位', '协同单位']);
	const at = (name: string) => first[head.findIndex((one) => one.startsWith(name))];
	expect(at('序号')).toBe(7);
	expect(at('主要任务')).toBe(`'=HYPERLINK("http://x","锦溪河")`);
	expect(at('全年目标任务')).toBe('年内完工\n并验收');
	expect([at('总投资'), at('到位'), at('支付')]).toEqual([480.00005, 240, 0]);
	expect(at('完成时限')).toEqual(new Date('2026-12-20T00:00:00Z'));
	expect(first).toHaveLength(head.length);
	const { 'xl/worksheets/sheet1.xml': xml, 'xl/styles.xml': styles } = parts(file);
	expect(xml).not.toContain('<f>');
	expect(styles).toContain('formatCode="#,##0.00"');
	expect(styles).toContain('wrapText="1"');
});

test('it is printed lying, one page wide, with the head on every page and pages numbered', async () => {
	const sheet = { ...ledgerSheet(ledger, '镇', '2026-07-01'), name: "甲'乙/丙" };
	const { 'xl/worksheets/sheet1.xml': xml, 'xl/workbook.xml': book } = parts(await sheetFile(sheet));
	// In the order that the format prescribes: else Excel calls the file damaged.
	const order = [
		'sheetPr',
		'sheetViews',
		'cols',
		'sheetData',
		'mergeCells',
		'printOptions',
		'pageMargins',
		'pageSetup',
		'headerFooter'
	];
	const at = order.map((name) => xml!.indexOf(`<${name}`));
	expect(at.every((place) => place > 0)).toBe(true);
	expect(at).toEqual([...at].sort((a, b) => a - b));
	expect(xml).toContain('<pageSetUpPr fitToPage="1"/>');
	expect(xml).toContain('paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"');
	expect(xml).toMatch(/<pane ySplit="3"[^>]*state="frozen"/);
	expect(book).toContain(`localSheetId="0">'甲''乙 丙'!$1:$3</definedName>`);
	const a4 = parts(await sheetFile({ ...sheet, paper: 'a4' }));
	expect(a4['xl/worksheets/sheet1.xml']).toContain('paperSize="9"');
});

test('the same rows are the same bytes a day later: what a cache holds is still right', async () => {
	const sheet = ledgerSheet(ledger, '镇', '2026-07-01');
	vi.useFakeTimers({ now: new Date('2026-07-01T00:00:00Z'), toFake: ['Date'] });
	const [first, table] = [await sheetFile(sheet), await xlsxFile([['甲']], '表')];
	vi.setSystemTime(new Date('2026-07-02T00:00:00Z'));
	expect(Buffer.from(await sheetFile(sheet)).equals(first)).toBe(true);
	expect(Buffer.from(await xlsxFile([['甲']], '表')).equals(table)).toBe(true);
});
afterEach(() => void vi.useRealTimers());

test('the public list has its head in the first row, days as days and money as money', async () => {
	const head = {
		...{ id: 'a', year: 2026, number: 1, name: '锦溪河', unit: '镇水务站', totalFen: 480_000_050 },
		...{ light: 'green', lightReasons: [], startsOn: '2026-03-01', endsOn: null, percent: 45 },
		...{ plannedPercent: 40, plannedOn: '2026-06-30', plannedFen: 480_000_050, arrivedFen: 0, paidFen: 0 },
		...{ replaced: false, updatedAt: '2026-07-01T00:00:00.000Z' },
		milestones: { total: 2, done: 1, next: { name: '完工', plannedOn: '2026-11-30' } }
	} as unknown as ProjectHeadAnswer;
	const file = await sheetFile(projectsSheet([head], '清单'));
	const [{ data }] = (await cells(file)) as unknown as [{ data: unknown[][] }];
	const at = (name: string) => data[1]![data[0]!.indexOf(name)];
	expect(at('总投资（元）')).toBe(4_800_000.5);
	expect(at('计划开始')).toEqual(new Date('2026-03-01T00:00:00Z'));
	expect(at('计划进度截至')).toEqual(new Date('2026-06-30T00:00:00Z'));
	expect(at('计划完成')).toBeNull();
	expect(at('下一节点日期')).toEqual(new Date('2026-11-30T00:00:00Z'));
	expect(parts(file)['xl/worksheets/sheet1.xml']).toMatch(/<pane ySplit="1"/);
});

test('whatever a project is called, its file has a tab that a spreadsheet takes', async () => {
	expect(sheetName('道路改造[一期]：北山口/S205?')).toBe('道路改造 一期 ：北山口 S205');
	expect(sheetName(`'${'䶮'.repeat(20)}𠀀𠀀𠀀𠀀𠀀𠀀`)).toHaveLength(30);
	expect(sheetName('//')).toBe('数据');
	const [{ sheet }] = (await cells(await xlsxFile([['栏目', '内容']], '北山口/S205省道'))) as unknown as [
		{ sheet: string }
	];
	expect(sheet).toBe('北山口 S205省道');
});
