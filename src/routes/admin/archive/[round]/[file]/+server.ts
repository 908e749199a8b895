import { error } from '@sveltejs/kit';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { sealedFileFor } from '#lib/server/queries/sealed-file.ts';
import { publicArchive } from '#lib/server/queries/public-archive.ts';
import { isId } from '#lib/wire/form.ts';
import { staffOf } from '../../../../staff-of.ts';
import type { RequestHandler } from './$types';

/** `<round>-public.zip`, and for ten minutes after two persons have allowed it `<round>-sealed….zip`. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { round, file } = params;
	if (!isId(round)) error(404);
	const zip =
		file === `${round}-public.zip`
			? await publicArchive(locals.desk, round)
			: await sealedFileFor(locals, staffOf(locals), { roundId: round, file });
	if (zip === null) error(404);
	if (zip === 'not-allowed') error(403, { message: refusalText('download-not-allowed'), id: '' });
	return new Response(new Uint8Array(zip), {
		headers: {
			'content-type': 'application/zip',
			'content-disposition': `attachment; filename="${file}"`,
			'cache-control': 'no-store'
		}
	});
};
