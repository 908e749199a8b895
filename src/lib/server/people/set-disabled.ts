import { eq } from 'drizzle-orm';
import { accountAllowed, type AccountFault } from '../../domain/accounts.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { staff } from '../db/schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import { endSessionsOf, ownAccounts, seenAccount } from './accounts.ts';
import { endCalendarWith } from './end-calendar.ts';

/** 停用 and 启用. A disabled account is out at once, sockets included, and keeps its row: the chains name it. */
export function setDisabled(
	desk: Desk,
	actor: StaffActor,
	input: { id: string; version: string; disabled: boolean },
	now = new Date()
): Promise<
	Result<object, AccountFault | 'forbidden' | 'not-found' | 'account-changed-meanwhile' | 'nothing-changed'>
> {
	const { congressId } = actor;
	return act(desk, congressId, async (tx) => {
		if (actor.role !== 'security-admin') return refuse('forbidden');
		const all = await ownAccounts(tx, congressId);
		const seen = await seenAccount(tx, input);
		if (!seen.ok) return seen;
		const before = seen.value;
		const { disabled } = input;
		if (before.disabled === disabled) return refuse('nothing-changed');
		const allowed = accountAllowed(actor.id, { ...before, disabled }, all);
		if (!allowed.ok) return allowed;
		if (disabled) await endCalendarWith(tx, actor, before, now);
		await tx.update(staff).set({ disabled }).where(eq(staff.id, before.id));
		await endSessionsOf(tx, before.id);
		await appendCongressAudit(tx, {
			congressId,
			actor: actor.username,
			act: disabled ? 'account-disabled' : 'account-enabled',
			detail: { username: before.username },
			at: now
		});
		return ok({});
	});
}
