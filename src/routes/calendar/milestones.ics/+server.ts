import { endpoint } from '#lib/server/answers.ts';
import { milestonesAnswer } from '#lib/server/open-data/milestones-answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint((event) => milestonesAnswer(event));
