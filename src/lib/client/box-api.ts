import type { CastAnswer } from './cast-answer.ts';
import { ask } from './http.ts';

/**
 * Posts one ballot to the box. Nothing goes with it that could name the tablet: no cookie, no referrer, no
 * cache, another origin, and always the same number of bytes.
 */
export const postBallot = (boxOrigin: string, roundId: string, body: string): Promise<CastAnswer> =>
	ask(`${boxOrigin}/box/v1/rounds/${roundId}/cast`, {
		method: 'POST',
		credentials: 'omit',
		referrerPolicy: 'no-referrer',
		headers: { 'content-type': 'application/json' },
		body
	});
