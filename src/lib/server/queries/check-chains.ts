import { setImmediate as breathe } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { AUDIT_START, auditHash, type AuditDetail, type AuditHead } from '../../crypto/audit.ts';
import { equalBytes, toBase64url } from '../../crypto/bytes.ts';
import type { ChainCheck } from '../../wire/views-audit.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { auditChains } from './audit-log.ts';

/** So many lines are hashed before somebody else is served: about ten milliseconds. */
const AT_ONCE = 250;

/**
 * Recomputes every hash of every chain of a congress. A line that was changed no longer has its hash; one that was
 * taken out or put in breaks the numbering or the link. Lines cut off at the end would leave a whole, shorter chain,
 * so what signed results say of theirs is compared too.
 */
export async function checkChains(desk: Desk, congressId: string): Promise<ChainCheck[]> {
	const checks: ChainCheck[] = [];
	for (const chain of await auditChains(desk, congressId)) {
		const heads =
			chain.id === 'congress' ? [] : await inCongress(desk, congressId, (tx) => signedHeads(tx, chain.id));
		checks.push({ chain: chain.id, name: chain.name, ...(await recount(desk, congressId, chain.id, heads)) });
	}
	return checks;
}

type Line = {
	seq: number;
	at: string;
	actor: string;
	act: string;
	detail: AuditDetail | null;
	prev: Uint8Array;
	hash: Uint8Array;
};
type SignedHead = { count: number; head: Uint8Array };

async function recount(
	desk: Desk,
	congressId: string,
	chain: string,
	signed: SignedHead[]
): Promise<Pick<ChainCheck, 'count' | 'brokenAt' | 'fault'>> {
	let head: AuditHead = AUDIT_START;
	const open = new Map(signed.map(({ count, head: hash }) => [`${count} ${toBase64url(hash)}`, count]));
	for (;;) {
		const lines = await inCongress(desk, congressId, (tx) => linesAfter(tx, chain, head.count));
		for (const line of lines) {
			const { hash, ...record } = line;
			const computed = auditHash({ ...record, prev: toBase64url(line.prev) });
			const fits =
				line.seq === head.count + 1 && toBase64url(line.prev) === head.head && equalBytes(computed, hash);
			if (!fits) return { count: head.count, brokenAt: head.count + 1, fault: 'changed' };
			head = { count: line.seq, head: toBase64url(hash) };
			open.delete(`${head.count} ${head.head}`);
		}
		if (lines.length < AT_ONCE) break;
		await breathe();
	}
	const [missing] = [...open.values()].sort((a, b) => a - b);
	return missing === undefined
		? { count: head.count, brokenAt: null, fault: null }
		: { count: head.count, brokenAt: missing, fault: 'missing' };
}

async function linesAfter(tx: Tx, chain: string, seq: number): Promise<Line[]> {
	const of =
		chain === 'congress'
			? sql`desk.congress_audit where congress_id = desk.current_congress()`
			: sql`desk.audit where meeting_id = ${chain}::uuid`;
	const rows = await tx.execute<Line>(sql`
		select seq, at, actor, act, detail, prev, hash from ${of} and seq > ${seq} order by seq limit ${AT_ONCE}`);
	return rows.map((row) => ({ ...row, prev: new Uint8Array(row.prev), hash: new Uint8Array(row.hash) }));
}

/** How long the chain was when each result was counted, and the hash it then ended with. */
async function signedHeads(tx: Tx, meetingId: string): Promise<SignedHead[]> {
	const rows = await tx.execute<{ audit_count: number; audit_head: Uint8Array }>(sql`
		select s.audit_count, s.audit_head from desk.round_result s join desk.round r on r.id = s.round_id
		where r.meeting_id = ${meetingId}::uuid`);
	return rows.map((row) => ({ count: row.audit_count, head: new Uint8Array(row.audit_head) }));
}
