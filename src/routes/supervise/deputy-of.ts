import { fail, type ActionFailure } from '@sveltejs/kit';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import type { DelegateActor } from '#lib/server/auth/actor.ts';
import { deputySession } from '#lib/server/auth/deputy-session.ts';
import type { Refused } from '../refused.ts';

/** Why somebody who is signed in here is no deputy of these pages. */
export type NotHere = 'staff' | 'rehearsal-card' | 'former-deputy';

/** The deputy who is signed in with the own card, or why there is none. The door is open: the page itself asks. */
export async function deputyOf({
	actor,
	desk,
	sessionId
}: App.Locals): Promise<
	{ deputy: DelegateActor; problem: null } | { deputy: null; problem: NotHere | null }
> {
	if (!actor || !sessionId) return { deputy: null, problem: null };
	if (actor.kind === 'staff') return { deputy: null, problem: 'staff' };
	const session = await deputySession(desk, actor, sessionId);
	return session === 'deputy' ? { deputy: actor, problem: null } : { deputy: null, problem: session };
}

/** An act of nobody: what the phone holds stays there until somebody has signed in. */
export const notSignedIn = (): ActionFailure<Refused> =>
	fail(401, { code: 'not-signed-in', message: refusalText('not-signed-in') });
