import { error } from '@sveltejs/kit';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { reportOf } from '#lib/server/queries/rehearsals-view.ts';
import { isId } from '#lib/wire/form.ts';
import { staffOf } from '../../../staff-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { congressId } = staffOf(locals);
	const found = isId(params.meetingId) ? await reportOf(locals.desk, congressId, params.meetingId) : null;
	if (!found) error(404, { message: refusalText('not-found'), id: '' });
	return { id: params.meetingId, ...found };
};
