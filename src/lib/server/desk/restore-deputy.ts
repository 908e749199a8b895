import { eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { delegate } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { changeable, rollChanged, type ChangeRefusal } from './roll-access.ts';

/** 恢复资格: back on the roll, without a card; a revoked one stays revoked. */
export function restoreDeputy(
	desk: Desk,
	actor: StaffActor,
	input: { deputyId: string },
	now = new Date()
): Promise<Result<{ name: string }, ChangeRefusal | 'roll-locked'>> {
	return act(desk, actor.congressId, async (tx) => {
		const open = await changeable(tx, actor, 'roll-locked');
		if (!open.ok) return open;
		const { meetingId } = open.value;
		const [person] = await tx.select().from(delegate).where(eq(delegate.id, input.deputyId)).for('update');
		if (!person || person.active) return refuse('not-found');
		await tx.update(delegate).set({ active: true }).where(eq(delegate.id, person.id));
		await rollChanged(tx, actor.congressId, meetingId);
		await appendAudit(tx, {
			...{ congressId: actor.congressId, meetingId, actor: actor.username, at: now },
			act: 'deputy-restored',
			detail: { number: person.number }
		});
		return ok({ name: person.name });
	});
}
