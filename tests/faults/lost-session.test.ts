import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeRound } from '#lib/server/desk/close-round.ts';
import { fiveApprovals, openHall, type Hall } from '../support/hall.ts';

// The database drops the box's connections, one of which holds the locks of the rounds, and stays itself.

let hall: Hall;

beforeAll(async () => {
	hall = await openHall({ delegates: 45 });
	await hall.checkIn();
	await hall.makeReady();
}, 60_000);

afterAll(() => hall.leave());

/** Sessions that lead a round: an advisory lock of the box's own class. */
const leading = async () =>
	(
		await hall.database.sql<{ pid: number }[]>`
			select l.pid from pg_locks l join pg_database d on d.oid = l.database
			where l.locktype = 'advisory' and l.classid = 7303 and d.datname = current_database()`
	).map(({ pid }) => pid);

test('the lead of an open round is taken anew after every loss, and every ballot is counted once', async () => {
	const tickets = await Promise.all(hall.voters.map((voter) => hall.draw(voter)));
	await hall.open();
	const cast = async (from: number, to: number) => {
		for (let i = from; i < to; i += 1) {
			const { body } = hall.fill(hall.voters[i]!, tickets[i]!, fiveApprovals);
			// What met the loss is sent again, as a tablet does.
			await expect.poll(async () => (await hall.cast(body)).status, { timeout: 20_000 }).toBe(200);
		}
	};
	for (const [round, from] of [0, 15, 30].entries()) {
		await expect.poll(leading, { timeout: 20_000 }).toHaveLength(1);
		const [before] = await leading();
		await cast(from, from + 15);
		if (round === 2) break;
		await hall.database.sql`
			select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and application_name = 'piaojue-box'`;
		await expect
			.poll(async () => (await leading()).filter((pid) => pid !== before), { timeout: 20_000 })
			.toHaveLength(1);
	}
	await closeRound(hall.desk, hall.person('chair'), { roundId: hall.roundId });
	await hall.until('counted');
	const { result } = await hall.signable();
	expect(result).toMatchObject({ issued: 45, returned: 45, electronic: { returned: 45 } });
	expect(result.standings[0]).toMatchObject({ approve: 45 });
	const released = await hall.database.sql<{ seq: number }[]>`
		select seq from box.release where round_id = ${hall.roundId} order by seq`;
	expect(released.map(({ seq }) => seq)).toEqual(released.map((_, i) => i + 1));
}, 120_000);
