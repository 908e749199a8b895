import { error } from '@sveltejs/kit';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { openArchive } from '#lib/server/queries/open-archive.ts';
import { isId } from '#lib/wire/form.ts';
import { staffOf } from '../../../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { congressId } = staffOf(locals);
	if (!isId(params.meetingId)) error(404, { message: refusalText('not-found'), id: '' });
	const opened = await openArchive(locals.desk, locals.archiveDir, congressId, params.meetingId);
	if (!opened.ok) error(409, { message: refusalText(opened.code), id: '' });
	return { archive: opened.value };
};
