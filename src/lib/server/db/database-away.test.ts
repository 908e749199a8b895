import { expect, test } from 'vitest';
import { isDatabaseAway } from './database-away.ts';
import { reconnectDelay } from './reconnect-delay.ts';

const coded = (code: string, cause?: unknown) => Object.assign(new Error(code, { cause }), { code });

test.each(['ECONNREFUSED', 'CONNECTION_CLOSED', '57P01', '57P03', '08006'])(
	'%s means that the database is away, also where another error wraps it',
	(code) => {
		expect(isDatabaseAway(coded(code))).toBe(true);
		expect(isDatabaseAway(new Error('Failed query', { cause: coded(code) }))).toBe(true);
	}
);

test.each([coded('23505'), coded('57014'), new Error('broken'), 'words', null])(
	'%s is a failure of its own',
	(fault) => expect(isDatabaseAway(fault)).toBe(false)
);

test('the wait for the next connection never grows beyond a second', () => {
	expect([0, 1, 2, 3, 10, 100].map(reconnectDelay)).toEqual([0.1, 0.2, 0.4, 0.8, 1, 1]);
});
