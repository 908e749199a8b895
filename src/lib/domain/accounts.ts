import type { Role } from './permissions.ts';
import { ok, refuse, type Result } from './result.ts';

export type StaffRole = Exclude<Role, 'delegate'>;

/** 三员: kept apart by GB/T 22239 8.1.5; the same person holds one of them. */
export const administratorRoles = ['system-admin', 'security-admin', 'audit-admin'] as const satisfies Role[];

const isAdministrator = (role: string): boolean => (administratorRoles as readonly string[]).includes(role);

/** 监票人 are deputies (代表), and sign with their own cards. */
export const isScrutineerRole = (role: string): boolean =>
	role === 'scrutineer' || role === 'chief-scrutineer';

/** What the rules look at of one account. */
export type AccountFacts = {
	id: string;
	name: string;
	role: string;
	disabled: boolean;
	/** The deputy whose card signs for a scrutineer. */
	delegateId: string | null;
};

export type AccountFault =
	| 'own-account'
	| 'last-security-admin'
	| 'administrator-twice'
	| 'unit-needed'
	| 'delegate-needed'
	| 'delegate-has-account';

/** An account as it is to be; `id` null for a new one. */
export type WantedAccount = Omit<AccountFacts, 'id'> & { id: string | null; unit: string | null };

/**
 * Whether the accounts of a congress may be as `wanted` makes them. The first rule that is broken is the answer.
 *
 * @param actorId the security administrator who asks: nobody changes the own role or disables the own account
 * @param all every account of the congress as it is
 */
export function accountAllowed(
	actorId: string,
	wanted: WantedAccount,
	all: readonly AccountFacts[]
): Result<object, AccountFault> {
	const before = all.find((account) => account.id === wanted.id);
	const others = all.filter((account) => account.id !== wanted.id);
	if (before && before.id === actorId && (before.role !== wanted.role || wanted.disabled))
		return refuse('own-account');
	if (before && isLastSecurityAdmin(before, others) && !grantsAccess(wanted))
		return refuse('last-security-admin');
	if (wanted.role === 'department' && !wanted.unit) return refuse('unit-needed');
	if (isScrutineerRole(wanted.role) && !wanted.delegateId) return refuse('delegate-needed');
	const twin =
		isScrutineerRole(wanted.role) &&
		others.find((account) => isScrutineerRole(account.role) && account.delegateId === wanted.delegateId);
	if (twin) return refuse('delegate-has-account', { name: twin.name });
	const colleague =
		isAdministrator(wanted.role) &&
		!wanted.disabled &&
		others.find(
			(account) =>
				!account.disabled &&
				isAdministrator(account.role) &&
				account.role !== wanted.role &&
				personOf(account.name) === personOf(wanted.name)
		);
	if (colleague) return refuse('administrator-twice', { name: colleague.name });
	return ok({});
}

const grantsAccess = ({ role, disabled }: { role: string; disabled: boolean }): boolean =>
	role === 'security-admin' && !disabled;

const isLastSecurityAdmin = (account: AccountFacts, others: readonly AccountFacts[]): boolean =>
	grantsAccess(account) && !others.some(grantsAccess);

/** The same person under 张 三 and 张三. Two persons of one name are told apart by what is added to it. */
const personOf = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');
