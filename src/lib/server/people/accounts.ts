import { eq } from 'drizzle-orm';
import type { AccountFacts } from '../../domain/accounts.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { Tx } from '../db/client.ts';
import { notifySessions } from '../db/notify.ts';
import { ownUntilCommit } from '../db/round-lock.ts';
import { delegate, session, staff } from '../db/schema.ts';
import { accountVersion } from '../queries/accounts-view.ts';

export type StaffRow = typeof staff.$inferSelect;

/** Acts on accounts of one congress follow each other, so that two can't remove each other's last administrator. */
export async function ownAccounts(tx: Tx, congressId: string): Promise<AccountFacts[]> {
	await ownUntilCommit(tx, 'accounts', congressId);
	const rows = await tx.select().from(staff);
	return rows.map(({ id, name, role, disabled, delegateId }) => ({ id, name, role, disabled, delegateId }));
}

/** The account, if it still is what the page showed. The accounts are owned. */
export async function seenAccount(
	tx: Tx,
	input: { id: string; version: string }
): Promise<Result<StaffRow, 'not-found' | 'account-changed-meanwhile'>> {
	const [row] = await tx.select().from(staff).where(eq(staff.id, input.id));
	if (!row) return refuse('not-found');
	return accountVersion(row) === input.version ? ok(row) : refuse('account-changed-meanwhile');
}

/** Whoever is signed in with this account is out, at the next request and on every open page. */
export async function endSessionsOf(tx: Tx, staffId: string): Promise<void> {
	const userId = `staff:${staffId}`;
	await tx.delete(session).where(eq(session.userId, userId));
	await notifySessions(tx, userId);
}

/** The deputy of a 代表证号 who is still one; null where no number is given. */
export async function deputyOf(
	tx: Tx,
	number: number | null
): Promise<Result<{ id: string; number: number } | null, 'no-such-deputy'>> {
	if (number === null) return ok(null);
	const [found] = await tx.select().from(delegate).where(eq(delegate.number, number));
	return found?.active ? ok({ id: found.id, number }) : refuse('no-such-deputy', { number });
}
