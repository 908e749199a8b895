import { desc, eq, sql } from 'drizzle-orm';
import { AUDIT_START, auditHash, nextAuditRecord, type AuditDetail } from '../../crypto/audit.ts';
import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import type { Tx } from '../db/client.ts';
import { congressAudit } from '../db/setup-schema.ts';
import { shanghaiTime } from './audit.ts';

/**
 * Adds one line to the congress's own hash chain: acts that belong to no meeting, such as accounts, roles and
 * sign-ins. Like a meeting's chain, the last statement of its transaction, because the lock is held to the commit.
 */
export async function appendCongressAudit(
	tx: Tx,
	entry: { congressId: string; actor: string; act: string; detail?: AuditDetail | null; at?: Date }
): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(7303, hashtext(${entry.congressId}))`);
	const [last] = await tx
		.select({ seq: congressAudit.seq, hash: congressAudit.hash })
		.from(congressAudit)
		.where(eq(congressAudit.congressId, entry.congressId))
		.orderBy(desc(congressAudit.seq))
		.limit(1);
	const head = last ? { count: last.seq, head: toBase64url(last.hash) } : AUDIT_START;
	const record = nextAuditRecord(head, {
		at: shanghaiTime(entry.at ?? new Date()),
		actor: entry.actor,
		act: entry.act,
		detail: entry.detail ?? null
	});
	await tx.insert(congressAudit).values({
		congressId: entry.congressId,
		seq: record.seq,
		at: record.at,
		actor: record.actor,
		act: record.act,
		detail: record.detail,
		prev: fromBase64url(record.prev),
		hash: auditHash(record)
	});
}
