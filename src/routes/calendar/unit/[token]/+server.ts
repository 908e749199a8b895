import { problemAnswer } from '#lib/server/answers.ts';
import { unitCalendar } from '#lib/server/calendar/unit-calendar.ts';
import { unitTerms } from '#lib/server/queries/unit-terms.ts';
import type { RequestHandler } from './$types';

/** The address is the secret: a calendar program signs in nowhere. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const found = await unitTerms(locals.publicDesk, params.token.replace(/\.ics$/, ''));
	if (!found) return problemAnswer('not-found');
	return new Response(unitCalendar(found.unit, found.terms, locals.origin, new Date()), {
		headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, max-age=900' }
	});
};
