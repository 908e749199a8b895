import { ok, refuse, type Result } from '../../domain/result.ts';
import { deputyKind } from '../../import/deputies.ts';
import { planOne } from '../../import/plan-one.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { knownDeputies } from '../queries/known-deputies.ts';
import { appendAudit } from './audit.ts';
import { deputyBook } from './import-deputies.ts';
import { changeable, rollChanged, type ChangeRefusal } from './roll-access.ts';

/** Adds one deputy to the roll, or changes one: read and checked by the rules of the import. */
export function saveDeputy(
	desk: Desk,
	actor: StaffActor,
	input: { deputyId: string | null; fields: Record<string, string> },
	now = new Date()
): Promise<
	Result<{ deputyId: string; changed: boolean }, ChangeRefusal | 'roll-locked' | 'row-fault' | 'number-taken'>
> {
	return act(desk, actor.congressId, async (tx) => {
		const open = await changeable(tx, actor, 'roll-locked');
		if (!open.ok) return open;
		const { meetingId } = open.value;
		const known = await knownDeputies(tx, meetingId);
		const before = input.deputyId === null ? null : known.find(({ id }) => id === input.deputyId);
		if (before === undefined || before?.former) return refuse('not-found');
		const planned = planOne(deputyKind, known, { id: input.deputyId, fields: input.fields });
		if (!planned.ok) return planned;
		const row = planned.value;
		if (row.state === 'unchanged') return ok({ deputyId: before!.id, changed: false });
		const place = { congressId: actor.congressId, meetingId, by: actor.id, now };
		const id = before?.id ?? crypto.randomUUID();
		const fields = before ? Object.keys(row.before) : Object.keys(row.values);
		const values = Object.fromEntries(fields.map((field) => [field, row.values[field] ?? null]));
		await (before ? deputyBook.update : deputyBook.insert)(tx, place, [{ id, values }]);
		await rollChanged(tx, actor.congressId, meetingId);
		await appendAudit(tx, {
			...{ congressId: actor.congressId, meetingId, actor: actor.username, at: now },
			act: before ? 'deputy-changed' : 'deputy-added',
			// What changed, not to what: a phone number has no place in a chain that is handed on.
			detail: { number: row.key!, ...(before ? { fields: fields.join(', ') } : {}) }
		});
		return ok({ deputyId: id, changed: true });
	});
}
