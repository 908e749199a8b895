import { and, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { has } from '../../domain/tracker/powers.ts';
import { dropRefusal } from '../../domain/tracker/reserve.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { ownUntilCommit } from '../db/round-lock.ts';
import { reserve } from '../db/tracker-schema.ts';
import { isFree } from '../queries/free-reserve.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';

/** 放弃: the office gives up a project of the 储备库 for good, with a reason. It stays in the list. */
export const dropReserve = (
	desk: Desk,
	actor: StaffActor,
	input: { id: string; reason: string },
	now = new Date()
): Promise<
	Result<
		object,
		'not-found' | 'forbidden' | 'reason-needed' | 'reserve-dropped' | 'reserve-chosen' | 'reserve-on-ballot'
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		if (!has(actor.role, 'review')) return refuse('forbidden');
		await ownUntilCommit(tx, 'roll', actor.congressId);
		// Locked, so that of two at once the second is told, and a round that is being announced isn't overwritten.
		const [row] = await tx.select().from(reserve).where(eq(reserve.id, input.id)).for('update');
		if (!row) return refuse('not-found');
		const refusal = dropRefusal(row.state);
		if (refusal) return refuse(refusal);
		const [free] = await tx
			.select({ id: reserve.id })
			.from(reserve)
			.where(and(eq(reserve.id, row.id), isFree));
		if (!free) return refuse('reserve-on-ballot', { name: row.name });
		const reason = input.reason.trim();
		if (!reason) return refuse('reason-needed');
		await tx.update(reserve).set({ state: 'dropped', note: reason }).where(eq(reserve.id, row.id));
		await appendCongressAudit(tx, {
			congressId: actor.congressId,
			actor: actor.username,
			act: 'reserve-dropped',
			detail: { reserve: row.id, year: row.year, number: row.number },
			at: now
		});
		return ok({});
	});
