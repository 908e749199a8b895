import { expect, test } from 'vitest';
import { AUDIT_START, auditHash, nextAuditRecord, verifyChain, type AuditRecord } from './audit.ts';
import { toBase64url } from './bytes.ts';

const entry = { at: '2026-01-20T08:30:00+08:00', actor: 'chair', act: 'round-open', detail: { row: 40 } };

test('a chain leads to its head', () => {
	const records = chain(5);
	const head = toBase64url(auditHash(records[4]!));
	expect(verifyChain(records)).toEqual({ ok: true, value: { count: 5, head } });
	expect(verifyChain([])).toEqual({ ok: true, value: AUDIT_START });
});

test('a record changed, left out, moved or put in is noticed at the next one', () => {
	const [a, b, c, d] = chain(4) as [AuditRecord, AuditRecord, AuditRecord, AuditRecord];
	const tampered: [AuditRecord[], number][] = [
		[[a, { ...b, actor: 'nobody' }, c, d], 3],
		[[b, c, d], 1],
		[[a, c, d], 2],
		[[a, c, b, d], 2],
		[[a, a, b, c], 2],
		[[{ ...a, seq: 0 }, b], 1]
	];
	for (const [records, seq] of tampered) {
		expect(verifyChain(records)).toEqual({ ok: false, code: 'broken-audit-chain', detail: { seq } });
	}
});

test('the last record is held by the head alone', () => {
	const records = chain(3);
	const changed = [...records.slice(0, 2), { ...records[2]!, detail: { row: 100 } }];
	expect(verifyChain(changed)).not.toEqual(verifyChain(records));
});

function chain(length: number): AuditRecord[] {
	const records: AuditRecord[] = [];
	let head = AUDIT_START;
	for (let count = 1; count <= length; count++) {
		const record = nextAuditRecord(head, entry);
		records.push(record);
		head = { count, head: toBase64url(auditHash(record)) };
	}
	return records;
}
