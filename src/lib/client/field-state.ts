/** What a form holds by the names of its fields: of boxes the values that are ticked, of others one each, in their order. */
export type FieldStates = Record<string, string[]>;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Hidden fields are the page's own, a password is nobody else's, and a file can't be put back by any page. */
const NOT_TYPED = ['hidden', 'password', 'file', 'submit', 'button', 'reset', 'image'];

/**
 * Reads the fields that a person fills in.
 *
 * @param asSent what the server's page said, whatever has been typed since; true only until the page's script has
 *   taken it over
 */
export function readFields(form: HTMLFormElement, asSent = false): FieldStates {
	const states: FieldStates = {};
	for (const field of typedFields(form)) {
		const values = (states[field.name] ??= []);
		if (!isBox(field)) values.push(asSent ? String(sentWith(field)) : field.value);
		else if (asSent ? field.defaultChecked : field.checked) values.push(field.value);
	}
	return states;
}

/** Fills one field of the form as a person does, so that whatever follows from it does. */
export function fillField(form: HTMLFormElement, name: string, values: readonly string[]): void {
	const named = typedFields(form).filter((field) => field.name === name);
	for (const [i, field] of named.entries()) {
		const value = values[i] ?? '';
		if (isBox(field)) {
			const ticked = values.includes(field.value);
			if (field.checked === ticked) continue;
			field.checked = ticked;
		} else {
			if (field.value === value) continue;
			// What is no longer offered can't be chosen; what is offered instead stays.
			if (field instanceof HTMLSelectElement && ![...field.options].some((one) => one.value === value))
				continue;
			field.value = value;
		}
		for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
	}
}

/** What stands in a field now. */
export const stateOf = (field: Field): string | boolean => (isBox(field) ? field.checked : field.value);

/**
 * What stands in the form's fields now, to be put back. When a page was taken over from the server's HTML, Svelte takes the
 * sent values out of the fields' attributes, forgets that it had written them, and at the next change beside them, as a
 * button that goes grey, writes them once more over what was typed.
 */
export function holdFields(form: HTMLFormElement): () => void {
	const held = typedFields(form).map((field) => ({ field, state: stateOf(field) }));
	return () => {
		for (const { field, state } of held) {
			if (!field.isConnected || stateOf(field) === state) continue;
			if (typeof state === 'boolean') (field as HTMLInputElement).checked = state;
			else field.value = state;
		}
	};
}

const sent = new WeakMap<Field, string | boolean>();

/** Before the page is taken over, which takes what was sent out of the HTML. */
export const rememberSent = (field: Field): void => void sent.set(field, sentWith(field));

/** What the server's HTML said. */
export function sentWith(field: Field): string | boolean {
	const remembered = sent.get(field);
	if (remembered !== undefined) return remembered;
	if (isBox(field)) return field.defaultChecked;
	if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
	const options = [...field.options];
	return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? '';
}

const typedFields = (form: HTMLFormElement): Field[] =>
	[...form.elements].filter(
		(element): element is Field =>
			(element instanceof HTMLTextAreaElement ||
				element instanceof HTMLSelectElement ||
				(element instanceof HTMLInputElement && !NOT_TYPED.includes(element.type))) &&
			element.name !== ''
	);

const isBox = (field: Field): field is HTMLInputElement =>
	field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio');
