import { desc, eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { ownUntilCommit } from '../db/round-lock.ts';
import { congressAudit } from '../db/setup-schema.ts';
import { rowAfter, type AuditEntry } from './audit.ts';

/**
 * Adds one line to the congress's own hash chain: acts that belong to no meeting, such as accounts, roles and
 * sign-ins. Like a meeting's chain, the last statement of its transaction, because the lock is held to the commit.
 */
export async function appendCongressAudit(tx: Tx, entry: AuditEntry & { congressId: string }): Promise<void> {
	await ownUntilCommit(tx, 'congressAudit', entry.congressId);
	const [last] = await tx
		.select({ seq: congressAudit.seq, hash: congressAudit.hash })
		.from(congressAudit)
		.where(eq(congressAudit.congressId, entry.congressId))
		.orderBy(desc(congressAudit.seq))
		.limit(1);
	await tx.insert(congressAudit).values({ congressId: entry.congressId, ...rowAfter(last, entry) });
}
