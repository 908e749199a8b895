import { jsonAnswer } from '#lib/server/answers.ts';
import type { RequestHandler } from './$types';

/** The server's clock, for the device check: as small an answer as there is, so that it measures the network. */
export const GET: RequestHandler = () => jsonAnswer({ now: Date.now() });
