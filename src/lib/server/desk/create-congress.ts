import { randomInt } from 'node:crypto';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { Role } from '../../domain/permissions.ts';
import { firstAccountNames } from '../../i18n/zh-CN/congress.ts';
import { hashPassword } from '../auth/password.ts';
import { act, violatedConstraint, type Desk } from '../db/client.ts';
import { congress, staff } from '../db/schema.ts';
import { passwordReset } from '../db/setup-schema.ts';
import { appendCongressAudit } from './congress-audit.ts';

export type CongressLevel = (typeof congress.$inferSelect)['level'];

/** An account of a new congress with the password that opens it once. */
export type FirstAccount = {
	role: Exclude<Role, 'delegate'>;
	username: string;
	name: string;
	password: string;
};

const firstAccounts = [
	{ role: 'security-admin', username: 'security' },
	{ role: 'audit-admin', username: 'audit' },
	{ role: 'system-admin', username: 'system' },
	{ role: 'office', username: 'office-1' },
	{ role: 'office', username: 'office-2' }
] as const;

/**
 * One more congress in this installation, with the accounts it begins with: the three administrators and two of
 * the office. Everybody else is entered by them. Passwords are returned once and stored as hashes; each must be
 * changed at the first sign-in.
 *
 * @param input.suffix behind every user name, because names are unique in the installation; made up where absent
 */
export async function createCongress(
	desk: Desk,
	input: { name: string; level: CongressLevel; suffix?: string },
	now = new Date()
): Promise<
	Result<
		{ congressId: string; accounts: FirstAccount[] },
		'bad-congress-name' | 'bad-suffix' | 'suffix-taken'
	>
> {
	const name = input.name.trim();
	const suffix = input.suffix ?? randomSymbols(4);
	if (name.length < 2 || name.length > 60) return refuse('bad-congress-name');
	if (!/^[a-z][a-z0-9]{1,15}$/.test(suffix)) return refuse('bad-suffix');
	const congressId = crypto.randomUUID();
	const accounts = firstAccounts.map(({ role, username }): FirstAccount => ({
		role,
		username: `${username}-${suffix}`,
		name: firstAccountNames[role === 'office' ? username : role],
		password: [4, 4, 4].map(randomSymbols).join('-')
	}));
	const rows = await Promise.all(
		accounts.map(async ({ role, username, name, password }) => ({
			...{ id: crypto.randomUUID(), congressId, role, username, name },
			passwordHash: await hashPassword(password)
		}))
	);
	try {
		return await act(desk, congressId, async (tx) => {
			await tx.insert(congress).values({ id: congressId, name, level: input.level });
			await tx.insert(staff).values(rows);
			await tx.insert(passwordReset).values(rows.map(({ id }) => ({ congressId, staffId: id, at: now })));
			await appendCongressAudit(tx, {
				congressId,
				actor: 'operator',
				act: 'congress-created',
				detail: { name, level: input.level, accounts: accounts.map(({ username }) => username).join(', ') },
				at: now
			});
			return ok({ congressId, accounts });
		});
	} catch (error) {
		if (violatedConstraint(error) === 'staff_username') return refuse('suffix-taken', { suffix });
		throw error;
	}
}

/** Neither read nor typed wrongly: no 0 and o, no 1, i and l. Starts with a letter, as a suffix has to. */
function randomSymbols(length: number): string {
	const letters = 'abcdefghjkmnpqrstuvwxyz';
	const symbols = `${letters}23456789`;
	const pick = (from: string) => from[randomInt(from.length)]!;
	return pick(letters) + Array.from({ length: length - 1 }, () => pick(symbols)).join('');
}
