import { endpoint } from '#lib/server/answers.ts';
import { signOut } from '#lib/server/auth/sign-in.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = endpoint(async (event) => {
	await signOut(event);
	return new Response(null, { status: 204 });
});
