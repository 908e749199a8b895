import fc from 'fast-check';
import readWorkbook, { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { safeText, sheetName, xlsxFile } from './tables.ts';

test.each([
	['北山口/S205省道：改造[一期]*?\\', '北山口 S205省道：改造 一期'],
	["''乡村振兴'", '乡村振兴'],
	['//', '数据'],
	['', '数据'],
	['HISTORY', '数据'],
	['甲'.repeat(40), '甲'.repeat(31)],
	// Two characters to a spreadsheet: half of one would be no text.
	[`${'甲'.repeat(30)}𠮷`, '甲'.repeat(30)]
])('a sheet that is to be called %j is called %j', (text, name) => {
	expect(sheetName(text)).toBe(name);
});

test('whatever a project is called, there is a workbook of it', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.string({ unit: fc.constantFrom(...`甲𠮷/:*?[]\\' \n\u0001\uD842&<`) }),
			async (text) => {
				const file = await xlsxFile([['栏目', '内容']], text);
				const [sheet] = await readWorkbook(Buffer.from(file));
				expect(sheet!.sheet).toMatch(/^(?!')[^[\]/\\:*?]{1,31}(?<!')$/);
			}
		),
		{ numRuns: 60 }
	);
});

test('no text that anybody typed makes a workbook that can’t be opened', async () => {
	const rows = await readSheet(
		Buffer.from(await xlsxFile([['护岸完成\u000b开始绿化\u0001', '\u0008=1+1']], '台账'))
	);
	expect(rows).toEqual([['护岸完成\n开始绿化', "'=1+1"]]);
	expect(safeText('\u000b=1+1')).toMatch(/^'/);
});
