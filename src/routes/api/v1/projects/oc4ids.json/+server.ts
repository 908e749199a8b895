import { endpoint } from '#lib/server/answers.ts';
import { oc4idsAnswer } from '#lib/server/open-data/oc4ids-answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint((event) => oc4idsAnswer(event));
