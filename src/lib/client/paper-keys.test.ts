import { expect, test } from 'vitest';
import { readPress } from './paper-keys.ts';

const press = (code: string, with_: Partial<Parameters<typeof readPress>[0]> = {}) =>
	readPress({
		code,
		key: 'Process',
		ctrlKey: false,
		metaKey: false,
		altKey: false,
		shiftKey: false,
		repeat: false,
		...with_
	});

test('digits are read off both rows, whatever the input method makes of them', () => {
	expect(press('Digit7')).toEqual({ do: 'key', key: '7' });
	expect(press('Numpad7', { key: 'Home' })).toEqual({ do: 'key', key: '7' });
	expect(press('Digit8', { shiftKey: true })).toEqual({ do: 'submit' });
});

test('the keys that change the mark are read off both blocks', () => {
	expect(press('Slash')).toEqual({ do: 'key', key: '/' });
	expect(press('NumpadDivide')).toEqual({ do: 'key', key: '/' });
	expect(press('NumpadSubtract')).toEqual({ do: 'key', key: '-' });
	expect(press('NumpadAdd')).toEqual({ do: 'key', key: '+' });
});

test('a key held down counts once, and undo goes on', () => {
	expect(press('Enter', { repeat: true })).toBeNull();
	expect(press('Digit1', { repeat: true })).toBeNull();
	expect(press('Backspace', { repeat: true })).toEqual({ do: 'undo' });
});

test('Ctrl+Z undoes, Ctrl+Enter submits, other shortcuts stay the browser’s', () => {
	expect(press('KeyZ', { ctrlKey: true })).toEqual({ do: 'undo' });
	expect(press('Enter', { ctrlKey: true })).toEqual({ do: 'submit' });
	expect(press('KeyX', { ctrlKey: true })).toBeNull();
	expect(press('Digit1', { altKey: true })).toBeNull();
	expect(press('KeyA')).toBeNull();
});

test('F9 blanks the screen', () => {
	expect(press('F9')).toEqual({ do: 'blank-screen' });
});
