import { and, eq, isNull } from 'drizzle-orm';
import { has } from '../../domain/tracker/powers.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { evidence } from '../db/tracker-schema.ts';
import { keptUnder, ownKept } from './own-project.ts';
import { recordAct } from './record-act.ts';

/**
 * 撤下: with a reason, off every page at once, a replaced project's too; row and bytes stay for the file.
 */
export function withdrawEvidence(
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; id: string; reason: string },
	now = new Date()
): Promise<Result<object, 'not-found' | 'not-your-unit' | 'forbidden' | 'reason-needed'>> {
	return act(desk, actor.congressId, async (tx) => {
		const found = has(actor.role, 'review')
			? await keptUnder(tx, actor, 'review', input.projectId)
			: await ownKept(tx, actor, input.projectId);
		if (!found.ok) return found;
		const reason = input.reason.trim();
		if (!reason) return refuse('reason-needed');
		const [gone] = await tx
			.update(evidence)
			.set({ withdrawnAt: now, withdrawnFor: reason, shown: false })
			.where(
				and(
					eq(evidence.id, input.id),
					eq(evidence.projectId, input.projectId),
					isNull(evidence.withdrawnAt),
					// What a deputy has photographed is not the unit's to take away.
					has(actor.role, 'review') ? undefined : isNull(evidence.visitId)
				)
			)
			.returning({ caption: evidence.caption });
		if (!gone) return refuse('not-found');
		await recordAct(
			tx,
			actor,
			found.value,
			{
				act: 'evidence-withdrawn',
				subjectId: input.id,
				changes: [{ field: 'evidence', before: gone.caption, after: null }],
				reason
			},
			now
		);
		return ok({});
	});
}
