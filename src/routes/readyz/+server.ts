import { jsonAnswer } from '#lib/server/answers.ts';
import { readiness } from '#lib/server/queries/readiness.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const checks = await readiness(locals.desk);
	return jsonAnswer(checks, checks.ready ? 200 : 503);
};
