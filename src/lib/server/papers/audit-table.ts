import { auditActName, auditActorText, auditDetailText, auditTexts } from '../../i18n/zh-CN/audit.ts';
import type { AuditLine, ChainView } from '../../wire/views-audit.ts';
import type { Table } from './tables.ts';

/** Lines of the audit log as a spreadsheet shows them, with the code and the hash that a check by machine needs. */
export function auditTable(lines: readonly AuditLine[], chains: readonly ChainView[]): Table {
	const { head } = auditTexts;
	const nameOf = (id: string) => chains.find((chain) => chain.id === id)?.name ?? id;
	return [
		[head.at, head.chain, head.seq, head.actor, head.act, head.detail, head.code, head.hash],
		...lines.map((line) => [
			line.at,
			nameOf(line.chain),
			line.seq,
			auditActorText(line.actor),
			auditActName(line.act),
			auditDetailText(line.detail),
			line.act,
			line.hash
		])
	];
}
