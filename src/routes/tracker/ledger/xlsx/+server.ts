import { isoDate } from '#lib/i18n/format.ts';
import { ledgerSheet } from '#lib/server/papers/ledger-table.ts';
import { sheetAside } from '#lib/server/papers/workbook-aside.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { ledgerOfYear } from '#lib/server/queries/ledger-of-year.ts';
import { followFilter } from '#lib/wire/tracker.ts';
import { staffOf } from '../../../staff-of.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const actor = staffOf(locals);
	const list = await followPage(locals.desk, actor, followFilter(url.searchParams), 'number', 1);
	const year = list.filter.year ?? new Date().getFullYear();
	const today = isoDate(new Date());
	const sheet = ledgerSheet(await ledgerOfYear(locals.desk, actor, year), list.congressName, today);
	const name = `${list.demonstration ? '演示数据 ' : ''}${year}年度民生实事项目台账 ${today}.xlsx`;
	return new Response(await sheetAside(sheet), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
		}
	});
};
