import { cpus, release, totalmem, type } from 'node:os';
import { readFileSync } from 'node:fs';

/** One line of the table: a figure beside its target. */
export type Row = {
	/** The benchmark, one of `docs/performance.md`. */
	name: string;
	/** What was varied: ballots, requests in flight. */
	case: string;
	figure: string;
	unit: string;
	/** As many as there were runs. */
	samples: number[];
	/** `null`: reported, nothing is asked of it. */
	target: { atMost: number } | { atLeast: number } | null;
	/** Anything a reader needs to understand the figure. */
	note?: string;
};

export type Summary = Row & { median: number; least: number; most: number; met: boolean | null };

export const summarise = (row: Row): Summary => {
	const sorted = [...row.samples].sort((a, b) => a - b);
	if (!sorted.length) throw new Error(`no sample of ${row.name} ${row.case}`);
	const middle = (sorted.length - 1) / 2;
	const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
	return { ...row, median, least: sorted[0]!, most: sorted.at(-1)!, met: isMet(row.target, median) };
};

function isMet(target: Row['target'], median: number): boolean | null {
	if (!target) return null;
	return 'atMost' in target ? median <= target.atMost : median >= target.atLeast;
}

/** The value that `share` of the samples do not exceed, by the nearest rank; `share` above 0, at most 1. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const value = sorted[Math.ceil(share * sorted.length) - 1];
	if (value === undefined) throw new Error(`no percentile ${share} of ${values.length} values`);
	return value;
}

/** Plain text, one line a figure; the verdict is the median's. */
export function table(rows: Summary[]): string {
	const head = ['bench', 'case', 'figure', 'median', 'range', 'unit', 'runs', 'target', 'verdict'];
	const lines = rows.map((row) => [
		row.name,
		row.case,
		row.figure,
		shown(row.median),
		`${shown(row.least)}–${shown(row.most)}`,
		row.unit,
		String(row.samples.length),
		targetText(row.target),
		row.met === null ? 'reported' : row.met ? 'met' : 'MISSED'
	]);
	const widths = head.map((title, i) => Math.max(title.length, ...lines.map((line) => line[i]!.length)));
	const print = (cells: string[]) =>
		cells
			.map((cell, i) => cell.padEnd(widths[i]!))
			.join('  ')
			.trimEnd();
	const notes = rows.flatMap((row) =>
		row.note ? [`${row.name} ${row.case} ${row.figure}: ${row.note}`] : []
	);
	return [print(head), print(widths.map((width) => '-'.repeat(width))), ...lines.map(print), ...notes].join(
		'\n'
	);
}

const targetText = (target: Row['target']): string =>
	!target ? '' : 'atMost' in target ? `≤ ${shown(target.atMost)}` : `≥ ${shown(target.atLeast)}`;

const shown = (value: number): string =>
	Math.abs(value) >= 1000
		? value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',')
		: value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3);

export type Machine = Record<'cpu' | 'memory' | 'system' | 'node', string>;

export function machine(): Machine {
	const cores = cpus();
	return {
		cpu: `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown'}`,
		memory: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
		system: `${type()} ${release()}`,
		node: process.version
	};
}

/** Versions of what the figures depend on, as installed. */
export function packageVersions(): Record<string, string> {
	return Object.fromEntries(
		['@sveltejs/kit', 'postgres', 'drizzle-orm', 'zod', '@noble/curves', '@noble/hashes'].map((name) => {
			const manifest = readFileSync(
				new URL(`../../../node_modules/${name}/package.json`, import.meta.url),
				'utf8'
			);
			return [name, (JSON.parse(manifest) as { version: string }).version];
		})
	);
}
