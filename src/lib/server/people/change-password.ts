import { eq } from 'drizzle-orm';
import { passwordFault, type PasswordFault } from '../../domain/password.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { hashPassword, passwordMatches } from '../auth/password.ts';
import { act, inCongress, type Desk } from '../db/client.ts';
import { staff } from '../db/schema.ts';
import { passwordReset } from '../db/setup-schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import { endSessionsOf } from './accounts.ts';

/**
 * The own password, by who has just proved to know the old one. Every session of the account is over, the one that
 * asks too: the caller starts it anew under another id.
 */
export async function changePassword(
	desk: Desk,
	actor: StaffActor,
	input: { password: string },
	now = new Date()
): Promise<Result<object, PasswordFault | 'same-password'>> {
	const fault = passwordFault(input.password, [actor.username, actor.name]);
	if (fault) return refuse(fault);
	const { congressId, id: staffId } = actor;
	const [held] = await inCongress(desk, congressId, (tx) =>
		tx.select({ hash: staff.passwordHash }).from(staff).where(eq(staff.id, staffId))
	);
	if (await passwordMatches(held!.hash, input.password)) return refuse('same-password');
	const passwordHash = await hashPassword(input.password);
	return act(desk, congressId, async (tx) => {
		await tx.update(staff).set({ passwordHash }).where(eq(staff.id, staffId));
		await tx.delete(passwordReset).where(eq(passwordReset.staffId, staffId));
		await endSessionsOf(tx, staffId);
		await appendCongressAudit(tx, { congressId, actor: actor.username, act: 'password-changed', at: now });
		return ok({});
	});
}
