import { eq, sql } from 'drizzle-orm';
import { inCongress, type Desk } from '../db/client.ts';
import { candidateFile } from '../db/schema.ts';
import { readUpload } from '../uploads/upload-folder.ts';

export type ServedFile = { name: string; mediaType: string; bytes: Uint8Array<ArrayBuffer> };

/**
 * A candidate's picture or attachment, for whoever may ask: staff, deputies and paired halls of its congress,
 * and everybody once a round with its candidate has been announced.
 *
 * @param congressId of who asks; null for the public
 */
export async function candidateFileFor(
	desk: Desk,
	uploadDir: string,
	congressId: string | null,
	fileId: string
): Promise<ServedFile | null> {
	const own = congressId && (await readFileOf(desk, uploadDir, congressId, fileId));
	if (own) return own;
	const [found] = await desk.execute<{ congress_id: string }>(
		sql`select congress_id from desk.find_public_file(${fileId}::uuid)`
	);
	return found ? readFileOf(desk, uploadDir, found.congress_id, fileId) : null;
}

async function readFileOf(
	desk: Desk,
	uploadDir: string,
	congressId: string,
	fileId: string
): Promise<ServedFile | null> {
	const file = await inCongress(desk, congressId, async (tx) => {
		const [row] = await tx.select().from(candidateFile).where(eq(candidateFile.id, fileId));
		return row ?? null;
	});
	const bytes = file && (await readUpload(uploadDir, congressId, fileId));
	return bytes ? { name: file.name, mediaType: file.mediaType, bytes } : null;
}
