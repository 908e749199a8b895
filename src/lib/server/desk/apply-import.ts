import { and, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import { toBase64url } from '../../crypto/bytes.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { Value } from '../../import/cells.ts';
import { changesOf, countsOf, type HeaderRefusal, type PlannedRow } from '../../import/plan.ts';
import type { DryRunView } from '../../wire/views-import.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { round } from '../db/schema.ts';
import { importBatch } from '../db/setup-schema.ts';
import { digestOf, dryRunView, planOf, type ImportSource, type ReadFile } from '../queries/import-dry-run.ts';
import { appendAudit } from './audit.ts';
import { changeable, rollChanged, type ChangeRefusal } from './roll-access.ts';

export type Place = { congressId: string; meetingId: string; by: string; now: Date };

/** A kind of import with what it writes. */
export type ImportBook<
	Locked extends 'roll-locked' | 'candidates-locked' = 'roll-locked' | 'candidates-locked'
> = ImportSource & {
	/** The refusal where a round holds fixed what this kind writes. */
	locked: Locked;
	insert: (tx: Tx, place: Place, rows: { id: string; values: Record<string, Value> }[]) => Promise<void>;
	/** Writes just these fields of each. */
	update: (tx: Tx, place: Place, rows: { id: string; values: Record<string, Value> }[]) => Promise<void>;
	/** Takes away what an import has brought. @returns the id of one that something refers to, else null */
	remove: (tx: Tx, place: Place, ids: string[]) => Promise<string | null>;
};

/** What one import did to one row, so that it can be undone: `before` is null for a row that it made. */
export type ImportedRow = {
	id: string;
	name: string;
	before: Record<string, Value> | null;
	after: Record<string, Value>;
};

export type ImportRefusal =
	| HeaderRefusal
	| ChangeRefusal
	| 'roll-locked'
	| 'candidates-locked'
	| 'import-changed'
	| 'import-has-errors'
	| 'nothing-to-import';

/**
 * 确认导入: all rows or, with `onlyGood`, those without an error. The file is held against the system anew, and what
 * it would do must be what the dry run has shown, by its digest; otherwise nothing is done and the new dry run comes
 * back in `shown`.
 */
export async function applyImport(
	desk: Desk,
	actor: StaffActor,
	book: ImportBook,
	input: { file: ReadFile; digest: string; onlyGood: boolean },
	now = new Date()
): Promise<{ outcome: Result<{ new: number; changed: number }, ImportRefusal>; shown: DryRunView | null }> {
	let shown = null as DryRunView | null;
	const outcome = await act(
		desk,
		actor.congressId,
		async (tx): Promise<Result<{ new: number; changed: number }, ImportRefusal>> => {
			const open = await changeable(tx, actor, book.locked);
			if (!open.ok) return open;
			const { meetingId } = open.value;
			const planned = await planOf(tx, meetingId, book, input.file);
			if (!planned.ok) return planned;
			const plan = planned.value;
			shown = dryRunView(book.kind, input.file, plan);
			if (digestOf(input.file, plan) !== input.digest) return refuse('import-changed');
			const counts = countsOf(plan);
			if (counts.errors > 0 && !input.onlyGood) return refuse('import-has-errors', { errors: counts.errors });
			const changes = changesOf(plan);
			if (!changes.length) return refuse('nothing-to-import');
			const place = { congressId: actor.congressId, meetingId, by: actor.id, now };
			const written = await write(tx, place, book, changes);
			await tx.insert(importBatch).values({
				...{ congressId: actor.congressId, meetingId, kind: book.kind },
				...{ fileName: input.file.name, fileHash: input.file.hash, at: now, by: actor.id },
				counts: { new: counts.new, changed: counts.changed, unchanged: counts.unchanged },
				before: written
			});
			await rollChanged(tx, actor.congressId, meetingId);
			await appendAudit(tx, {
				...{ congressId: actor.congressId, meetingId, actor: actor.username, act: 'imported', at: now },
				detail: {
					...{ kind: book.kind, file: input.file.name, sha256: toBase64url(input.file.hash) },
					...{ new: counts.new, changed: counts.changed, left: counts.errorRows }
				}
			});
			return ok({ new: counts.new, changed: counts.changed });
		}
	);
	return { outcome, shown };
}

async function write(tx: Tx, place: Place, book: ImportBook, rows: PlannedRow[]): Promise<ImportedRow[]> {
	const made = rows
		.filter(({ known }) => known === null)
		.map(({ values }) => ({ id: crypto.randomUUID(), values }));
	const mended = rows.flatMap(({ known, values, before }) =>
		known
			? [
					{
						id: known.id,
						name: String(known.values.name ?? known.key),
						values: Object.fromEntries(Object.keys(before).map((field) => [field, values[field] ?? null])),
						before
					}
				]
			: []
	);
	await book.update(tx, place, mended);
	await book.insert(tx, place, made);
	return [
		...made.map(({ id, values }) => ({
			...{ id, name: String(values.name ?? values.number), before: null, after: values }
		})),
		...mended.map(({ id, name, values, before }) => ({ id, name, before, after: values }))
	];
}

/**
 * 撤销本次导入: the last import of its kind, until a round is made ready. Rows that it made go, rows that it changed
 * are as they were; whatever has been changed by hand since then stands against it.
 */
export function undoImport(
	desk: Desk,
	actor: StaffActor,
	book: ImportBook,
	input: { importId: string },
	now = new Date()
): Promise<
	Result<
		object,
		| ChangeRefusal
		| 'roll-locked'
		| 'candidates-locked'
		| 'import-undone'
		| 'undo-newer'
		| 'undo-after-ready'
		| 'undo-edited'
		| 'undo-referred'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		const open = await changeable(tx, actor, book.locked);
		if (!open.ok) return open;
		const { meetingId } = open.value;
		const [batch] = await tx
			.select()
			.from(importBatch)
			.where(eq(importBatch.id, input.importId))
			.for('update');
		if (batch?.meetingId !== meetingId || batch.kind !== book.kind) return refuse('not-found');
		if (batch.undoneAt) return refuse('import-undone');
		const [newest] = await tx
			.select({ id: importBatch.id })
			.from(importBatch)
			.where(
				and(
					eq(importBatch.meetingId, meetingId),
					eq(importBatch.kind, book.kind),
					isNull(importBatch.undoneAt)
				)
			)
			.orderBy(desc(importBatch.at))
			.limit(1);
		if (newest?.id !== batch.id) return refuse('undo-newer');
		const [ready] = await tx
			.select({ id: round.id })
			.from(round)
			.where(and(eq(round.meetingId, meetingId), isNotNull(round.readyAt), gt(round.readyAt, batch.at)))
			.limit(1);
		if (ready) return refuse('undo-after-ready');
		const rows = batch.before as ImportedRow[];
		const there = new Map((await book.known(tx, meetingId)).map((one) => [one.id, one.values]));
		const edited = rows.find(({ id, after }) =>
			Object.entries(after).some(([field, value]) => (there.get(id)?.[field] ?? null) !== value)
		);
		if (edited) return refuse('undo-edited', { name: edited.name });
		const place = { congressId: actor.congressId, meetingId, by: actor.id, now };
		const made = rows.filter(({ before }) => before === null).map(({ id }) => id);
		const referred = await book.remove(tx, place, made);
		if (referred !== null)
			return refuse('undo-referred', { name: rows.find(({ id }) => id === referred)?.name ?? '' });
		await book.update(
			tx,
			place,
			rows.flatMap(({ id, before }) => (before ? [{ id, values: before }] : []))
		);
		await tx
			.update(importBatch)
			.set({ undoneAt: now, undoneBy: actor.id })
			.where(eq(importBatch.id, batch.id));
		await rollChanged(tx, actor.congressId, meetingId);
		await appendAudit(tx, {
			...{ congressId: actor.congressId, meetingId, actor: actor.username, act: 'import-undone', at: now },
			detail: { kind: book.kind, file: batch.fileName }
		});
		return ok({});
	});
}
