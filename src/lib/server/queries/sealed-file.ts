import { and, desc, eq } from 'drizzle-orm';
import { DOWNLOAD_MS } from '../../domain/archive-term.ts';
import { fileRecord, readSealedFile } from '../archive/sealed-files.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress } from '../db/client.ts';
import { archiveRecord } from '../db/setup-schema.ts';
import type { ArchivePlace } from './archive-view.ts';

/**
 * A sealed archive's file for the person of the office to whom two persons have just allowed it. The file must still be
 * the one that the record names.
 */
export async function sealedFileFor(
	{ desk, archiveDir }: ArchivePlace,
	actor: StaffActor,
	wanted: { roundId: string; file: string },
	now = new Date()
): Promise<Uint8Array | 'not-allowed' | null> {
	const [allowed] = await inCongress(desk, actor.congressId, (tx) =>
		tx
			.select()
			.from(archiveRecord)
			.where(
				and(
					eq(archiveRecord.roundId, wanted.roundId),
					eq(archiveRecord.act, 'download'),
					eq(archiveRecord.by, actor.id)
				)
			)
			.orderBy(desc(archiveRecord.at))
			.limit(1)
	);
	const recorded = allowed?.files.find((file) => file.name === wanted.file);
	if (!allowed || !recorded || now.getTime() - allowed.at.getTime() > DOWNLOAD_MS) return 'not-allowed';
	const content = await readSealedFile(archiveDir, recorded.name);
	return content && fileRecord(recorded.name, content).sha256 === recorded.sha256 ? content : null;
}
