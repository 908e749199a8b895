import { isoDate } from '#lib/i18n/format.ts';
import { auditTexts } from '#lib/i18n/zh-CN/audit.ts';
import { demonstrationText } from '#lib/i18n/zh-CN/common.ts';
import { problemAnswer } from '#lib/server/answers.ts';
import { auditTable } from '#lib/server/papers/audit-table.ts';
import { csvFile } from '#lib/server/papers/tables.ts';
import { xlsxAside } from '#lib/server/papers/workbook-aside.ts';
import { recordExport } from '#lib/server/people/record-export.ts';
import { congressHead } from '#lib/server/queries/accounts-view.ts';
import { auditChains, auditExtract } from '#lib/server/queries/audit-log.ts';
import { auditFilter, auditFormat, EXPORTED_UP_TO, type AuditFormat } from '#lib/wire/audit.ts';
import { formFields } from '#lib/wire/form.ts';
import type { AuditLine, ChainView } from '#lib/wire/views-audit.ts';
import { staffOf } from '../../staff-of.ts';
import type { RequestHandler } from './$types';

const types: Record<AuditFormat, string> = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	json: 'application/json'
};

/** A POST, because the export itself is written down. */
export const POST: RequestHandler = async ({ request, locals }) => {
	const fields = formFields(await request.formData());
	const format = auditFormat.safeParse(fields.format);
	if (!format.success) return problemAnswer('bad-request');
	const actor = staffOf(locals);
	const { desk } = locals;
	const chains = await auditChains(desk, actor.congressId);
	const filter = auditFilter.parse(fields);
	const lines = await auditExtract(desk, actor.congressId, filter, EXPORTED_UP_TO);
	await recordExport(desk, actor, { format: format.data, lines: lines.length });
	// As on a paper, the name says where the records are of a demonstration.
	const { demonstration } = await congressHead(desk, actor.congressId);
	const mark = demonstration ? `（${demonstrationText}）` : '';
	const name = encodeURIComponent(`${auditTexts.fileName}${mark}-${isoDate(new Date())}.${format.data}`);
	return new Response(await bodyOf(format.data, lines, chains), {
		headers: {
			'content-type': types[format.data],
			'content-disposition': `attachment; filename="audit.${format.data}"; filename*=UTF-8''${name}`,
			'cache-control': 'no-store'
		}
	});
};

function bodyOf(format: AuditFormat, lines: AuditLine[], chains: ChainView[]): BodyInit | Promise<BodyInit> {
	// As they are stored, with both hashes: anybody can recount them.
	if (format === 'json') return JSON.stringify({ chains, lines }, null, '\t') + '\n';
	const table = auditTable(lines, chains);
	return format === 'csv' ? csvFile(table) : xlsxAside(table, auditTexts.fileName);
}
