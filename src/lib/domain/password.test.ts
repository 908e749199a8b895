import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passwordFault, passwordStrength, SHORTEST_PASSWORD } from './password.ts';

const own = ['office-1', '王小明'];

test.each([
	['', 'password-too-short'],
	['k7mq-x4tp-9w', null],
	['k7mq-x4tp-9', 'password-too-short'],
	['山不在高有仙则名水不在深', null],
	['山不在高有仙则名水', 'password-too-short'],
	['Office-1-2026-spring', 'password-names-you'],
	['我是王小明今天去投票了呀', 'password-names-you'],
	['password1234', 'password-too-common'],
	['PassWord2026', 'password-too-common'],
	['qwerty123456', 'password-too-common'],
	['111111111111', 'password-too-common'],
	['abababababab', 'password-too-common'],
	['123456789012', 'password-too-common'],
	['abcdefghijkl', 'password-too-common'],
	['987654321098', 'password-too-common'],
	['welcome the spring rain', null]
] as const)('%j: %s', (password, fault) => {
	expect(passwordFault(password, own)).toBe(fault);
});

test('what is too short is refused whatever it is, and what is taken is never shorter', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (password) => {
			const fault = passwordFault(password, own);
			const length = [...password.normalize('NFKC')].length;
			if (length < SHORTEST_PASSWORD) expect(fault).toBe('password-too-short');
			else expect(fault).not.toBe('password-too-short');
		})
	);
});

test('a longer and more varied password has the better word', () => {
	expect(passwordStrength('k7mq-x4tp-9w')).toBe('fair');
	expect(passwordStrength('k7mq-x4tp-9wze-4')).toBe('good');
	expect(passwordStrength('welcome the spring rain')).toBe('strong');
	expect(passwordStrength('一二一二一二一二一二一二一二一二一二一二')).toBe('fair');
});
