import { parseArgs } from 'node:util';
import { eq } from 'drizzle-orm';
import { operatorTexts } from '#lib/i18n/zh-CN/operator.ts';
import { roles, type Role } from '#lib/domain/permissions.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { inCongress, violatedConstraint, type Desk } from '#lib/server/db/client.ts';
import { delegate, staff } from '#lib/server/db/schema.ts';
import { passwordReset } from '#lib/server/db/setup-schema.ts';
import { appendCongressAudit } from '#lib/server/desk/congress-audit.ts';
import { congressNamed } from './congress-named.ts';
import { oneTimePassword } from '#lib/server/people/one-time-password.ts';
import { placeOptions, withDesk } from './place.ts';
import { need, Trouble, UsageFault } from './subcommand.ts';

export const usage = `npm run admin -- user add --username NAME --role ROLE --name 姓名
    [--congress 人大名称] [--unit 责任单位] [--delegate 代表证号] [--data DIR]`;

const t = operatorTexts.user;

export type NewUser = {
	congressId: string;
	username: string;
	role: Exclude<Role, 'delegate'>;
	name: string;
	unit: string | null;
	delegateNumber: number | null;
};

/** An account with a one-time password, which is printed once. */
export async function run(words: string[]): Promise<void> {
	const { values } = parseArgs({
		args: words,
		options: {
			...placeOptions,
			username: { type: 'string' },
			role: { type: 'string' },
			name: { type: 'string' },
			congress: { type: 'string' },
			unit: { type: 'string' },
			delegate: { type: 'string' }
		}
	});
	const username = need('username', values.username);
	if (!/^[a-z][a-z0-9-]{1,39}$/.test(username)) throw new UsageFault(t.badUsername);
	const role = roleOf(need('role', values.role));
	const name = need('name', values.name);
	const unit = values.unit?.trim() || null;
	if (role === 'department' && !unit) throw new UsageFault(t.unitNeeded);
	const delegateNumber = values.delegate === undefined ? null : Number(values.delegate);
	if (role.endsWith('scrutineer') && !delegateNumber) throw new UsageFault(t.delegateNeeded);
	await withDesk(values.data, async (desk, place) => {
		const congress = await congressNamed(place.databaseUrl, values.congress);
		const password = await addUser(desk, {
			...{ congressId: congress.id, username, role, name, unit, delegateNumber }
		});
		console.log(`${t.added(username, congress.name)}\n${t.password(password)}`);
	});
}

/** @returns the one-time password */
export async function addUser(desk: Desk, user: NewUser, now = new Date()): Promise<string> {
	const { congressId, username, role, name, unit } = user;
	const password = oneTimePassword();
	const passwordHash = await hashPassword(password);
	try {
		await inCongress(desk, congressId, async (tx) => {
			const delegateId = user.delegateNumber === null ? null : await delegateOf(user.delegateNumber);
			const [made] = await tx
				.insert(staff)
				.values({ congressId, username, role, name, unit, delegateId, passwordHash })
				.returning({ id: staff.id });
			await tx.insert(passwordReset).values({ congressId, staffId: made!.id, at: now });
			await appendCongressAudit(tx, {
				congressId,
				actor: 'operator',
				act: 'account-created',
				detail: { username, role, name },
				at: now
			});

			async function delegateOf(number: number): Promise<string> {
				const [found] = await tx
					.select({ id: delegate.id })
					.from(delegate)
					.where(eq(delegate.number, number));
				if (!found) throw new Trouble(t.noDelegate(number));
				return found.id;
			}
		});
	} catch (error) {
		if (violatedConstraint(error) === 'staff_username') throw new Trouble(t.taken(username));
		throw error;
	}
	return password;
}

function roleOf(text: string): Exclude<Role, 'delegate'> {
	const known = roles.filter((role) => role !== 'delegate');
	const found = known.find((role) => role === text);
	if (!found) throw new UsageFault(t.role(text, known));
	return found;
}
