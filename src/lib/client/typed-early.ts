import { rememberSent, sentWith, stateOf } from './field-state.ts';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

let takenOver = false;

/** Whether the page's script has taken over what the server drew; never on the server. */
export const isTakenOver = (): boolean => takenOver;

/**
 * Whether what stands in the fields now may have been typed before the page's script was there: only while the script
 * takes the server's page over, and not where the browser put it back on a reload or a way back.
 */
export const mayBeTypedEarly = (): boolean => !takenOver && isFirstVisit();

/**
 * Keeps what was typed or chosen before the page's script was there. The server's page can be filled in at once, and
 * on a slow tablet it is; when Svelte takes the page over it writes what the server sent into every field again.
 *
 * @returns gives it back, to be called once the page is taken over; a draft that the page itself put in stays
 */
export function keepTypedEarly(root: ParentNode): () => void {
	const fields = [...root.querySelectorAll<Field>('input:not([type=file]), textarea, select')];
	for (const field of fields) rememberSent(field);
	const kept = isFirstVisit()
		? fields
				.map((field) => ({ field, sent: sentWith(field), typed: stateOf(field) }))
				.filter(({ sent, typed }) => typed !== sent)
		: [];
	return () => {
		takenOver = true;
		for (const { field, sent, typed } of kept) {
			if (!field.isConnected || stateOf(field) !== sent) continue;
			// Choosing another radio has done it.
			if (field.type === 'radio' && typed === false) continue;
			if (typeof typed === 'boolean') (field as HTMLInputElement).checked = typed;
			else field.value = typed;
			// For whoever counts signs, or saves a draft, as at any other key.
			for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
		}
	};
}

/** What the browser puts back on a reload or a way back is older than what the server just sent, and nobody typed it. */
function isFirstVisit(): boolean {
	const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
	return !visit || visit.type === 'navigate';
}
