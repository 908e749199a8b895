import { refuse, ok, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { archiveTerm } from '../db/setup-schema.ts';
import { hasSealedArchive } from './archive-round.ts';
import { appendAudit } from './audit.ts';
import { onRound } from './on-round.ts';

/** 保管期限: from when on the sealed archive of a finished round may be destroyed. Never a day that is over. */
export const setArchiveTerm = (
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; destroyOn: string },
	now = new Date()
) =>
	onRound(
		desk,
		actor,
		input.roundId,
		async (
			tx,
			row
		): Promise<Result<object, 'forbidden' | 'wrong-state' | 'no-sealed-archive' | 'term-in-the-past'>> => {
			if (actor.role !== 'office') return refuse('forbidden');
			const kept = await hasSealedArchive(tx, row);
			if (!kept.ok) return kept;
			const { destroyOn } = input;
			if (destroyOn < isoDate(now)) return refuse('term-in-the-past');
			const term = { destroyOn, setAt: now, setBy: actor.id };
			await tx
				.insert(archiveTerm)
				.values({ congressId: row.congressId, roundId: row.id, ...term })
				.onConflictDoUpdate({ target: archiveTerm.roundId, set: term });
			await appendAudit(tx, {
				congressId: row.congressId,
				meetingId: row.meetingId,
				actor: actor.username,
				act: 'archive-term-set',
				detail: { round: row.sequence, destroyOn },
				at: now
			});
			return ok({});
		}
	);
