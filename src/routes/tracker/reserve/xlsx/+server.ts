import { isoDate } from '#lib/i18n/format.ts';
import { reserveTexts } from '#lib/i18n/zh-CN/reserve.ts';
import { reserveSheet } from '#lib/server/papers/reserve-table.ts';
import { sheetAside } from '#lib/server/papers/workbook-aside.ts';
import { reservePage } from '#lib/server/queries/reserve-page.ts';
import { reserveFilter } from '#lib/wire/tracker.ts';
import { staffOf } from '../../../staff-of.ts';
import type { RequestHandler } from './$types';

/** As many rows as the public files have at most; a town fills some twenty a year. */
const MOST = 5000;

export const GET: RequestHandler = async ({ locals, url }) => {
	const asked = { ...reserveFilter(url.searchParams), page: 1 };
	const list = await reservePage(locals.desk, staffOf(locals), asked, MOST);
	const today = isoDate(new Date());
	const name = `${list.demonstration ? '演示数据 ' : ''}${reserveTexts.title} ${today}.xlsx`;
	return new Response(await sheetAside(reserveSheet(list, today)), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
		}
	});
};
