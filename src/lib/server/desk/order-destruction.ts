import { eq } from 'drizzle-orm';
import { defaultDestroyOn, secondMayWitness, termState } from '../../domain/archive-term.ts';
import type { Role } from '../../domain/permissions.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import type { StaffActor } from '../auth/actor.ts';
import { gateDestruction } from '../db/box-schema.ts';
import type { Desk } from '../db/client.ts';
import { archiveTerm } from '../db/setup-schema.ts';
import { hasSealedArchive, type Witness } from './archive-round.ts';
import { appendAudit } from './audit.ts';
import { onRound } from './on-round.ts';
import { tellRound } from './round-access.ts';

/**
 * 销毁, by two persons and not before the date: hands the order to the box, which destroys the sealed archive and what
 * the database keeps of it. The record follows once that is done (`recordDestruction`). The public archive stays.
 *
 * @param second has given name and password just now, beside the first
 */
export const orderDestruction = (
	desk: Desk,
	actor: StaffActor,
	second: Witness,
	input: { roundId: string; note: string },
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
				'forbidden' | 'same-person' | 'witness-role' | 'wrong-state' | 'no-sealed-archive' | 'term-not-over'
			>
		> => {
			if (second.congressId !== actor.congressId) return refuse('witness-role');
			const may = secondMayWitness('destroy', actor, { id: second.id, role: second.role as Role });
			if (!may.ok) return may;
			const kept = await hasSealedArchive(tx, row);
			if (!kept.ok) return kept;
			const [term] = await tx.select().from(archiveTerm).where(eq(archiveTerm.roundId, row.id));
			const ended = row.announcedAt ?? row.closedAt ?? now;
			const destroyOn = term?.destroyOn ?? defaultDestroyOn(isoDate(ended));
			if (termState(destroyOn, isoDate(now)) !== 'due') return refuse('term-not-over', { destroyOn });
			const order = {
				requestedBy: actor.id,
				requestedAt: now,
				destroyedBy: second.id,
				destroyNote: input.note
			};
			await tx
				.insert(archiveTerm)
				.values({
					...{ congressId: row.congressId, roundId: row.id, destroyOn, setAt: now, setBy: actor.id },
					...order
				})
				.onConflictDoUpdate({ target: archiveTerm.roundId, set: order });
			await tx.insert(gateDestruction).values({ roundId: row.id, orderedAt: now });
			await tellRound(tx, row);
			await appendAudit(tx, {
				congressId: row.congressId,
				meetingId: row.meetingId,
				actor: `${actor.username}, ${second.username}`,
				act: 'destruction-ordered',
				detail: { round: row.sequence, note: input.note },
				at: now
			});
			return ok({});
		}
	);
