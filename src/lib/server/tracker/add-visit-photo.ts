import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { cameraDayOf } from '../../domain/tracker/camera-day.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import type { DelegateActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { evidence, visit } from '../db/tracker-schema.ts';
import { prepareEvidence } from '../uploads/prepare-evidence.ts';
import { keepUpload } from './keep-upload.ts';
import { keptForDeputy } from './own-project.ts';
import { recordAct } from './record-act.ts';

/** Most photographs of one visit. */
export const MOST_VISIT_PHOTOS = 9;

/**
 * A photograph of a deputy's own visit. It comes after the record and apart from it, so that a cut upload costs one
 * photograph and no word; the same one sent again is not kept twice. Those of a record that arrived before the project
 * was replaced are still taken. Never on the public page.
 *
 * @param input.cameraDay the camera's, read by the phone before it drew the photograph smaller; else the day of the
 *   visit stands for it
 */
export async function addVisitPhoto(
	desk: Desk,
	actor: DelegateActor,
	input: {
		projectId: string;
		visitId: string;
		caption: string;
		cameraDay?: string;
		bytes: Uint8Array;
		uploadDir: string;
	},
	now = new Date()
): Promise<
	Result<
		{ id: string; again: boolean },
		| 'not-found'
		| 'no-longer-deputy'
		| 'photo-type'
		| 'evidence-heic'
		| 'evidence-size'
		| 'evidence-broken'
		| 'too-many-photos'
	>
> {
	const prepared = await prepareEvidence(input.bytes);
	if (!prepared.ok) {
		const { code, detail } = prepared;
		// Of a document, however large, only that it is no photograph.
		return code === 'evidence-type' || code === 'document-size' ? refuse('photo-type') : refuse(code, detail);
	}
	const file = prepared.value;
	if (file.kind !== 'photo') return refuse('photo-type');
	// Never the phone's: a name that is already taken would write over somebody else's file.
	const id = crypto.randomUUID();
	const sha256 = createHash('sha256').update(file.bytes).digest();
	const { uploadDir } = input;
	const { congressId } = actor;
	return keepUpload(desk, { uploadDir, congressId, fileId: id, bytes: file.bytes }, async (tx) => {
		const found = await keptForDeputy(tx, actor, input.projectId);
		if (!found.ok) return found;
		const [own] = await tx
			.select()
			.from(visit)
			.where(
				and(eq(visit.id, input.visitId), eq(visit.projectId, input.projectId), eq(visit.delegateId, actor.id))
			);
		if (!own) return refuse('not-found');
		const held = await tx
			.select({ id: evidence.id, sha256: evidence.sha256 })
			.from(evidence)
			.where(and(eq(evidence.visitId, own.id), isNull(evidence.withdrawnAt)));
		const twin = held.find((one) => sha256.equals(one.sha256));
		if (twin) return ok({ id: twin.id, again: true });
		if (held.length >= MOST_VISIT_PHOTOS) return refuse('too-many-photos', { most: MOST_VISIT_PHOTOS });
		// A camera whose clock is wrong costs the deputy nothing: then the day of the visit stands.
		const camera = cameraDayOf(file.takenOn ?? input.cameraDay, {
			year: found.value.row.year,
			today: isoDate(now)
		});
		await tx.insert(evidence).values({
			id,
			congressId,
			projectId: input.projectId,
			visitId: own.id,
			delegateId: actor.id,
			kind: 'photo',
			slot: 'during',
			caption: input.caption || `视察照片 ${held.length + 1}`,
			takenOn: camera ?? own.visitedOn,
			takenFrom: camera ? 'camera' : 'entered',
			mediaType: file.mediaType,
			bytes: file.bytes.length,
			width: file.width,
			height: file.height,
			sha256,
			shown: false,
			uploadedAt: now,
			uploadedBy: actor.name
		});
		await recordAct(tx, actor, found.value.row, { act: 'visit-photo-added', subjectId: own.id }, now);
		return ok({ id, again: false });
	});
}
