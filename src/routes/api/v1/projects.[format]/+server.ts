import { endpoint } from '#lib/server/answers.ts';
import { projectsAnswerTo } from '#lib/server/open-data/projects-answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint((event) => projectsAnswerTo(event, event.params.format));
