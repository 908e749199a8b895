import { eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { round } from '../db/schema.ts';
import { paperBatches, paperProgress } from '../queries/paper-progress.ts';
import { appendAudit } from './audit.ts';
import { countedOut, openPaper, type PaperRefusal } from './open-paper.ts';
import { tellRound } from './round-access.ts';

/**
 * 确认录完: every batch was read twice and agrees, or was decided and ruled on, and what was read is what came out
 * of the box. The count follows by itself.
 */
export function finishPaper(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string },
	now = new Date()
): Promise<
	Result<
		{ entered: number },
		PaperRefusal | 'not-counted-out' | 'paper-surplus' | 'batches-not-done' | 'paper-sum-differs'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		const paper = await openPaper(tx, actor, input.roundId, ['chief-scrutineer', 'scrutineer']);
		if (!paper.ok) return paper;
		const { row } = paper.value;
		const box = await countedOut(tx, row);
		if (!box.ok) return box;
		const { returned } = box.value;
		const { done, batches, entered } = paperProgress((await paperBatches(tx, row.id))!);
		if (done < batches) return refuse('batches-not-done', { missing: batches - done });
		if (entered !== returned) return refuse('paper-sum-differs', { entered, returned });
		await tx.update(round).set({ paperDoneAt: now, paperDoneBy: actor.id }).where(eq(round.id, row.id));
		await tellRound(tx, row);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'paper-finished',
			detail: { round: row.sequence, batches, entered, returned },
			at: now
		});
		return ok({ entered });
	});
}
