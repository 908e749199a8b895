import { parseArgs } from 'node:util';
import { eq, sql } from 'drizzle-orm';
import { operatorTexts } from '#lib/i18n/zh-CN/operator.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { inCongress, type Desk } from '#lib/server/db/client.ts';
import { staff } from '#lib/server/db/schema.ts';
import { passwordReset } from '#lib/server/db/setup-schema.ts';
import { appendCongressAudit } from '#lib/server/desk/congress-audit.ts';
import { endSessionsOf } from '#lib/server/people/accounts.ts';
import { oneTimePassword } from '#lib/server/people/one-time-password.ts';
import { placeOptions, withDesk } from './place.ts';
import { need, Trouble } from './subcommand.ts';

export const usage = 'npm run admin -- user reset --username NAME [--data DIR]';

const t = operatorTexts.user;

/** A new one-time password for an account; whoever was signed in with it is out. */
export async function run(words: string[]): Promise<void> {
	const { values } = parseArgs({
		args: words,
		options: { ...placeOptions, username: { type: 'string' } }
	});
	const username = need('username', values.username);
	await withDesk(values.data, async (desk) => {
		const password = await resetUser(desk, username);
		console.log(`${t.reset(username)}\n${t.password(password)}`);
	});
}

/** @returns the one-time password */
export async function resetUser(desk: Desk, username: string, now = new Date()): Promise<string> {
	const [found] = await desk.execute<{ id: string; congress_id: string }>(
		sql`select id, congress_id from desk.find_staff(${username})`
	);
	if (!found) throw new Trouble(t.unknown(username));
	const { id: staffId, congress_id: congressId } = found;
	const password = oneTimePassword();
	const passwordHash = await hashPassword(password);
	await inCongress(desk, congressId, async (tx) => {
		await tx.update(staff).set({ passwordHash }).where(eq(staff.id, staffId));
		await endSessionsOf(tx, staffId);
		await tx
			.insert(passwordReset)
			.values({ congressId, staffId, at: now })
			.onConflictDoUpdate({ target: passwordReset.staffId, set: { at: now, by: null } });
		await appendCongressAudit(tx, {
			congressId,
			actor: 'operator',
			act: 'password-reset',
			detail: { username },
			at: now
		});
	});
	return password;
}
