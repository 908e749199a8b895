import { endpoint, jsonAnswer } from '#lib/server/answers.ts';
import { publicProjects } from '#lib/server/queries/public-projects.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint(async ({ locals }) =>
	jsonAnswer({ projects: await publicProjects(locals.desk) })
);
