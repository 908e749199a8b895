import type { EvidenceView } from '../../wire/tracker-views.ts';
import type { evidence } from '../db/tracker-schema.ts';

/** A photograph or document as a page shows it. */
export const evidenceView = (row: typeof evidence.$inferSelect): EvidenceView => ({
	id: row.id,
	kind: row.kind,
	slot: row.slot,
	caption: row.caption,
	takenOn: row.takenOn,
	takenFrom: row.takenFrom,
	mediaType: row.mediaType,
	bytes: row.bytes,
	width: row.width,
	height: row.height,
	shown: row.shown,
	uploadedAt: row.uploadedAt.toISOString(),
	uploadedBy: row.uploadedBy,
	withdrawnFor: row.withdrawnFor
});
