import { endpoint, problemAnswer } from '#lib/server/answers.ts';
import { askerOfEvent } from '#lib/server/auth/asker.ts';
import { candidateFileFor } from '#lib/server/queries/candidate-file.ts';
import { uuidText } from '#lib/wire/api.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint(async (event) => {
	const { desk, publicDesk, uploadDir } = event.locals;
	const id = uuidText.safeParse(event.params.id);
	const asker = await askerOfEvent(event);
	const file = id.success
		? await candidateFileFor(asker ? desk : publicDesk, uploadDir, asker?.congressId ?? null, id.data)
		: null;
	if (!file) return problemAnswer('not-found');
	return new Response(file.bytes, {
		headers: {
			'content-type': file.mediaType,
			'content-length': String(file.bytes.length),
			'x-content-type-options': 'nosniff',
			'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`,
			// An id names its bytes for ever; a proxy between must not hand them to somebody else.
			'cache-control': 'private, max-age=31536000, immutable',
			'cross-origin-resource-policy': 'same-origin'
		}
	});
});
