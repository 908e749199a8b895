import { error } from '@sveltejs/kit';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { templateTexts } from '#lib/i18n/zh-CN/import.ts';
import { importBooks } from '#lib/server/desk/import-books.ts';
import { errorFile } from '#lib/server/import/error-file.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { planFor } from '#lib/server/queries/import-dry-run.ts';
import { importKind } from '#lib/wire/import.ts';
import { staffOf } from '../../../../staff-of.ts';
import { uploaded } from '../../../import-action.ts';
import { spreadsheet } from '../spreadsheet.ts';
import type { RequestHandler } from './$types';

/** 错误清单 of the file that is sent along: nothing of an upload is kept, so it comes again. */
export const POST: RequestHandler = async ({ request, params, locals }) => {
	const book = importBooks[importKind.safeParse(params.kind).data ?? 'cards'];
	if (!book) error(404, { message: refusalText('not-found'), id: '' });
	const file = await uploaded(await request.formData(), book);
	if (!file.ok) error(409, { message: refusalText(file.code, file.detail), id: '' });
	const { congressId } = staffOf(locals);
	const meetingId = await currentMeetingId(locals.desk, congressId);
	if (!meetingId) error(404, { message: refusalText('not-found'), id: '' });
	const plan = await planFor(locals.desk, congressId, meetingId, book, file.value);
	if (!plan.ok) error(409, { message: refusalText(plan.code, plan.detail), id: '' });
	const format = /\.csv$/i.test(file.value.name) ? 'csv' : 'xlsx';
	const bytes = await errorFile(format, file.value.rows, plan.value);
	return spreadsheet(bytes, format, `${templateTexts.errorSheet}-${file.value.name.replace(/\.[^.]*$/, '')}`);
};
