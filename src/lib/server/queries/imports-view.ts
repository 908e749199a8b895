import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { roundStateNames } from '../../i18n/zh-CN/common.ts';
import type { ImportKind, ImportView, RollLock } from '../../wire/views-import.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { round, staff } from '../db/schema.ts';
import { importBatch } from '../db/setup-schema.ts';
import { rehearsing } from './rehearsing.ts';
import { rollLock } from './roll-lock.ts';

/** Older ones are in the audit chain. */
const SHOWN = 20;

/** The history of one kind of import in a meeting, the newest first, and whether the roll is fixed now. */
export const importsView = (
	desk: Desk,
	congressId: string,
	meetingId: string,
	kind: ImportKind
): Promise<{ imports: ImportView[]; lock: RollLock | null }> =>
	inCongress(desk, congressId, async (tx) => {
		const undoer = alias(staff, 'undoer');
		const rows = await tx
			.select({ batch: importBatch, by: staff.name, undoneBy: undoer.name })
			.from(importBatch)
			.innerJoin(staff, eq(staff.id, importBatch.by))
			.leftJoin(undoer, eq(undoer.id, importBatch.undoneBy))
			.where(and(eq(importBatch.meetingId, meetingId), eq(importBatch.kind, kind)))
			.orderBy(desc(importBatch.at))
			.limit(SHOWN);
		const [ready] = await tx
			.select({ at: round.readyAt })
			.from(round)
			.where(and(eq(round.meetingId, meetingId), isNotNull(round.readyAt)))
			.orderBy(desc(round.readyAt))
			.limit(1);
		const lock = await lockView(tx);
		const last = rows.find(({ batch }) => !batch.undoneAt)?.batch;
		const undoable = last && !lock && !(ready?.at && ready.at > last.at) ? last.id : null;
		return {
			imports: rows.map(({ batch, by, undoneBy }) => ({
				id: batch.id,
				kind: batch.kind,
				fileName: batch.fileName,
				at: batch.at.toISOString(),
				by,
				counts: batch.counts,
				undoneAt: batch.undoneAt?.toISOString() ?? null,
				undoneBy,
				undoable: batch.id === undoable
			})),
			lock
		};
	});

export async function lockView(tx: Tx): Promise<RollLock | null> {
	if (await rehearsing(tx)) return 'rehearsal';
	const lock = await rollLock(tx);
	return lock && { round: lock.title, state: roundStateNames[lock.state] };
}
