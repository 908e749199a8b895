import { expect, test } from 'vitest';
import { congressOfDeviceCode, deviceCode } from './device-code.ts';

const secret = 'a secret of this installation, 32 or more';
const congress = '0f5a2d1c-7b7e-4b55-9c36-5d1a8a6f0e11';
const now = new Date('2026-03-01T09:10:00+08:00');
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

test('a code names its congress for half an hour at least and an hour at most', () => {
	const code = deviceCode(secret, congress, now);
	expect(code).toMatch(/^([0-9A-Z]{4}-){8}[0-9A-Z]{2}$/);
	expect(congressOfDeviceCode(secret, code, now)).toBe(congress);
	expect(congressOfDeviceCode(secret, code.toLowerCase().replaceAll('-', ' '), after(30))).toBe(congress);
	expect(congressOfDeviceCode(secret, code, after(60))).toBeNull();
	expect(congressOfDeviceCode(secret, code, after(-30))).toBeNull();
});

test('nobody else makes one', () => {
	const code = deviceCode('another secret', congress, now);
	expect(congressOfDeviceCode(secret, code, now)).toBeNull();
	const own = deviceCode(secret, congress, now).replaceAll('-', '');
	for (let at = 0; at < own.length - 1; at++) {
		const changed = own.slice(0, at) + (own[at] === '7' ? '8' : '7') + own.slice(at + 1);
		expect(congressOfDeviceCode(secret, changed, now)).toBeNull();
	}
	for (const junk of ['', '7', own + '00', 'U'.repeat(34)])
		expect(congressOfDeviceCode(secret, junk, now)).toBeNull();
});
