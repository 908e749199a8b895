import { isSealedFile } from '../../domain/archive-term.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { ArchiveFile } from '../../wire/archive.ts';
import type { Desk } from '../db/client.ts';
import { archiveRecord } from '../db/setup-schema.ts';
import { hasSealedArchive } from './archive-round.ts';
import { appendAudit } from './audit.ts';
import { onRound } from './on-round.ts';

/**
 * 移交: writes down who took which files of a finished round, with their hashes. The record is what both sign; the files
 * themselves have left by their downloads.
 *
 * @param input.note receiver, keeper and place, a line each
 */
export const handOverArchive = (
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; note: string; files: ArchiveFile[] },
	now = new Date()
) =>
	onRound(
		desk,
		actor,
		input.roundId,
		async (
			tx,
			row
		): Promise<
			Result<{ recordId: string }, 'forbidden' | 'wrong-state' | 'nothing-to-hand-over' | 'no-sealed-archive'>
		> => {
			if (actor.role !== 'office') return refuse('forbidden');
			if (!['announced', 'void', 'aborted'].includes(row.state)) return refuse('wrong-state');
			if (!input.files.length) return refuse('nothing-to-hand-over');
			if (input.files.some(isSealedFile)) {
				// The folder was read before the round was owned: its destruction may have been ordered since.
				const kept = await hasSealedArchive(tx, row);
				if (!kept.ok) return kept;
			}
			const [record] = await tx
				.insert(archiveRecord)
				.values({
					congressId: row.congressId,
					roundId: row.id,
					act: 'hand-over',
					files: input.files,
					note: input.note,
					at: now,
					by: actor.id
				})
				.returning({ id: archiveRecord.id });
			await appendAudit(tx, {
				congressId: row.congressId,
				meetingId: row.meetingId,
				actor: actor.username,
				act: 'archive-handed-over',
				detail: {
					round: row.sequence,
					files: input.files.map((file) => `${file.name} ${file.sha256}`).join('; '),
					note: input.note
				},
				at: now
			});
			return ok({ recordId: record!.id });
		}
	);
