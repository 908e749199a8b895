import { expect, test } from 'vitest';
import { addressFault } from './hall-address.ts';

test.each([
	['https://vote.hall.lan:3000', null],
	['https://192.168.1.10', null],
	['https://127-votes.hall.lan', null],
	['http://localhost:3000', 'local'],
	['https://localhost', 'local'],
	['http://127.0.0.1:3000', 'local'],
	['https://127.0.0.53', 'local'],
	['http://[::1]:3000', 'local'],
	['http://192.168.1.10:3000', 'not-https'],
	['http://vote.hall.lan', 'not-https']
])('%s: devices of the hall are kept away by %s', (origin, fault) => {
	expect(addressFault(origin)).toBe(fault);
});
