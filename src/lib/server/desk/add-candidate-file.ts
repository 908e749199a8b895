import { count, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { cutText } from '../../domain/writable-text.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { candidateFile } from '../db/schema.ts';
import { rehearsing } from '../queries/rehearsing.ts';
import { prepareUpload } from '../uploads/prepare-upload.ts';
import { dropUpload, storeUpload } from '../uploads/upload-folder.ts';
import { appendAudit } from './audit.ts';
import { draftCandidate } from './draft-candidate.ts';
import { letReadyFall } from './let-ready-fall.ts';

/** More than a deputy reads at a sitting; a bound on what one candidate can put on every tablet. */
export const MOST_FILES = 12;

/**
 * Adds a picture or an attachment to a candidate's sheet. The bytes are in their place before the row is seen
 * by anybody; a crash in between leaves bytes that nothing names.
 */
export async function addCandidateFile(
	desk: Desk,
	actor: StaffActor,
	input: { candidateId: string; name: string; bytes: Uint8Array; uploadDir: string },
	now = new Date()
): Promise<
	Result<
		{ id: string; kind: 'picture' | 'attachment' },
		| 'not-found'
		| 'rehearsal-under-way'
		| 'candidate-frozen'
		| 'upload-type'
		| 'upload-size'
		| 'too-many-files'
	>
> {
	const prepared = await prepareUpload(input.bytes);
	if (!prepared.ok) return prepared;
	const { kind, mediaType, bytes } = prepared.value;
	const id = crypto.randomUUID();
	const added = await act(desk, actor.congressId, async (tx) => {
		if (await rehearsing(tx)) return refuse('rehearsal-under-way');
		const sheet = await draftCandidate(tx, input.candidateId);
		if (!sheet.ok) return sheet;
		const { meetingId, number } = sheet.value;
		const [there] = await tx
			.select({ count: count() })
			.from(candidateFile)
			.where(eq(candidateFile.candidateId, input.candidateId));
		if (there!.count >= MOST_FILES) return refuse('too-many-files', { most: MOST_FILES });
		await tx.insert(candidateFile).values({
			id,
			congressId: actor.congressId,
			candidateId: input.candidateId,
			kind,
			name: fileName(input.name, kind),
			mediaType,
			bytes: bytes.length,
			addedAt: now
		});
		await storeUpload(input.uploadDir, actor.congressId, id, bytes);
		await letReadyFall(tx, { meetingId });
		await notifyDesk(tx, actor.congressId, meetingId);
		await appendAudit(tx, {
			congressId: actor.congressId,
			meetingId,
			actor: actor.username,
			act: 'candidate-file-added',
			detail: { candidate: number, kind, bytes: bytes.length },
			at: now
		});
		return ok({ id, kind });
	});
	if (!added.ok) await dropUpload(input.uploadDir, actor.congressId, id);
	return added;
}

/** What the person called it, for display and download: no path, no control characters, its true ending. */
export function fileName(given: string, kind: 'picture' | 'attachment'): string {
	const plain = given
		.replace(/^.*[\\/]/, '')
		.replace(/\.[^.]*$/, '')
		.replace(/[\p{C}"<>|:*?]/gu, '')
		.trim();
	const base = cutText(plain, 80);
	return `${base || (kind === 'picture' ? '图片' : '附件')}.${kind === 'picture' ? 'webp' : 'pdf'}`;
}
