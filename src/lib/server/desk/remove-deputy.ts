import { and, eq, ne } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { card, delegate, scrutineer } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { deputyBook } from './import-deputies.ts';
import { changeable, rollChanged, type ChangeRefusal } from './roll-access.ts';

/**
 * Takes a deputy off the roll. Whom nothing refers to is deleted; else it is 资格终止: the old rounds still know the
 * person, the new ones don't, and the card opens nothing any more.
 */
export function removeDeputy(
	desk: Desk,
	actor: StaffActor,
	input: { deputyId: string; reason: string },
	now = new Date()
): Promise<Result<{ name: string; deleted: boolean }, ChangeRefusal | 'roll-locked' | 'reason-needed'>> {
	return act(desk, actor.congressId, async (tx) => {
		const open = await changeable(tx, actor, 'roll-locked');
		if (!open.ok) return open;
		const { meetingId } = open.value;
		const reason = input.reason.trim();
		if (reason === '') return refuse('reason-needed');
		const [person] = await tx.select().from(delegate).where(eq(delegate.id, input.deputyId)).for('update');
		if (!person?.active) return refuse('not-found');
		const place = { congressId: actor.congressId, meetingId, by: actor.id, now };
		const deleted = (await deputyBook.remove(tx, place, [person.id])) === null;
		if (!deleted) {
			await tx.update(delegate).set({ active: false }).where(eq(delegate.id, person.id));
			await tx
				.delete(scrutineer)
				.where(and(eq(scrutineer.meetingId, meetingId), eq(scrutineer.delegateId, person.id)));
			await tx
				.update(card)
				.set({ state: 'revoked', revokedAt: now, revokedFor: '资格终止' })
				.where(and(eq(card.delegateId, person.id), ne(card.state, 'revoked')));
		}
		await rollChanged(tx, actor.congressId, meetingId);
		await appendAudit(tx, {
			...{ congressId: actor.congressId, meetingId, actor: actor.username, at: now },
			act: deleted ? 'deputy-deleted' : 'deputy-terminated',
			detail: { number: person.number, reason }
		});
		return ok({ name: person.name, deleted });
	});
}
