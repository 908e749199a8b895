import { sql } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';
import { readUpload } from '../uploads/upload-folder.ts';

/**
 * The bytes of a photograph or document for one who may see it: everybody where it is on the public page, else
 * whoever is signed in to its congress.
 */
export async function evidenceFileFor(
	desk: Desk,
	uploadDir: string,
	congressId: string | null,
	id: string
): Promise<{ bytes: Uint8Array<ArrayBuffer>; mediaType: string; public: boolean } | null> {
	const [row] = await desk.execute<{ congress_id: string; media_type: string; public: boolean }>(
		sql`select congress_id, media_type, public from tracker.find_evidence(${id}::uuid)`
	);
	if (!row || (!row.public && row.congress_id !== congressId)) return null;
	const bytes = await readUpload(uploadDir, row.congress_id, id);
	return bytes && { bytes, mediaType: row.media_type, public: row.public };
}
