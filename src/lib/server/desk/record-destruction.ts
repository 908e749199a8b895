import { and, eq, isNull, sql } from 'drizzle-orm';
import { gateDestruction } from '../db/box-schema.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { noBackupUntilCommit, ownRound } from '../db/round-lock.ts';
import { archiveRecord, archiveTerm } from '../db/setup-schema.ts';
import { appendAudit } from './audit.ts';
import { findRound, tellRound } from './round-access.ts';

/**
 * The record of a destruction, once the box has carried it out: which files it destroyed, by their hashes, and who had
 * ordered it. With it go the tellers' readings of the paper ballots. Idempotent: the system's step, not a person's. While a
 * backup reads those, nothing is done; a later look does it.
 */
export function recordDestruction(
	desk: Desk,
	place: { congressId: string; roundId: string },
	now = new Date()
): Promise<void> {
	return inCongress(desk, place.congressId, async (tx) => {
		if (!(await noBackupUntilCommit(tx))) return;
		await ownRound(tx, place.roundId);
		const row = await findRound(tx, place.roundId);
		const [done] = await tx.select().from(gateDestruction).where(eq(gateDestruction.roundId, place.roundId));
		if (!row || !done?.doneAt) return;
		const [term] = await tx
			.update(archiveTerm)
			.set({ destroyedAt: done.doneAt })
			.where(and(eq(archiveTerm.roundId, row.id), isNull(archiveTerm.destroyedAt)))
			.returning();
		if (!term) return;
		const files = done.files ?? [];
		await tx.execute(sql`select desk.destroy_paper(${row.id})`);
		await tx.insert(archiveRecord).values({
			...{
				congressId: row.congressId,
				roundId: row.id,
				act: 'destruction',
				files,
				note: term.destroyNote ?? ''
			},
			...{ at: done.doneAt, by: term.requestedBy!, secondBy: term.destroyedBy }
		});
		await tellRound(tx, row);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: 'system',
			act: 'archive-destroyed',
			detail: {
				round: row.sequence,
				files: files.map((file) => `${file.name} ${file.sha256}`).join('; ')
			},
			at: now
		});
	});
}
