import { endpoint } from '#lib/server/answers.ts';
import { openapi } from '#lib/server/open-data/openapi.ts';
import { publicJson } from '#lib/server/public-answers.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint(async ({ request, locals }) => {
	const { origin, boxOrigin, sessions, dataLicense: license } = locals;
	return publicJson(request, openapi({ origin, boxOrigin, cookie: sessions.sessionCookieName, license }));
});
