import { eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { hashPassword } from '../auth/password.ts';
import { act, type Desk } from '../db/client.ts';
import { staff } from '../db/schema.ts';
import { passwordReset } from '../db/setup-schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import { endSessionsOf, ownAccounts, seenAccount } from './accounts.ts';
import { oneTimePassword } from './one-time-password.ts';

/**
 * A new password that is shown once and must be changed at the next sign-in; the old one and its sessions are over.
 * The own one is changed at /account, where the old one is asked for.
 */
export async function resetPassword(
	desk: Desk,
	actor: StaffActor,
	input: { id: string; version: string },
	now = new Date()
): Promise<
	Result<
		{ id: string; username: string; password: string },
		'forbidden' | 'not-found' | 'account-changed-meanwhile' | 'own-password'
	>
> {
	if (actor.role !== 'security-admin') return refuse('forbidden');
	if (input.id === actor.id) return refuse('own-password');
	const { congressId } = actor;
	const password = oneTimePassword();
	const passwordHash = await hashPassword(password);
	return act(desk, congressId, async (tx) => {
		await ownAccounts(tx, congressId);
		const seen = await seenAccount(tx, input);
		if (!seen.ok) return seen;
		const { id: staffId, username } = seen.value;
		await tx.update(staff).set({ passwordHash }).where(eq(staff.id, staffId));
		await tx
			.insert(passwordReset)
			.values({ congressId, staffId, at: now, by: actor.id })
			.onConflictDoUpdate({ target: passwordReset.staffId, set: { at: now, by: actor.id } });
		await endSessionsOf(tx, staffId);
		await appendCongressAudit(tx, {
			congressId,
			actor: actor.username,
			act: 'password-reset',
			detail: { username },
			at: now
		});
		return ok({ id: staffId, username, password });
	});
}
