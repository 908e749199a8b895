import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Figures for monitoring, to whoever knows METRICS_TOKEN; without one there is no such page. */
export const GET: RequestHandler = async ({ locals, request }) => {
	if (!locals.metrics) error(404);
	const figures = await locals.metrics.answer(request.headers.get('authorization'));
	if (!figures) {
		return new Response('Unauthorized\n', { status: 401, headers: { 'www-authenticate': 'Bearer' } });
	}
	return new Response(figures.text, {
		headers: { 'content-type': figures.type, 'cache-control': 'no-store' }
	});
};
