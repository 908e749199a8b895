import { ok, refuse, type Result } from '../domain/result.ts';
import { toBase64url, utf8 } from './bytes.ts';
import { jcs } from './jcs.ts';
import { sha256 } from './sha256.ts';

/** One act in the audit of a round. Nothing in it is finer than a draw: never a cast. */
export type AuditRecord = {
	/** From 1, without gaps. */
	seq: number;
	/** ISO 8601 with offset. */
	at: string;
	actor: string;
	act: string;
	detail: AuditDetail | null;
	/** Hash of the record before, base64url; of the first one 32 zero bytes. */
	prev: string;
};

export type AuditDetail = Record<string, string | number>;

/** What `audit-head.json` publishes: how many records there are, and the hash of the last. */
export type AuditHead = { count: number; head: string };

/** The head of an empty audit. */
export const AUDIT_START: AuditHead = { count: 0, head: toBase64url(new Uint8Array(32)) };

/** The record that follows `head`. */
export const nextAuditRecord = (head: AuditHead, entry: Omit<AuditRecord, 'seq' | 'prev'>): AuditRecord => ({
	seq: head.count + 1,
	...entry,
	prev: head.head
});

/** SHA-256(0x02 ‖ RFC 8785 form). */
export const auditHash = (record: AuditRecord): Uint8Array => sha256(Uint8Array.of(0x02), utf8(jcs(record)));

/** The head of a chain; `broken-audit-chain` with the `seq` expected where numbering or linking breaks. */
export function verifyChain(records: readonly AuditRecord[]): Result<AuditHead, 'broken-audit-chain'> {
	let head = AUDIT_START;
	for (const record of records) {
		const seq = head.count + 1;
		if (record.seq !== seq || record.prev !== head.head) return refuse('broken-audit-chain', { seq });
		head = { count: seq, head: toBase64url(auditHash(record)) };
	}
	return ok(head);
}
