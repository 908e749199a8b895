import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sheetXml } from '../../../../tests/support/workbook.ts';
import { mergedCells, MOST_MERGES, scanSheet } from './scan-sheet.ts';

test('a cell is merged if any of the areas covers it', () => {
	const side = fc.integer({ min: 1, max: 12 });
	const area = fc.tuple(side, side, side, side).map(([a, b, c, d]) => ({
		...{ top: Math.min(a, c), bottom: Math.max(a, c) },
		...{ left: Math.min(b, d), right: Math.max(b, d) }
	}));
	fc.assert(
		fc.property(fc.array(area, { maxLength: 6 }), side, side, (areas, rows, columns) => {
			const isMerged = mergedCells(areas, rows, columns);
			for (let row = 1; row <= rows; row++)
				for (let column = 1; column <= columns; column++)
					expect(isMerged(row, column)).toBe(
						areas.some(
							({ top, left, bottom, right }) =>
								top <= row && row <= bottom && left <= column && column <= right
						)
					);
		})
	);
});

test('an area is kept as its corners, whatever it covers, and not more areas than can be read', () => {
	const scan = (merges: string[]) => scanSheet(sheetXml({ rows: [['x']], merges })).merges;
	expect(scan(['A1:XFD1048576', 'B3', 'C2:A1', 'nowhere'])).toEqual([
		{ top: 1, left: 1, bottom: 1_048_576, right: 16_384 }
	]);
	expect(scan(Array<string>(20_000).fill('A1:XFD6000'))).toHaveLength(MOST_MERGES + 1);
});
