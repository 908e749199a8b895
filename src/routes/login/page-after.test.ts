import { expect, test } from 'vitest';
import { pageAfter } from './page-after.ts';

const after = (next: string | null, role: 'department' | 'office' = 'department') => {
	const signIn = new URL('https://hall.example/login');
	if (next !== null) signIn.searchParams.set('next', next);
	return pageAfter(signIn, role);
};

test('a sign-in leads back to the page that was asked for', () => {
	expect(after('/tracker/abc/changes')).toBe('/tracker/abc/changes');
	expect(after('/tracker?year=2026&unit=%E6%B0%B4')).toBe('/tracker?year=2026&unit=%E6%B0%B4');
	expect(after('/admin/roll', 'office')).toBe('/admin/roll');
});

test.each([null, '', '/login', '/logout', '/', '/nowhere', '/admin', '/tracker/settings'])(
	'%s is no page for a unit to come back to',
	(next) => expect(after(next)).toBe('/tracker')
);

test.each([
	'https://evil.example/tracker',
	'//evil.example/tracker',
	'/\\evil.example/tracker',
	'\\\\evil.example/tracker',
	'https:evil.example',
	'javascript:alert(1)',
	'http://hall.example/tracker',
	'https://hall.example@evil.example/tracker',
	'/\t/evil.example/tracker',
	'https://['
])('nobody is led to %s', (next) => {
	const target = after(next);
	expect(new URL(target, 'https://hall.example').origin).toBe('https://hall.example');
	expect(target).toMatch(/^\/tracker(?![^/?])/);
});

test('dots in an address are walked before the door is asked', () => {
	expect(after('/tracker/../admin')).toBe('/tracker');
});
