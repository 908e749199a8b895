import { describe, expect, test } from 'vitest';
import { mayWatch, roles } from '#lib/domain/permissions.ts';
import { has, type Power } from '#lib/domain/tracker/powers.ts';
import { passage } from '#lib/server/auth/doors.ts';
import { mayOpen, pagesOf, powersOf, routes, topicsOf, visitors } from './support/access-matrix.ts';

const addresses = routes();

test('there are routes, and each stands in the table of who may open what', () => {
	expect(addresses.length).toBeGreaterThan(40);
	expect(addresses.filter((path) => mayOpen(path) === null)).toEqual([]);
});

test('no line of the table is about a path that is gone', () => {
	const gone = Object.keys(pagesOf).filter(
		(prefix) => !addresses.some((path) => path === prefix || path.startsWith(`${prefix}/`))
	);
	expect(gone).toEqual([]);
});

describe.each(addresses)('%s', (path) => {
	const address = path.replace(/\[[^\]]+\]/g, '5b1d3b52-0000-4000-8000-000000000000');
	test.each(visitors)('is for %s as the table says', (visitor) => {
		const expected = mayOpen(path)!.includes(visitor) ? 'open' : visitor === null ? 'sign-in' : 'forbidden';
		expect(passage(address, visitor)).toBe(expected);
	});
});

test.each(['/administrator', '/people2', '/auditor', '/box/v1', '/.env', '/_app/../admin2', '/nothing'])(
	'%s has no door and is nobody’s',
	(path) => {
		for (const visitor of visitors) expect(passage(path, visitor)).toBe('not-found');
	}
);

describe.each(Object.keys(topicsOf))('the topic %s', (topic) => {
	test.each(visitors)('is for %s as the table says', (visitor) => {
		expect(mayWatch(visitor, topic)).toBe(topicsOf[topic]!.includes(visitor));
	});
});

describe.each(Object.keys(powersOf) as Power[])('the power to %s', (power) => {
	test.each(roles)('is %s’s as the table says', (role) => {
		expect(has(role, power)).toBe(powersOf[power].includes(role));
	});
});

test('no administrator of the three opens a page of another or of the session', () => {
	const own = { 'system-admin': '/system', 'security-admin': '/people', 'audit-admin': '/audit' } as const;
	for (const [role, home] of Object.entries(own)) {
		const opened = Object.keys(pagesOf).filter(
			(path) => passage(path, role as keyof typeof own) === 'open' && passage(path, null) !== 'open'
		);
		expect(opened.sort()).toEqual(['/account', home].sort());
	}
});
