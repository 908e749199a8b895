import { endpoint } from '#lib/server/answers.ts';
import { projectAnswerTo } from '#lib/server/open-data/project-answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint((event) => projectAnswerTo(event, event.params.id));
