import writeExcelFile from 'write-excel-file/node';
import type { Row } from './report.ts';
import { staffOf, type Stage } from './stage.ts';

const CASES = [
	{ rows: 500, target: { atMost: 3 } },
	{ rows: 5000, target: null }
];

/** `import`: from the upload of a workbook of deputies to the answer with the whole dry run, on a roll of 3,000. */
export async function benchImport(stage: Stage, runs: number, say: (text: string) => void): Promise<Row[]> {
	const office = await staffOf(stage, 'office');
	const rows: Row[] = [];
	for (const { rows: count, target } of CASES) {
		const file = await workbookOf(count);
		const samples: number[] = [];
		for (let run = 0; run < runs; run++) {
			const body = new FormData();
			body.set('file', new File([file], 'roll.xlsx'));
			const started = performance.now();
			const answer = await fetch(`${stage.origin}/admin/deputies/import?/dryRun`, {
				method: 'POST',
				headers: {
					...{ cookie: office.cookie, origin: stage.origin },
					...{ accept: 'application/json', 'x-sveltekit-action': 'true' }
				},
				body
			});
			const result = (await answer.json()) as { type: string };
			if (result.type !== 'success') throw new Error(`a dry run was refused: ${JSON.stringify(result)}`);
			samples.push((performance.now() - started) / 1000);
		}
		say(`dry run of ${count} rows: ${samples.at(-1)!.toFixed(3)} s`);
		const name = `${count.toLocaleString('en')} rows`;
		rows.push({ name: 'import', case: name, figure: 'dry run', unit: 's', samples, target });
	}
	return rows;
}

/** Half of them on the roll already, under other names. */
async function workbookOf(count: number): Promise<Uint8Array<ArrayBuffer>> {
	const head = ['代表证号', '姓名', '性别', '代表团', '座位', '手机号', '是否监票人'];
	const rows = Array.from({ length: count }, (_, i) => {
		const number = 3000 - Math.floor(count / 2) + i;
		return [number, `代表${number}`, '女', `第${(i % 20) + 1}代表团`, `${i}座`, 13_800_000_000 + i, '否'];
	});
	return new Uint8Array(await writeExcelFile([head, ...rows], { sheet: '名册' }).toBuffer());
}
