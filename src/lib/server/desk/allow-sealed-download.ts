import { secondMayWitness } from '../../domain/archive-term.ts';
import type { Role } from '../../domain/permissions.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { ArchiveFile } from '../../wire/archive.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { archiveRecord } from '../db/setup-schema.ts';
import { hasSealedArchive, type Witness } from './archive-round.ts';
import { appendAudit } from './audit.ts';
import { onRound } from './on-round.ts';

/**
 * The sealed archive may leave the system now, by this person of the office before this scrutineer: whoever holds it
 * and the cards' seeds can open ballots. Each time is a record and a line in the chain, with the files' hashes.
 *
 * @param second has given name and password just now, beside the first
 */
export const allowSealedDownload = (
	desk: Desk,
	actor: StaffActor,
	second: Witness,
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
			Result<
				object,
				| 'forbidden'
				| 'same-person'
				| 'witness-role'
				| 'wrong-state'
				| 'no-sealed-archive'
				| 'sealed-archive-elsewhere'
			>
		> => {
			if (second.congressId !== actor.congressId) return refuse('witness-role');
			const may = secondMayWitness('download', actor, { id: second.id, role: second.role as Role });
			if (!may.ok) return may;
			const kept = await hasSealedArchive(tx, row);
			if (!kept.ok) return kept;
			const { files, note } = input;
			if (!files.length) return refuse('sealed-archive-elsewhere');
			await tx.insert(archiveRecord).values({
				...{ congressId: row.congressId, roundId: row.id, act: 'download', files, note },
				...{ at: now, by: actor.id, secondBy: second.id }
			});
			await appendAudit(tx, {
				congressId: row.congressId,
				meetingId: row.meetingId,
				actor: `${actor.username}, ${second.username}`,
				act: 'sealed-archive-taken',
				detail: {
					round: row.sequence,
					files: files.map((file) => `${file.name} ${file.sha256}`).join('; '),
					note
				},
				at: now
			});
			return ok({});
		}
	);
