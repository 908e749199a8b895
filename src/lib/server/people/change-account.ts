import { eq } from 'drizzle-orm';
import { accountAllowed, type AccountFault, type StaffRole } from '../../domain/accounts.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { staff } from '../db/schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import { deputyOf, endSessionsOf, ownAccounts, seenAccount } from './accounts.ts';
import { endCalendarWith } from './end-calendar.ts';

/**
 * Name, role, unit and deputy of an account. The user name stays: the audit chain knows the person by it. With
 * another role, unit or deputy every session of the account is over at once.
 */
export function changeAccount(
	desk: Desk,
	actor: StaffActor,
	input: {
		id: string;
		version: string;
		name: string;
		role: StaffRole;
		unit: string | null;
		delegateNumber: number | null;
	},
	now = new Date()
): Promise<
	Result<
		object,
		| AccountFault
		| 'forbidden'
		| 'not-found'
		| 'account-changed-meanwhile'
		| 'no-such-deputy'
		| 'nothing-changed'
	>
> {
	const { congressId } = actor;
	return act(desk, congressId, async (tx) => {
		if (actor.role !== 'security-admin') return refuse('forbidden');
		const all = await ownAccounts(tx, congressId);
		const seen = await seenAccount(tx, input);
		if (!seen.ok) return seen;
		const before = seen.value;
		const deputy = await deputyOf(tx, input.delegateNumber);
		if (!deputy.ok) return deputy;
		const { name, role, unit } = input;
		const wanted = { name, role, unit, delegateId: deputy.value?.id ?? null };
		const allowed = accountAllowed(actor.id, { ...wanted, id: before.id, disabled: before.disabled }, all);
		if (!allowed.ok) return allowed;
		const mayOther = before.role !== role || before.unit !== unit || before.delegateId !== wanted.delegateId;
		if (!mayOther && before.name === name) return refuse('nothing-changed');
		if (before.role !== role || before.unit !== unit) await endCalendarWith(tx, actor, before, now);
		await tx.update(staff).set(wanted).where(eq(staff.id, before.id));
		if (mayOther) await endSessionsOf(tx, before.id);
		await appendCongressAudit(tx, {
			congressId,
			actor: actor.username,
			act: before.role === role ? 'account-changed' : 'role-changed',
			detail: {
				username: before.username,
				...(before.role !== role && { from: before.role, role }),
				...(before.name !== name && { name }),
				...(before.unit !== unit && { unit: unit ?? '' }),
				...(before.delegateId !== wanted.delegateId && { delegate: deputy.value?.number ?? '' })
			},
			at: now
		});
		return ok({});
	});
}
