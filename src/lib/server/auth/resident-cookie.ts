import { randomBytes } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';

/** Set by a resident's first rating and by nothing else: a random word for this browser, on the project pages only. */
const RESIDENT_COOKIE = 'piaojue-resident';
const A_YEAR_S = 365 * 24 * 3600;

/** The browser's word; a new one where it has none, or something that we never gave out. */
export function residentToken(cookies: Cookies, origin: string): string {
	const held = cookies.get(RESIDENT_COOKIE);
	if (held && /^[\w-]{22}$/.test(held)) return held;
	const token = randomBytes(16).toString('base64url');
	cookies.set(RESIDENT_COOKIE, token, {
		path: '/projects',
		httpOnly: true,
		sameSite: 'lax',
		secure: origin.startsWith('https:'),
		maxAge: A_YEAR_S
	});
	return token;
}
