import { createHash } from 'node:crypto';
import type { Result } from '../../domain/result.ts';
import { ok } from '../../domain/result.ts';
import type { SheetRow } from '../../import/cells.ts';
import {
	countsOf,
	planImport,
	type FileKind,
	type FileNotice,
	type HeaderRefusal,
	type Known,
	type Plan
} from '../../import/plan.ts';
import type { DryRunView, ImportKind } from '../../wire/views-import.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';

/** What a kind of import reads: how its file looks, and what the system has already. */
export type ImportSource = {
	kind: ImportKind;
	file: FileKind;
	known: (tx: Tx, meetingId: string) => Promise<Known[]>;
};

/** A file as it was uploaded and read. */
export type ReadFile = {
	name: string;
	/** SHA-256 of its bytes. */
	hash: Uint8Array;
	rows: readonly SheetRow[];
	notices: readonly FileNotice[];
};

/** 试运行: reads, compares, writes nothing. */
export const dryRun = (
	desk: Desk,
	congressId: string,
	meetingId: string,
	source: ImportSource,
	file: ReadFile
): Promise<Result<DryRunView, HeaderRefusal>> =>
	inCongress(desk, congressId, async (tx) => {
		const plan = await planOf(tx, meetingId, source, file);
		return plan.ok ? ok(dryRunView(source.kind, file, plan.value)) : plan;
	});

/** The plan alone, for the error file. */
export const planFor = (
	desk: Desk,
	congressId: string,
	meetingId: string,
	source: ImportSource,
	file: ReadFile
): Promise<Result<Plan, HeaderRefusal>> =>
	inCongress(desk, congressId, (tx) => planOf(tx, meetingId, source, file));

/** What the system has, as a file of this kind would say it. */
export const knownRows = (
	desk: Desk,
	congressId: string,
	meetingId: string,
	source: ImportSource
): Promise<string[][]> =>
	inCongress(desk, congressId, async (tx) => {
		const known = await source.known(tx, meetingId);
		return known
			.filter(({ former }) => !former)
			.map(({ values }) => source.file.columns.map(({ field, show }) => show(values[field] ?? null)));
	});

export async function planOf(
	tx: Tx,
	meetingId: string,
	source: ImportSource,
	file: ReadFile
): Promise<Result<Plan, HeaderRefusal>> {
	return planImport(file.rows, source.file, await source.known(tx, meetingId));
}

/** Of the file, and of everything its import would do to what is there now. */
export function digestOf(file: ReadFile, plan: Plan): string {
	const hash = createHash('sha256').update(file.hash);
	for (const { row, state, known, values, before, faults } of plan.rows)
		hash.update(JSON.stringify([row, state, known?.id ?? null, values, before, faults.length]));
	return hash.digest('base64url');
}

/** Longer texts are cut for the table; the file has them in full. */
const SHOWN_CHARACTERS = 80;
const SHOWN_ABSENT = 20;

export function dryRunView(kind: ImportKind, file: ReadFile, plan: Plan): DryRunView {
	const place = new Map(plan.columns.map(({ field }, at) => [field, at]));
	// A fault in a column that the file hasn't got is shown at the key.
	const at = (field: string) => place.get(field) ?? 0;
	return {
		kind,
		fileName: file.name,
		digest: digestOf(file, plan),
		counts: countsOf(plan),
		columns: plan.columns.map(({ field, title }) => ({ field, title })),
		rows: plan.rows.map((row) => ({
			row: row.row,
			state: row.state,
			texts: plan.columns.map(({ field }) => (row.texts[field] ?? '').slice(0, SHOWN_CHARACTERS)),
			before: Object.entries(row.before).flatMap(([field, value]) => {
				const column = plan.columns.find((one) => one.field === field);
				return column ? [{ column: at(field), text: column.show(value).slice(0, SHOWN_CHARACTERS) }] : [];
			}),
			issues: [
				...row.faults.map((issue) => ({ ...shown(issue), column: at(issue.field), kind: 'fault' as const })),
				...row.warnings.map((issue) => ({
					...shown(issue),
					column: at(issue.field),
					kind: 'warning' as const
				}))
			]
		})),
		absent: {
			count: plan.absent.length,
			names: plan.absent
				.slice(0, SHOWN_ABSENT)
				.map(({ key, values }) => `${key} ${String(values.name ?? '')}`.trim())
		},
		notices: [...file.notices, ...plan.notices].map(({ code, detail }) => ({
			code,
			...(detail ? { detail } : {})
		}))
	};
}

const shown = ({ code, detail }: { code: string; detail?: Record<string, string | number> }) => ({
	code,
	...(detail ? { detail } : {})
});
