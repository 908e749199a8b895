import { eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { round } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { onRound } from './on-round.ts';
import { tellRound } from './round-access.ts';

/**
 * 只用纸质票, or electronic again: the office decides it for a draft, such as the one that follows an aborted
 * electronic round; it freezes with everything else at make-ready.
 */
export async function usePaperOnly(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; paperOnly: boolean },
	now = new Date()
): Promise<Result<{ paperOnly: boolean }, 'not-found' | 'forbidden' | 'paper-only-in-draft'>> {
	if (actor.role !== 'office') return refuse('forbidden');
	return onRound(desk, actor, input.roundId, async (tx, row) => {
		if (row.state !== 'draft') return refuse('paper-only-in-draft');
		const { paperOnly } = input;
		if (row.paperOnly === paperOnly) return ok({ paperOnly });
		await tx.update(round).set({ paperOnly }).where(eq(round.id, row.id));
		await tellRound(tx, row);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: paperOnly ? 'round-on-paper-only' : 'round-electronic-again',
			detail: { round: row.sequence },
			at: now
		});
		return ok({ paperOnly });
	});
}
