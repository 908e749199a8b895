import { expect, test } from 'vitest';
import { networkOf } from './network.ts';

test('one telephone is one sender, whichever of its addresses it takes', () => {
	expect(networkOf('10.0.0.1')).toBe('10.0.0.1');
	expect(networkOf('::ffff:10.0.0.1')).toBe('::ffff:10.0.0.1');
	expect(networkOf('2408:8456:f100:12ab:1:2:3:4')).toBe('2408:8456:f100:12ab');
	expect(networkOf('2408:8456:f100:12ab::9')).toBe('2408:8456:f100:12ab');
	expect(networkOf('2408:8456::9')).toBe('2408:8456:0:0');
	expect(networkOf('::1')).toBe('0:0:0:0');
});
