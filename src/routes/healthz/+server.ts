import type { RequestHandler } from './$types';

/** The process answers. Nothing else is asked, so a slow database does not get the process restarted. */
export const GET: RequestHandler = () => new Response('ok\n', { headers: { 'cache-control': 'no-store' } });
