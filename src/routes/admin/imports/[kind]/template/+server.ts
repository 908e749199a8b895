import { error } from '@sveltejs/kit';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { templateTexts } from '#lib/i18n/zh-CN/import.ts';
import { importBooks } from '#lib/server/desk/import-books.ts';
import { templateFile } from '#lib/server/import/template-file.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { knownRows } from '#lib/server/queries/import-dry-run.ts';
import { importKind } from '#lib/wire/import.ts';
import { staffOf } from '../../../../staff-of.ts';
import { spreadsheet } from '../spreadsheet.ts';
import type { RequestHandler } from './$types';

/** The template, empty or with `?filled` holding what the system has: it can be changed and imported again. */
export const GET: RequestHandler = async ({ params, url, locals }) => {
	const kind = importKind.safeParse(params.kind).data;
	const book = kind && importBooks[kind];
	if (!book || kind === 'cards') error(404, { message: refusalText('not-found'), id: '' });
	const { congressId } = staffOf(locals);
	const meetingId = await currentMeetingId(locals.desk, congressId);
	const filled = url.searchParams.has('filled') && meetingId !== null;
	const rows = filled ? await knownRows(locals.desk, congressId, meetingId, book) : [];
	const name = filled ? templateTexts.currentName[kind] : templateTexts.templateName[kind];
	return spreadsheet(await templateFile(kind, book.file.columns, rows), 'xlsx', name);
};
