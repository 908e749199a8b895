import { describe, expect, test } from 'vitest';
import { agendaJump, defaultKeymap, keyAction, keyActions, readKeymap, remap } from './keymap.ts';

const press = (key: string, over = {}) => ({ key, altKey: false, ctrlKey: false, metaKey: false, ...over });

describe('a key at the chair’s console', () => {
	test.each([
		['PageDown', 'next'],
		['ArrowRight', 'next'],
		['PageUp', 'previous'],
		['b', 'blank'],
		['B', 'blank'],
		['.', 'blank'],
		['p', 'pause'],
		['F6', 'panes'],
		['?', 'help']
	])('%s does %s', (key, action) => {
		expect(keyAction(defaultKeymap, press(key))).toBe(action);
	});

	test('does nothing that opens, closes or announces, whichever it is', () => {
		expect(keyActions.filter((action) => /open|close|announce|abort|void/.test(action))).toEqual([]);
		expect(keyAction(defaultKeymap, press('Enter'))).toBeNull();
	});

	test('belongs to the browser while a modifier is held', () => {
		expect(keyAction(defaultKeymap, press('p', { ctrlKey: true }))).toBeNull();
		expect(keyAction(defaultKeymap, press('ArrowLeft', { altKey: true }))).toBeNull();
	});

	test('does nothing alone once single keys are switched off, but panes stay reachable', () => {
		const off = { ...defaultKeymap, singleKeys: false };
		expect(keyAction(off, press('b'))).toBeNull();
		expect(keyAction(off, press('PageDown'))).toBeNull();
		expect(keyAction(off, press('F6'))).toBe('panes');
	});

	test('with Alt and a digit jumps in the agenda, wherever the digit is', () => {
		expect(agendaJump({ ...press('2', { altKey: true }), code: 'Digit2' })).toBe(1);
		expect(agendaJump({ ...press('9', { altKey: true }), code: 'Numpad9' })).toBe(8);
		expect(agendaJump({ ...press('0', { altKey: true }), code: 'Digit0' })).toBeNull();
		expect(agendaJump({ ...press('2'), code: 'Digit2' })).toBeNull();
	});
});

describe('changing a key', () => {
	test('gives the act the new key and takes the old ones away', () => {
		const changed = remap(defaultKeymap, 'blank', 'N');
		if (!changed.ok) throw new Error(changed.code);
		expect(keyAction(changed.map, press('n'))).toBe('blank');
		expect(keyAction(changed.map, press('b'))).toBeNull();
	});

	test('is refused for a key that means something already', () => {
		expect(remap(defaultKeymap, 'blank', 'p')).toEqual({ ok: false, code: 'taken', by: 'pause' });
		expect(remap(defaultKeymap, 'blank', 'Enter')).toEqual({ ok: false, code: 'reserved' });
		expect(remap(defaultKeymap, 'blank', ' ')).toEqual({ ok: false, code: 'reserved' });
	});

	test('is kept on this machine, and whatever does not read as a map is the default', () => {
		const changed = remap(defaultKeymap, 'timer', 'k');
		if (!changed.ok) throw new Error(changed.code);
		expect(readKeymap(JSON.stringify(changed.map))).toEqual(changed.map);
		for (const stored of [null, '', '{', '{}', '{"singleKeys":true,"keys":{"next":"x"}}']) {
			expect(readKeymap(stored)).toEqual(defaultKeymap);
		}
	});
});
