import { error } from '@sveltejs/kit';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { rehearsalText } from '#lib/i18n/zh-CN/rehearsal.ts';
import { rehearsedArchive } from '#lib/server/queries/public-archive.ts';
import { isId } from '#lib/wire/form.ts';
import { staffOf } from '../../../../staff-of.ts';
import type { RequestHandler } from './$types';

/** What `npm run verify` can be tried on before the meeting. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { congressId } = staffOf(locals);
	const zip = isId(params.meetingId)
		? await rehearsedArchive(locals.desk, congressId, params.meetingId)
		: null;
	if (!zip) error(404, { message: refusalText('not-found'), id: '' });
	const name = encodeURIComponent(`${rehearsalText}公开档案.zip`);
	return new Response(new Uint8Array(zip), {
		headers: {
			'content-type': 'application/zip',
			'content-disposition': `attachment; filename="rehearsal.zip"; filename*=UTF-8''${name}`,
			'cache-control': 'no-store'
		}
	});
};
