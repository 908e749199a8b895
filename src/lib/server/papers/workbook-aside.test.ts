import { beforeAll, expect, test, vi } from 'vitest';
import type * as Threads from '../in-thread.ts';
import type { Sheet } from './sheet-file.ts';
import { sheetFile } from './sheet-file.ts';
import { xlsxFile, type Table } from './tables.ts';
import type * as Aside from './workbook-aside.ts';

vi.mock('../in-thread.ts', { spy: true });

let threads: typeof Threads;
let aside: typeof Aside;

beforeAll(async () => {
	// Another file of this process may have taken both in before the spy was there.
	vi.resetModules();
	threads = await import('../in-thread.ts');
	aside = await import('./workbook-aside.ts');
});

const tableOf = (rows: number): Table =>
	Array.from({ length: rows }, (_, i) => [i, `项目${i}`, '=1+1', null]);
const sheetOf = (rows: number): Sheet => ({
	...{ name: '台账', title: ['2026 年台账'], paper: 'a3' },
	columns: ['序号', '名称', '备注', '日期'].map((head) => ({ head, width: 10 })),
	rows: tableOf(rows)
});

test('the public reads and writes one at a time, and whoever comes fifth to wait is told so', async () => {
	const { promise: first, resolve: end } = Promise.withResolvers<string>();
	const asked = Array.from({ length: 6 }, () => aside.inPublicTurn(() => first));
	expect(await asked[5]).toBeNull();
	end('written');
	expect(await Promise.all(asked)).toEqual([...Array<string>(5).fill('written'), null]);
});

test.each([3, 1000])('a workbook of %i rows is the same, a large one comes from a thread', async (rows) => {
	vi.mocked(threads.inThread).mockClear();
	expect(await aside.xlsxAside(tableOf(rows), '清单')).toEqual(await xlsxFile(tableOf(rows), '清单'));
	expect(await aside.sheetAside(sheetOf(rows))).toEqual(await sheetFile(sheetOf(rows)));
	expect(threads.inThread).toHaveBeenCalledTimes(rows > 500 ? 2 : 0);
});
