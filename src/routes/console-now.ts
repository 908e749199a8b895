import type { ConsoleView } from '#lib/wire/views.ts';

/**
 * Whether the two minutes of an act of two persons are over. Nothing tells the consoles of it: in a quiet hall the
 * next view may be long in coming, and until then each has to see by itself that nobody is awaited any more.
 *
 * @param serverNowMs the server's time; the last moment still counts, as it does there
 */
export const hasLapsed = ({ pending }: Pick<ConsoleView, 'pending'>, serverNowMs: number): boolean =>
	pending !== null && Date.parse(pending.expiresAt) < serverNowMs;

/** The view as the server would give it now: nobody waits, and what was proposed may be proposed again. */
export function afterLapse<View extends ConsoleView>(view: View): View {
	return { ...view, pending: null, lapsed: view.pending, next: nextAfter(view.next) };
}

function nextAfter(next: ConsoleView['next']): ConsoleView['next'] {
	if (next.code === 'confirm-open') return { code: 'open', who: 'chair' };
	if (next.code === 'confirm-make-ready') return { code: 'make-ready', who: 'office' };
	return next;
}
