import { act, type Desk, type Tx } from '../db/client.ts';
import { isDatabaseAway } from '../db/database-away.ts';
import { dropUpload, storeUpload } from '../uploads/upload-folder.ts';
import type { Result } from '../../domain/result.ts';

/**
 * Stores a file, then runs the act that names it in a row: the file is on disk before the row is, and goes again where
 * no row of its own came of it, as with a refusal, a fault, or a file that is there already (`again`).
 */
export async function keepUpload<Kept extends Result<{ id: string; again: boolean }, string>>(
	desk: Desk,
	place: { uploadDir: string; congressId: string; fileId: string; bytes: Uint8Array },
	run: (tx: Tx) => Promise<Kept>
): Promise<Kept> {
	const { uploadDir, congressId, fileId, bytes } = place;
	await storeUpload(uploadDir, congressId, fileId, bytes);
	const drop = () => dropUpload(uploadDir, congressId, fileId);
	try {
		const kept = await act(desk, congressId, run);
		if (!kept.ok || kept.value.again) await drop();
		return kept;
	} catch (fault) {
		// Whether a commit went through whose answer was lost can't be known: a file without a row does less harm than
		// a row without its file.
		if (!isDatabaseAway(fault)) await drop();
		throw fault;
	}
}
