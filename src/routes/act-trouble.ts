import type { ActionResult } from '@sveltejs/kit';
import { formTexts } from '#lib/i18n/zh-CN/forms.ts';

/** An act that got no answer of its own. */
export type Trouble = { text: string; signIn: boolean };

/**
 * What stands in the way of an act before it: a session that has ended, which the hook answers with a problem and not
 * as an action would. Null for an answer of the act.
 *
 * @param stays the form is kept on the page where no answer came, with what was typed; else the error page follows
 */
export function troubleOf(result: ActionResult, stays: boolean): Trouble | null {
	// SvelteKit hands on whatever JSON came.
	const { code, detail } = result as { code?: unknown; detail?: unknown };
	if (code === 'not-signed-in') return { text: formTexts.signedOut, signIn: true };
	if (typeof code === 'string' && typeof detail === 'string') return { text: detail, signIn: false };
	return result.type === 'error' && stays ? { text: formTexts.noAnswer, signIn: false } : null;
}
