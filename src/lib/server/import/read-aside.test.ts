import { describe, expect, test } from 'vitest';
import { workbook } from '../../../../tests/support/workbook.ts';
import { deputyKind } from '../../import/deputies.ts';
import { readAside } from './read-aside.ts';
import { readFile } from './read-file.ts';

const head = ['代表证号', '姓名', '代表团', '座位'];
const roll = workbook([
	{ rows: [head, ...Array.from({ length: 3000 }, (_, i) => [i + 1, '张三', '一团', '1座'])] }
]);
const csv = new TextEncoder().encode('代表证号,姓名,代表团\n1,张三,一团');
const { columns } = deputyKind;

describe('a file that is read in a thread of its own', () => {
	test.each<[string, Uint8Array]>([
		['名册.xlsx', roll],
		['名册.csv', csv],
		['名册.csv', roll],
		['名册.xlsx', roll.slice(0, 400)]
	])('is read as it is in the process itself: %s', async (name, bytes) => {
		expect(await readAside(name, bytes, columns)).toEqual(await readFile(name, bytes, columns));
	});

	test('is refused where it takes too long, and the next one is read', async () => {
		const limits = { seconds: 0.001, heapMb: 512 };
		expect(await readAside('名册.xlsx', roll, columns, limits)).toEqual({
			...{ ok: false, code: 'file-too-slow', detail: { seconds: 0.001 } }
		});
		expect(await readAside('名册.csv', csv, columns)).toMatchObject({ ok: true });
	});

	test('is refused where it takes too much memory, and nothing else ends of it', async () => {
		const many = new TextEncoder().encode(`${head.join(',')}\n${'1,a,b,c\n'.repeat(9000)}`);
		expect(await readAside('名册.csv', many, columns)).toMatchObject({ ok: true });
		const limits = { seconds: 20, heapMb: 4 };
		expect(await readAside('名册.csv', many, columns, limits)).toEqual({ ok: false, code: 'file-bomb' });
	});

	test('has a few wait behind it, and no more', async () => {
		const all = await Promise.all(Array.from({ length: 12 }, () => readAside('名册.csv', csv, columns)));
		expect(all.map((one) => (one.ok ? 'read' : one.code))).toEqual([
			...[...Array<string>(9).fill('read'), ...Array<string>(3).fill('import-busy')]
		]);
	});
});
