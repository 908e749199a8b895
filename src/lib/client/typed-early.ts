type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Keeps what was typed or chosen before the page's script was there. The server's page can be filled in at once, and
 * on a slow tablet it is; when Svelte takes the page over it writes what the server sent into every field again.
 *
 * @returns gives it back, to be called once the page is taken over; a draft that the page itself put in stays
 */
export function keepTypedEarly(root: ParentNode): () => void {
	// What the browser puts back on a reload or a way back is older than what the server just sent, and nobody typed it.
	const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
	if (visit && visit.type !== 'navigate') return () => {};
	const kept = [...root.querySelectorAll<Field>('input:not([type=file]), textarea, select')]
		.map((field) => ({ field, sent: sentWith(field), typed: stateOf(field) }))
		.filter(({ sent, typed }) => typed !== sent);
	return () => {
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

const stateOf = (field: Field): string | boolean => (isBox(field) ? field.checked : field.value);

/** What the server's HTML said. */
function sentWith(field: Field): string | boolean {
	if (isBox(field)) return field.defaultChecked;
	if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
	const options = [...field.options];
	return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? '';
}

const isBox = (field: Field): field is HTMLInputElement =>
	field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio');
