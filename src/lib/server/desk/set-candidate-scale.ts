import { eq } from 'drizzle-orm';
import { ok, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { candidate } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { draftCandidate } from './draft-candidate.ts';

/** Writes a candidate's 建设规模, which stands beside the text that the ballot freezes. */
export function setCandidateScale(
	desk: Desk,
	actor: StaffActor,
	input: { candidateId: string; scale: string }
): Promise<Result<null, 'not-found' | 'candidate-frozen'>> {
	return act(desk, actor.congressId, async (tx) => {
		const sheet = await draftCandidate(tx, input.candidateId);
		if (!sheet.ok) return sheet;
		const { meetingId, number } = sheet.value;
		await tx.update(candidate).set({ scale: input.scale }).where(eq(candidate.id, input.candidateId));
		await notifyDesk(tx, actor.congressId, meetingId);
		await appendAudit(tx, {
			congressId: actor.congressId,
			meetingId,
			actor: actor.username,
			act: 'candidate-scale-changed',
			detail: { candidate: number }
		});
		return ok(null);
	});
}
