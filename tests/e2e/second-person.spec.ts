import { expect, test } from '@playwright/test';
import postgres from 'postgres';
import { Session } from '../support/session.ts';
import { shoot } from '../support/shoot.ts';

let session: Session;

test.afterEach(() => session.end());

test('an abort that nobody confirms gives every console its acts back, though nothing else happens', async ({
	browser
}) => {
	session = await Session.start(browser);
	await session.checkIn();
	const roundId = await session.roundId();
	await session.makeReady(roundId);
	await session.open(roundId);
	await session.did('office-1', '/admin?/abort', { roundId, reason: '会场断电' });
	const chair = await session.staffPage('chair');
	const scrutineer = await session.staffPage('scrutineer');
	// Signed in before: what is left of the two minutes is for the pages' load alone.
	await nearlyOver(roundId);
	await Promise.all([chair.reload(), scrutineer.reload()]);
	const close = chair.getByRole('button', { name: '结束表决…' });
	await expect(chair.getByText('原因：会场断电')).toBeVisible();
	await expect(close).toHaveCount(0);
	// No act and no ballot: only the pages' own clocks go on.
	await expect(chair.getByText('已超过两分钟，没有第二人确认')).toBeVisible({ timeout: 60_000 });
	await expect(close).toBeVisible();
	await expect(chair.getByRole('button', { name: '暂停表决…' })).toBeVisible();
	await expect(scrutineer.getByText('已超过两分钟，没有第二人确认')).toBeVisible({ timeout: 60_000 });
	await shoot(chair, 'lapsed-chair');
	await shoot(scrutineer, 'lapsed-scrutineer');
});

/** As if the first person had asked 75 seconds ago: both pages have 45 to load in. */
async function nearlyOver(roundId: string): Promise<void> {
	const sql = postgres(process.env.PIAOJUE_E2E_DATABASE_URL!, { max: 1, onnotice: () => {} });
	await sql`update desk.pending_act set requested_at = now() - interval '75 seconds' where round_id = ${roundId}`;
	await sql.end();
}
