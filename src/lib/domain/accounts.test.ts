import { describe, expect, test } from 'vitest';
import { accountAllowed, administratorRoles, type AccountFacts, type WantedAccount } from './accounts.ts';

const account = (id: string, role: string, more: Partial<AccountFacts> = {}): AccountFacts => ({
	...{ id, role, name: id, disabled: false, delegateId: null },
	...more
});
const wanted = (role: string, more: Partial<WantedAccount> = {}): WantedAccount => ({
	...{ id: null, role, name: '新人', disabled: false, delegateId: null, unit: null },
	...more
});
const codeOf = (want: WantedAccount, all: AccountFacts[], actor = 'security') => {
	const allowed = accountAllowed(actor, want, all);
	return allowed.ok ? 'ok' : allowed.code;
};

const staff = [
	account('security', 'security-admin', { name: '张三' }),
	account('system', 'system-admin', { name: '李四' }),
	account('office', 'office'),
	account('chief', 'chief-scrutineer', { delegateId: 'd5' })
];

describe('one’s own account', () => {
	const own = { id: 'security', name: '张三' };
	test('keeps its role and stays enabled, also where another security administrator is there', () => {
		const two = [...staff, account('second', 'security-admin')];
		expect(codeOf(wanted('office', own), two)).toBe('own-account');
		expect(codeOf(wanted('security-admin', { ...own, disabled: true }), two)).toBe('own-account');
	});
	test('may get another name', () => {
		expect(codeOf(wanted('security-admin', { ...own, name: '张三丰' }), staff)).toBe('ok');
	});
});

describe('the last security administrator', () => {
	const last = { id: 'security', name: '张三' };
	test('stays, whoever asks', () => {
		expect(codeOf(wanted('office', last), staff, 'somebody')).toBe('last-security-admin');
		expect(codeOf(wanted('security-admin', { ...last, disabled: true }), staff, 'somebody')).toBe(
			'last-security-admin'
		);
	});
	test('may go once there is another, but one that is disabled does not count', () => {
		const second = account('second', 'security-admin');
		expect(codeOf(wanted('office', last), [...staff, second], 'second')).toBe('ok');
		const asleep = [...staff, { ...second, disabled: true }];
		expect(codeOf(wanted('office', last), asleep, 'second')).toBe('last-security-admin');
	});
});

describe('the three administrators', () => {
	test.each(administratorRoles.flatMap((held) => administratorRoles.map((role) => [held, role] as const)))(
		'who is %s can not be %s in another account',
		(held, role) => {
			const all = [account('a', held, { name: '王 五' }), account('other', 'security-admin')];
			const expected = held === role ? 'ok' : 'administrator-twice';
			expect(codeOf(wanted(role, { name: '王五' }), all)).toBe(expected);
		}
	);
	test('may hold an account of the session, and a disabled account stands in nobody’s way', () => {
		expect(codeOf(wanted('office', { name: '李四' }), staff)).toBe('ok');
		const left = [account('security', 'security-admin'), account('x', 'system-admin', { disabled: true })];
		expect(codeOf(wanted('audit-admin', { name: 'x' }), left)).toBe('ok');
		// And it can't be woken beside another.
		const woken = wanted('system-admin', { id: 'x', name: 'x' });
		expect(codeOf(woken, [...left, account('y', 'audit-admin', { name: 'x' })])).toBe('administrator-twice');
	});
});

test('a department reports for a unit, a scrutineer is a deputy, and a deputy has one such account', () => {
	expect(codeOf(wanted('department'), staff)).toBe('unit-needed');
	expect(codeOf(wanted('department', { unit: '镇农业农村办' }), staff)).toBe('ok');
	expect(codeOf(wanted('scrutineer'), staff)).toBe('delegate-needed');
	expect(codeOf(wanted('scrutineer', { delegateId: 'd5' }), staff)).toBe('delegate-has-account');
	expect(codeOf(wanted('scrutineer', { delegateId: 'd6' }), staff)).toBe('ok');
	expect(codeOf(wanted('scrutineer', { id: 'chief', delegateId: 'd5' }), staff)).toBe('ok');
});
