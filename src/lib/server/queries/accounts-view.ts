import { createHash } from 'node:crypto';
import { and, asc, count, eq, gt, isNull, like } from 'drizzle-orm';
import type { StaffRole } from '../../domain/accounts.ts';
import type { AccountFilter } from '../../wire/people.ts';
import type { AccountView, UnitView } from '../../wire/views-people.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { candidate, congress, delegate, meeting, session, staff } from '../db/schema.ts';
import { passwordReset } from '../db/setup-schema.ts';

/** Names the state of an account that forms start from. The password is in it: a reset is a change too. */
export const accountVersion = (row: typeof staff.$inferSelect): string =>
	createHash('sha256')
		.update(
			JSON.stringify([row.id, row.name, row.role, row.unit, row.delegateId, row.disabled, row.passwordHash])
		)
		.digest('base64url');

/** The accounts of a congress, by office and user name. */
export const accountsView = (
	desk: Desk,
	congressId: string,
	filter: AccountFilter = { text: '', role: '', state: '' }
): Promise<AccountView[]> =>
	inCongress(desk, congressId, async (tx) => {
		const text = filter.text.toLowerCase();
		return (await accounts(tx)).filter(
			(account) =>
				(!filter.role || account.role === filter.role) &&
				(filter.state !== 'open' || !account.disabled) &&
				(filter.state !== 'disabled' || account.disabled) &&
				(filter.state !== 'new-password' || account.mustChangePassword) &&
				[account.username, account.name, account.unit ?? ''].some((own) => own.toLowerCase().includes(text))
		);
	});

export const accountView = (desk: Desk, congressId: string, id: string): Promise<AccountView | null> =>
	inCongress(
		desk,
		congressId,
		async (tx) => (await accounts(tx)).find((account) => account.id === id) ?? null
	);

/** 责任单位 of all candidates, and who has an account for each. Spelt differently they are different units. */
export const unitsView = (desk: Desk, congressId: string): Promise<UnitView[]> =>
	inCongress(desk, congressId, async (tx) => {
		const named = await tx
			.select({ unit: candidate.unit, candidates: count() })
			.from(candidate)
			.groupBy(candidate.unit)
			.orderBy(asc(candidate.unit));
		const held = await tx.select().from(staff).where(eq(staff.role, 'department')).orderBy(staff.username);
		const accountsOf = (unit: string) =>
			held
				.filter((account) => account.unit === unit && !account.disabled)
				.map(({ id, username }) => ({ id, username }));
		// A unit that has an account before its first project is one as well.
		const further = [...new Set(held.map(({ unit }) => unit))].filter(
			(unit): unit is string => unit !== null && !named.some((one) => one.unit === unit)
		);
		return [...named, ...further.map((unit) => ({ unit, candidates: 0 }))]
			.filter(({ unit }) => unit)
			.map((one) => ({ ...one, accounts: accountsOf(one.unit) }));
	});

/** What the pages that belong to no meeting are headed with. */
export const congressHead = (
	desk: Desk,
	congressId: string
): Promise<{ name: string; demonstration: boolean }> =>
	inCongress(desk, congressId, async (tx) => {
		const [row] = await tx.select({ name: congress.name }).from(congress);
		const shown = await tx
			.select({ id: meeting.id })
			.from(meeting)
			.where(and(eq(meeting.demonstration, true), isNull(meeting.rehearsalOf)))
			.limit(1);
		return { name: row!.name, demonstration: shown.length > 0 };
	});

async function accounts(tx: Tx): Promise<AccountView[]> {
	const rows = await tx
		.select({ staff, delegate, resetAt: passwordReset.at })
		.from(staff)
		.leftJoin(delegate, eq(delegate.id, staff.delegateId))
		.leftJoin(passwordReset, eq(passwordReset.staffId, staff.id))
		.orderBy(asc(staff.username));
	const open = await tx
		.select({ userId: session.userId, count: count() })
		.from(session)
		.where(and(like(session.userId, 'staff:%'), gt(session.expiresAt, new Date())))
		.groupBy(session.userId);
	return rows.map(({ staff: row, delegate: deputy, resetAt }) => ({
		id: row.id,
		username: row.username,
		name: row.name,
		role: row.role as StaffRole,
		unit: row.unit,
		delegate: deputy && { number: deputy.number, name: deputy.name },
		disabled: row.disabled,
		mustChangePassword: resetAt !== null,
		sessions: open.find(({ userId }) => userId === `staff:${row.id}`)?.count ?? 0,
		version: accountVersion(row)
	}));
}
