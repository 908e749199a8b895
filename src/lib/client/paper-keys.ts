import type { EntryKey } from '../domain/paper-entry.ts';

/** What a key press means at the entry desk. */
export type EntryPress =
	{ do: 'key'; key: EntryKey } | { do: 'undo' } | { do: 'submit' } | { do: 'blank-screen' };

const named: Record<string, EntryPress> = {
	Enter: { do: 'key', key: 'enter' },
	NumpadEnter: { do: 'key', key: 'enter' },
	KeyX: { do: 'key', key: 'x' },
	Minus: { do: 'key', key: '-' },
	NumpadSubtract: { do: 'key', key: '-' },
	Equal: { do: 'key', key: '+' },
	NumpadAdd: { do: 'key', key: '+' },
	Slash: { do: 'key', key: '/' },
	NumpadDivide: { do: 'key', key: '/' },
	Backspace: { do: 'undo' },
	NumpadMultiply: { do: 'submit' },
	F9: { do: 'blank-screen' }
};

/**
 * Reads the key by its place on the keyboard, not by the sign it would write: a Chinese input method or a number
 * block without NumLock changes the sign and not the place. A key held down counts once.
 */
export function readPress(event: {
	code: string;
	key: string;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
	shiftKey: boolean;
	repeat: boolean;
}): EntryPress | null {
	const { code, repeat } = event;
	if (event.altKey) return null;
	if (event.ctrlKey || event.metaKey) {
		if (code === 'KeyZ') return { do: 'undo' };
		return (code === 'Enter' || code === 'NumpadEnter') && !repeat ? { do: 'submit' } : null;
	}
	if (repeat && code !== 'Backspace') return null;
	if (event.shiftKey && code === 'Digit8') return { do: 'submit' };
	const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
	if (digit && !(event.shiftKey && code.startsWith('Digit'))) return { do: 'key', key: digit as EntryKey };
	return named[code] ?? null;
}
