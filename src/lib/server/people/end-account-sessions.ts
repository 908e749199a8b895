import { and, eq, gt } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { session } from '../db/schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import { endSessionsOf, ownAccounts, seenAccount } from './accounts.ts';

/**
 * 全部退出: somebody else's account is out everywhere; its password stays, so whoever knows it may come back. The own
 * sessions are ended at /account, where the one that asks is kept.
 */
export function endAccountSessions(
	desk: Desk,
	actor: StaffActor,
	input: { id: string; version: string },
	now = new Date()
): Promise<
	Result<
		{ ended: number },
		'forbidden' | 'not-found' | 'account-changed-meanwhile' | 'own-sessions' | 'session-gone'
	>
> {
	const { congressId } = actor;
	return act(desk, congressId, async (tx) => {
		if (actor.role !== 'security-admin') return refuse('forbidden');
		if (input.id === actor.id) return refuse('own-sessions');
		await ownAccounts(tx, congressId);
		const seen = await seenAccount(tx, input);
		if (!seen.ok) return seen;
		const { id, username } = seen.value;
		const open = await tx
			.select({ id: session.id })
			.from(session)
			.where(and(eq(session.userId, `staff:${id}`), gt(session.expiresAt, now)));
		if (!open.length) return refuse('session-gone');
		await endSessionsOf(tx, id);
		await appendCongressAudit(tx, {
			...{ congressId, actor: actor.username, at: now },
			act: 'account-signed-out',
			detail: { username, count: open.length }
		});
		return ok({ ended: open.length });
	});
}
