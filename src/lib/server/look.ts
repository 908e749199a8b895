import type { Cookies } from '@sveltejs/kit';

/** 阅读设置 of the public pages: kept in the reader's own browser and nowhere else. */
export type Look = { text: 'normal' | 'large'; contrast: 'normal' | 'high' };

const NAME = 'piaojue-look';
const YEAR_S = 365 * 24 * 3600;

export function lookOf(cookies: Cookies): Look {
	const words = (cookies.get(NAME) ?? '').split('.');
	return {
		text: words.includes('large') ? 'large' : 'normal',
		contrast: words.includes('high') ? 'high' : 'normal'
	};
}

export function keepLook(cookies: Cookies, { text, contrast }: Look, origin: string): void {
	const words = [...(text === 'large' ? [text] : []), ...(contrast === 'high' ? [contrast] : [])];
	const where = { path: '/', httpOnly: true, sameSite: 'lax', secure: origin.startsWith('https:') } as const;
	if (words.length) cookies.set(NAME, words.join('.'), { ...where, maxAge: YEAR_S });
	else cookies.delete(NAME, where);
}
