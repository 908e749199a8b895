import { eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { candidate, candidateFile } from '../db/schema.ts';
import { dropUpload } from '../uploads/upload-folder.ts';
import { appendAudit } from './audit.ts';
import { candidateBook } from './import-candidates.ts';
import { changeable, rollChanged, type ChangeRefusal } from './roll-access.ts';

/** Deletes a candidate that no ballot has ever named, with its pictures and attachments. */
export async function removeCandidate(
	desk: Desk,
	actor: StaffActor,
	input: { candidateId: string; uploadDir: string },
	now = new Date()
): Promise<Result<{ name: string }, ChangeRefusal | 'candidates-locked' | 'candidate-referred'>> {
	let files: { id: string }[] = [];
	const removed = await act(desk, actor.congressId, async (tx) => {
		const open = await changeable(tx, actor, 'candidates-locked');
		if (!open.ok) return open;
		const { meetingId } = open.value;
		const [sheet] = await tx
			.select()
			.from(candidate)
			.where(eq(candidate.id, input.candidateId))
			.for('update');
		if (sheet?.meetingId !== meetingId) return refuse('not-found');
		files = await tx
			.delete(candidateFile)
			.where(eq(candidateFile.candidateId, sheet.id))
			.returning({ id: candidateFile.id });
		const place = { congressId: actor.congressId, meetingId, by: actor.id, now };
		if ((await candidateBook.remove(tx, place, [sheet.id])) !== null) return refuse('candidate-referred');
		await rollChanged(tx, actor.congressId, meetingId);
		await appendAudit(tx, {
			...{ congressId: actor.congressId, meetingId, actor: actor.username, at: now },
			act: 'candidate-removed',
			detail: { candidate: sheet.number, name: sheet.name }
		});
		return ok({ name: sheet.name });
	});
	if (removed.ok) for (const { id } of files) await dropUpload(input.uploadDir, actor.congressId, id);
	return removed;
}
