/** What keys and clickers can do at the chair's console. None of it opens, closes or announces anything. */
export const keyActions = ['next', 'previous', 'blank', 'title', 'timer', 'pause', 'panes', 'help'] as const;

export type KeyAction = (typeof keyActions)[number];

/** Keys by `KeyboardEvent.key`, letters in lower case. */
export type Keymap = { singleKeys: boolean; keys: Record<KeyAction, string[]> };

export const defaultKeymap: Keymap = {
	singleKeys: true,
	keys: {
		next: ['PageDown', 'ArrowRight'],
		previous: ['PageUp', 'ArrowLeft'],
		blank: ['b', '.'],
		title: ['h'],
		timer: ['t'],
		pause: ['p'],
		panes: ['F6'],
		help: ['?']
	}
};

/** Keys that dialogs, buttons and the browser live by. */
const reserved = ['Enter', ' ', 'Tab', 'Escape', 'Shift', 'Control', 'Alt', 'Meta', 'F5', 'F11', 'F12'];

type Press = { key: string; altKey: boolean; ctrlKey: boolean; metaKey: boolean };

const nameOf = (key: string): string => (key.length === 1 ? key.toLowerCase() : key);

/** The act of a press; null where it has none. Moving between panes is no single-key shortcut: it stays. */
export function keyAction(map: Keymap, press: Press): KeyAction | null {
	if (press.altKey || press.ctrlKey || press.metaKey) return null;
	const action = keyActions.find((one) => map.keys[one].includes(nameOf(press.key))) ?? null;
	return map.singleKeys || action === 'panes' ? action : null;
}

/** Which item of the agenda Alt+1 … Alt+9 jumps to, from 0; null for every other press. */
export const agendaJump = (press: Press & { code: string }): number | null => {
	const digit = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1];
	return press.altKey && !press.ctrlKey && !press.metaKey && digit ? Number(digit) - 1 : null;
};

/** Gives an act the one key; refused where the key means something already. */
export function remap(
	map: Keymap,
	action: KeyAction,
	key: string
): { ok: true; map: Keymap } | { ok: false; code: 'reserved' } | { ok: false; code: 'taken'; by: KeyAction } {
	if (reserved.includes(key)) return { ok: false, code: 'reserved' };
	const name = nameOf(key);
	const by = keyActions.find((one) => one !== action && map.keys[one].includes(name));
	if (by) return { ok: false, code: 'taken', by };
	return { ok: true, map: { ...map, keys: { ...map.keys, [action]: [name] } } };
}

/** The map kept on this machine; whatever does not read as one is the default. */
export function readKeymap(stored: string | null): Keymap {
	try {
		const { singleKeys, keys } = JSON.parse(stored ?? 'null') as Keymap;
		const whole = keyActions.every((action) => {
			const list: unknown = keys[action];
			return Array.isArray(list) && list.every((key) => typeof key === 'string');
		});
		return whole && typeof singleKeys === 'boolean' ? { singleKeys, keys } : defaultKeymap;
	} catch {
		return defaultKeymap;
	}
}

/** A key as it is printed on the keyboard. */
export const keyLabel = (key: string): string =>
	({ ArrowRight: '→', ArrowLeft: '←', ArrowUp: '↑', ArrowDown: '↓' })[key] ??
	(key.length === 1 ? key.toUpperCase() : key);
