import { expect, test } from 'vitest';
import type { AuditLine } from '../../wire/views-audit.ts';
import { auditTable } from './audit-table.ts';
import { csvFile } from './tables.ts';

const line: AuditLine = {
	chain: 'congress',
	seq: 7,
	at: '2026-03-05T09:00:00+08:00',
	actor: 'office-1',
	act: 'checked-in',
	detail: { number: 12 },
	prev: 'a',
	hash: 'b'
};

test('a line says in words what it is, and keeps its code and hash', () => {
	expect(auditTable([line], [{ id: 'congress', name: '账号与登录' }])[1]).toEqual([
		'2026-03-05T09:00:00+08:00',
		'账号与登录',
		7,
		'office-1',
		'签到',
		'代表证号：12',
		'checked-in',
		'b'
	]);
});

test('what somebody has typed becomes no formula and no line of its own', () => {
	const evil = { ...line, actor: '=cmd|calc', detail: { reason: '@SUM(A1)\r\n伪造的一行,"' } };
	const csv = csvFile(auditTable([evil], []));
	expect(csv).toContain("'=cmd|calc");
	// Two lines: the head, and one record whose break stands inside of its quotes.
	expect(csv.split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/).filter(Boolean)).toHaveLength(2);
});
