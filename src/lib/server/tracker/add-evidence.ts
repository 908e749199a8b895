import { createHash } from 'node:crypto';
import { and, count, eq, isNull } from 'drizzle-orm';
import { cameraDayOf } from '../../domain/tracker/camera-day.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { evidence } from '../db/tracker-schema.ts';
import { prepareEvidence } from '../uploads/prepare-evidence.ts';
import { keepUpload } from './keep-upload.ts';
import { ownProject } from './own-project.ts';
import { recordAct } from './record-act.ts';

/** Most photographs and documents of one project: a year of many is a few dozen. */
const MOST = 500;

/**
 * Keeps a photograph or document of the unit's project. The bytes are on disk before the row is, so a row never
 * names what is not there; the same file twice is one, unless it was withdrawn in between. Sent again by the same person
 * with the same words, as after an answer that was lost on its way, it is taken for what it is: there already.
 *
 * @param input.takenOn as typed; it holds where the camera has no day that can be right
 * @param input.cameraDay the camera's, read by the browser before it shrank the photograph; no more and no less to be
 *   believed than what a file says of itself
 */
export async function addEvidence(
	desk: Desk,
	actor: StaffActor,
	input: {
		projectId: string;
		slot: 'before' | 'during' | 'after' | 'document';
		caption: string;
		takenOn: string;
		cameraDay?: string;
		bytes: Uint8Array;
		uploadDir: string;
	},
	now = new Date()
): Promise<
	Result<
		{ id: string; again: boolean },
		| 'not-found'
		| 'not-your-unit'
		| 'project-replaced'
		| 'evidence-type'
		| 'evidence-heic'
		| 'evidence-size'
		| 'document-size'
		| 'evidence-broken'
		| 'evidence-date'
		| 'evidence-slot'
		| 'evidence-twice'
		| 'too-much-evidence'
	>
> {
	const prepared = await prepareEvidence(input.bytes);
	if (!prepared.ok) return prepared;
	const file = prepared.value;
	if ((file.kind === 'document') !== (input.slot === 'document')) return refuse('evidence-slot');
	const id = crypto.randomUUID();
	const sha256 = createHash('sha256').update(file.bytes).digest();
	const slot = input.slot === 'document' ? null : input.slot;
	const { uploadDir } = input;
	const { congressId } = actor;
	return keepUpload(desk, { uploadDir, congressId, fileId: id, bytes: file.bytes }, async (tx) => {
		const own = await ownProject(tx, actor, input.projectId);
		if (!own.ok) return own;
		const today = isoDate(now);
		const said = file.kind === 'photo' ? (file.takenOn ?? input.cameraDay) : null;
		const camera = cameraDayOf(said, { year: own.value.year, today });
		const takenOn = camera ?? (input.takenOn || null);
		if (file.kind === 'photo' && (!takenOn || takenOn > today)) return refuse('evidence-date');
		const here = eq(evidence.projectId, input.projectId);
		const [held] = await tx.select({ n: count() }).from(evidence).where(here);
		if (held!.n >= MOST) return refuse('too-much-evidence', { most: MOST });
		const [twin] = await tx
			.select({
				id: evidence.id,
				caption: evidence.caption,
				slot: evidence.slot,
				uploadedBy: evidence.uploadedBy
			})
			.from(evidence)
			.where(
				and(
					here,
					eq(evidence.sha256, sha256),
					// What was withdrawn may come back, and a deputy's copy is in none of the unit's lists.
					isNull(evidence.withdrawnAt),
					isNull(evidence.visitId)
				)
			)
			.limit(1);
		if (twin) {
			const { caption } = twin;
			if (caption === input.caption && twin.slot === slot && twin.uploadedBy === actor.name)
				return ok({ id: twin.id, again: true });
			return refuse('evidence-twice', { caption });
		}
		await tx.insert(evidence).values({
			id,
			congressId,
			projectId: input.projectId,
			kind: file.kind,
			slot,
			caption: input.caption,
			takenOn,
			takenFrom: file.kind === 'photo' ? (camera ? 'camera' : 'entered') : null,
			mediaType: file.mediaType,
			bytes: file.bytes.length,
			width: file.kind === 'photo' ? file.width : null,
			height: file.kind === 'photo' ? file.height : null,
			sha256,
			// A unit's photograph is for everybody; the supervising office can take it off the public page.
			shown: file.kind === 'photo',
			uploadedAt: now,
			uploadedBy: actor.name
		});
		await recordAct(
			tx,
			actor,
			own.value,
			{
				act: 'evidence-added',
				subjectId: id,
				changes: [{ field: input.slot, before: null, after: input.caption }]
			},
			now
		);
		return ok({ id, again: false });
	});
}
