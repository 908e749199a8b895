import { redirect } from '@sveltejs/kit';
import { keepLook, lookOf } from '#lib/server/look.ts';
import type { RequestHandler } from './$types';

/** A plain link, so that it works where no script and no form does; it changes how pages look and nothing else. */
export const GET: RequestHandler = ({ url, cookies, locals, setHeaders }) => {
	const now = lookOf(cookies);
	const asked = url.searchParams;
	const choose = <Word extends string>(name: string, words: readonly Word[], kept: Word): Word =>
		words.find((word) => word === asked.get(name)) ?? kept;
	keepLook(
		cookies,
		{
			text: choose('text', ['normal', 'large'], now.text),
			contrast: choose('contrast', ['normal', 'high'], now.contrast)
		},
		locals.origin
	);
	setHeaders({ 'cache-control': 'no-store' });
	redirect(303, ownPath(asked.get('back') ?? '/', locals.origin));
};

/** A link that somebody else made leads to our pages only. */
function ownPath(back: string, origin: string): string {
	const to = URL.canParse(back, origin) ? new URL(back, origin) : null;
	return to?.origin === origin ? to.pathname + to.search : '/';
}
