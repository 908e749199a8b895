import { accountAllowed, type AccountFault, type StaffRole } from '../../domain/accounts.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { hashPassword } from '../auth/password.ts';
import { act, violatedConstraint, type Desk } from '../db/client.ts';
import { staff } from '../db/schema.ts';
import { passwordReset } from '../db/setup-schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import { deputyOf, ownAccounts } from './accounts.ts';
import { oneTimePassword } from './one-time-password.ts';

/**
 * An account with a password that is shown once and good for one sign-in. User names are unique in the whole
 * installation, because signing in names no congress.
 */
export async function createAccount(
	desk: Desk,
	actor: StaffActor,
	input: {
		username: string;
		name: string;
		role: StaffRole;
		unit: string | null;
		delegateNumber: number | null;
	},
	now = new Date()
): Promise<
	Result<
		{ id: string; username: string; password: string },
		AccountFault | 'forbidden' | 'no-such-deputy' | 'username-taken'
	>
> {
	if (actor.role !== 'security-admin') return refuse('forbidden');
	const { congressId } = actor;
	const { username, name, role, unit } = input;
	const password = oneTimePassword();
	const passwordHash = await hashPassword(password);
	try {
		return await act(desk, congressId, async (tx) => {
			const all = await ownAccounts(tx, congressId);
			const deputy = await deputyOf(tx, input.delegateNumber);
			if (!deputy.ok) return deputy;
			const delegateId = deputy.value?.id ?? null;
			const wanted = { id: null, name, role, unit, delegateId, disabled: false };
			const allowed = accountAllowed(actor.id, wanted, all);
			if (!allowed.ok) return allowed;
			const [made] = await tx
				.insert(staff)
				.values({ congressId, username, passwordHash, name, role, unit, delegateId })
				.returning({ id: staff.id });
			await tx.insert(passwordReset).values({ congressId, staffId: made!.id, at: now, by: actor.id });
			await appendCongressAudit(tx, {
				congressId,
				actor: actor.username,
				act: 'account-created',
				detail: {
					...{ username, role, name },
					...(unit && { unit }),
					...(deputy.value && { delegate: deputy.value.number })
				},
				at: now
			});
			return ok({ id: made!.id, username, password });
		});
	} catch (error) {
		if (violatedConstraint(error) === 'staff_username') return refuse('username-taken', { username });
		throw error;
	}
}
