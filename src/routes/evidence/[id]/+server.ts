import { endpoint, problemAnswer } from '#lib/server/answers.ts';
import { evidenceFileFor } from '#lib/server/queries/evidence-file.ts';
import { uuidText } from '#lib/wire/api.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint(async ({ locals, params }) => {
	const id = uuidText.safeParse(params.id);
	const { actor, uploadDir } = locals;
	const desk = actor ? locals.desk : locals.publicDesk;
	const file = id.success ? await evidenceFileFor(desk, uploadDir, actor?.congressId ?? null, id.data) : null;
	if (!file) return problemAnswer('not-found');
	return new Response(file.bytes, {
		headers: {
			'content-type': file.mediaType,
			'content-length': String(file.bytes.length),
			'x-content-type-options': 'nosniff',
			'content-disposition': 'inline',
			// A photograph may be taken off the page, so nobody keeps it for ever.
			'cache-control': file.public ? 'public, max-age=300' : 'private, no-store',
			'cross-origin-resource-policy': 'same-origin'
		}
	});
});
