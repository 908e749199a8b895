import { endpoint, jsonAnswer, problemAnswer } from '#lib/server/answers.ts';
import { publicProject } from '#lib/server/queries/public-projects.ts';
import { uuidText } from '#lib/wire/api.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint(async ({ locals, params }) => {
	const id = uuidText.safeParse(params.id);
	const project = id.success ? await publicProject(locals.desk, id.data) : null;
	return project ? jsonAnswer(project) : problemAnswer('not-found');
});
