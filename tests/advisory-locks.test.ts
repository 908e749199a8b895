import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { advisoryLocks } from '#lib/server/db/advisory-locks.ts';

test('no lock is taken by a number of its own: what each protects stands in one list', () => {
	const files = globSync('src/**/*.ts');
	const locking = files.filter((file) => /advisory_(xact_|un)?lock/.test(readFileSync(file, 'utf8')));
	expect(locking.length).toBeGreaterThan(2);
	const bare = locking.filter((file) =>
		/advisory_(xact_|un)?lock(_shared)?\(\s*\d/.test(readFileSync(file, 'utf8'))
	);
	expect(bare).toEqual([]);
});

test('the database takes the round’s lock by the number in the list', () => {
	const guards = readFileSync('drizzle/0001_guards.sql', 'utf8');
	const numbers = [...guards.matchAll(/pg_advisory_xact_lock(?:_shared)?\((\d+),/g)].map(([, n]) =>
		Number(n)
	);
	expect(numbers).toEqual([advisoryLocks.round, advisoryLocks.round]);
});
