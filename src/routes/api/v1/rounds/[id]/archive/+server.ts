import { endpoint, problemAnswer } from '#lib/server/answers.ts';
import { publicArchive } from '#lib/server/queries/public-archive.ts';
import { uuidText } from '#lib/wire/api.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint(async ({ locals, params }) => {
	const id = uuidText.safeParse(params.id);
	const zip = id.success ? await publicArchive(locals.publicDesk, id.data) : null;
	if (!zip) return problemAnswer('not-found');
	return new Response(new Uint8Array(zip), {
		headers: {
			'content-type': 'application/zip',
			'content-disposition': `attachment; filename="piaojue-${params.id}-public.zip"`,
			'cache-control': 'no-store'
		}
	});
});
