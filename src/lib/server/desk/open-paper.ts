import { eq } from 'drizzle-orm';
import type { Role } from '../../domain/permissions.ts';
import { hasSurplus } from '../../domain/paper.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Tx } from '../db/client.ts';
import { ownRound } from '../db/round-lock.ts';
import { paperBox, paperEntry } from '../db/schema.ts';
import { drawnOn } from '../queries/paper-count.ts';
import { paperBatches, type ReadBatch } from '../queries/paper-progress.ts';
import { findRound, type RoundRow } from './round-access.ts';

export type PaperRefusal = 'not-found' | 'forbidden' | 'paper-wrong-state' | 'paper-already-finished';
export type BatchRefusal =
	PaperRefusal | 'not-counted-out' | 'paper-surplus' | 'no-such-batch' | 'stale-batch';

/**
 * What every act on the paper of a round begins with: the round is owned, the person holds one of `roles`, and the
 * round is closed with its paper not yet declared read.
 */
export async function openPaper(
	tx: Tx,
	actor: StaffActor,
	roundId: string,
	roles: readonly Role[]
): Promise<Result<{ row: RoundRow; hasEntries: boolean }, PaperRefusal>> {
	if (!roles.includes(actor.role)) return refuse('forbidden');
	await ownRound(tx, roundId);
	const row = await findRound(tx, roundId);
	if (!row) return refuse('not-found');
	if (row.state !== 'closed') return refuse('paper-wrong-state');
	if (row.paperDoneAt) return refuse('paper-already-finished');
	const entered = await tx
		.select({ batch: paperEntry.batch })
		.from(paperEntry)
		.where(eq(paperEntry.roundId, roundId))
		.limit(1);
	return ok({ row, hasEntries: entered.length > 0 });
}

/** The counted-out box of a round whose paper may be read: no more came back than went out. */
export async function countedOut(
	tx: Tx,
	row: RoundRow
): Promise<Result<{ issued: number; returned: number }, 'not-counted-out' | 'paper-surplus'>> {
	const [box] = await tx.select().from(paperBox).where(eq(paperBox.roundId, row.id));
	if (!box) return refuse('not-counted-out');
	const sheets = { issued: await drawnOn(tx, row.id, 'paper'), returned: box.returned };
	return hasSurplus(sheets) ? refuse('paper-surplus', sheets) : ok(sheets);
}

/** One batch at the attempt that the person's page showed; a page that is behind acts on nothing. */
export async function openBatch(
	tx: Tx,
	actor: StaffActor,
	place: { roundId: string; batch: number; attempt: number },
	roles: readonly Role[]
): Promise<Result<{ row: RoundRow; returned: number; batch: ReadBatch }, BatchRefusal>> {
	const paper = await openPaper(tx, actor, place.roundId, roles);
	if (!paper.ok) return paper;
	const { row } = paper.value;
	const box = await countedOut(tx, row);
	if (!box.ok) return box;
	const batch = (await paperBatches(tx, row.id))?.find((entry) => entry.batch === place.batch);
	if (!batch) return refuse('no-such-batch');
	if (batch.status.attempt !== place.attempt) return refuse('stale-batch');
	return ok({ row, returned: box.value.returned, batch });
}
