import { existsSync, readFileSync } from 'node:fs';
import type { Tx } from '#lib/server/db/client.ts';
import { candidateFile } from '#lib/server/db/schema.ts';
import { storeUpload } from '#lib/server/uploads/upload-folder.ts';

const kinds = [
	{ kind: 'picture', folder: 'pictures', ending: 'webp', mediaType: 'image/webp', name: '示意图' },
	{ kind: 'attachment', folder: 'attachments', ending: 'pdf', mediaType: 'application/pdf', name: '项目说明' }
] as const;

/** Gives each candidate the illustration and the attachment of its number, where there is one. */
export async function insertPictures(
	tx: Tx,
	place: { congressId: string; uploadDir: string },
	candidates: readonly { id: string; number: number }[]
): Promise<void> {
	for (const { id: candidateId, number } of candidates) {
		for (const { kind, folder, ending, mediaType, name } of kinds) {
			const source = new URL(`./data/${folder}/${number}.${ending}`, import.meta.url);
			if (!existsSync(source)) continue;
			const bytes = readFileSync(source);
			const id = crypto.randomUUID();
			await storeUpload(place.uploadDir, place.congressId, id, bytes);
			await tx.insert(candidateFile).values({
				id,
				congressId: place.congressId,
				candidateId,
				kind,
				name: `${name}（演示数据）.${ending}`,
				mediaType,
				bytes: bytes.length,
				addedAt: new Date()
			});
		}
	}
}
