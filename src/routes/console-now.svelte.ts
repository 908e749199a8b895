import type { ConsoleView } from '#lib/wire/views.ts';
import { afterLapse, hasLapsed } from './console-now.ts';

/** A console's view, with an act of two persons gone from it once its time is over. For a component: its tick ends with it. */
export function consoleNow(view: () => ConsoleView, clockAheadMs: () => number) {
	let now = $state(Date.now());
	const waits = $derived(view().pending !== null);
	$effect(() => {
		if (!waits) return;
		const tick = setInterval(() => (now = Date.now()), 500);
		return () => clearInterval(tick);
	});
	const lapsed = $derived(hasLapsed(view(), now + clockAheadMs()));
	const current = $derived(lapsed ? afterLapse(view()) : view());
	return {
		get view() {
			return current;
		}
	};
}
