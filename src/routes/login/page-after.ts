import { passage } from '#lib/server/auth/doors.ts';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { homeOf } from './home-of.ts';

/**
 * Where a sign-in leads: to the page that was asked for without a session, if it is one of ours that this role may
 * open, else to the role's own. An address of anybody else's is no page of ours, however it is written.
 */
export function pageAfter(signIn: URL, role: StaffActor['role']): string {
	const asked = signIn.searchParams.get('next');
	if (!asked || !URL.canParse(asked, signIn)) return homeOf[role];
	const { origin, pathname, search } = new URL(asked, signIn);
	const ours = origin === signIn.origin && passage(pathname, null) === 'sign-in';
	return ours && passage(pathname, role) === 'open' ? pathname + search : homeOf[role];
}
