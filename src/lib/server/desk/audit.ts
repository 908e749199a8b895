import { desc, eq } from 'drizzle-orm';
import {
	AUDIT_START,
	auditHash,
	nextAuditRecord,
	type AuditDetail,
	type AuditRecord
} from '../../crypto/audit.ts';
import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { ownUntilCommit } from '../db/round-lock.ts';
import { audit } from '../db/schema.ts';
import type { AuditAct } from '../../i18n/zh-CN/audit.ts';
import type { Tx } from '../db/client.ts';

/**
 * Adds one line to the meeting's hash chain, as the last statement of an act's transaction: the chain's lock
 * is held until its commit. Never called for a cast; nothing in the chain is finer than a draw.
 *
 * @param actor `office-1`, `delegate 12`, `system`: a name that a reader of the archive understands
 * @returns the chain's new head and length
 */
export async function appendAudit(
	tx: Tx,
	entry: AuditEntry & { congressId: string; meetingId: string }
): Promise<{ head: Uint8Array; count: number }> {
	await ownUntilCommit(tx, 'audit', entry.meetingId);
	const [last] = await tx
		.select({ seq: audit.seq, hash: audit.hash })
		.from(audit)
		.where(eq(audit.meetingId, entry.meetingId))
		.orderBy(desc(audit.seq))
		.limit(1);
	const row = rowAfter(last, entry);
	await tx.insert(audit).values({ congressId: entry.congressId, meetingId: entry.meetingId, ...row });
	return { head: row.hash, count: row.seq };
}

/** What one line says; `at` is now unless given. */
export type AuditEntry = { actor: string; act: AuditAct; detail?: AuditDetail | null; at?: Date };

/** The row of a chain that follows its last one. */
export function rowAfter(last: { seq: number; hash: Uint8Array } | undefined, entry: AuditEntry) {
	const head = last ? { count: last.seq, head: toBase64url(last.hash) } : AUDIT_START;
	const record = nextAuditRecord(head, {
		at: shanghaiTime(entry.at ?? new Date()),
		actor: entry.actor,
		act: entry.act,
		detail: entry.detail ?? null
	});
	return { ...record, prev: fromBase64url(record.prev), hash: auditHash(record) };
}

/** The meeting's chain as the archive writes it. */
export async function auditRecords(tx: Tx, meetingId: string): Promise<AuditRecord[]> {
	const rows = await tx.select().from(audit).where(eq(audit.meetingId, meetingId)).orderBy(audit.seq);
	return rows.map((row) => ({
		seq: row.seq,
		at: row.at,
		actor: row.actor,
		act: row.act,
		detail: row.detail,
		prev: toBase64url(row.prev)
	}));
}

/** ISO 8601 with Shanghai's offset, to the second: the chain says when by the hall's clock. */
export function shanghaiTime(at: Date): string {
	return new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19) + '+08:00';
}
