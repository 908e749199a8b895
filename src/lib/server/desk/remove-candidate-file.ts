import { eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { candidateFile } from '../db/schema.ts';
import { rehearsing } from '../queries/rehearsing.ts';
import { dropUpload } from '../uploads/upload-folder.ts';
import { appendAudit } from './audit.ts';
import { draftCandidate } from './draft-candidate.ts';
import { letReadyFall } from './let-ready-fall.ts';

/** Takes a picture or an attachment off a candidate's sheet; the bytes go once nobody can ask for them any more. */
export async function removeCandidateFile(
	desk: Desk,
	actor: StaffActor,
	input: { fileId: string; uploadDir: string }
): Promise<Result<null, 'not-found' | 'rehearsal-under-way' | 'candidate-frozen'>> {
	const removed = await act(desk, actor.congressId, async (tx) => {
		if (await rehearsing(tx)) return refuse('rehearsal-under-way');
		const [file] = await tx.select().from(candidateFile).where(eq(candidateFile.id, input.fileId));
		if (!file) return refuse('not-found');
		const sheet = await draftCandidate(tx, file.candidateId);
		if (!sheet.ok) return sheet;
		const { meetingId, number } = sheet.value;
		await tx.delete(candidateFile).where(eq(candidateFile.id, file.id));
		await letReadyFall(tx, { meetingId });
		await notifyDesk(tx, actor.congressId, meetingId);
		await appendAudit(tx, {
			congressId: actor.congressId,
			meetingId,
			actor: actor.username,
			act: 'candidate-file-removed',
			detail: { candidate: number, kind: file.kind }
		});
		return ok(null);
	});
	if (removed.ok) await dropUpload(input.uploadDir, actor.congressId, input.fileId);
	return removed;
}
