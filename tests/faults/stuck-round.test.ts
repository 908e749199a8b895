import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { fiveApprovals, openHall, type Hall } from '../support/hall.ts';

// A round of long ago can't be archived, each time anew, while another one is open in the hall.

let hall: Hall;
const warned: string[] = [];

beforeAll(async () => {
	vi.spyOn(console, 'warn').mockImplementation((line: string) => void warned.push(line));
	hall = await openHall({ delegates: 45 });
	await hall.checkIn();
	await hall.makeReady();
}, 60_000);

afterAll(async () => {
	vi.restoreAllMocks();
	await hall.leave();
});

test('the open round’s tally goes on beside a round that can’t be archived', async () => {
	const stuck = randomUUID();
	writeFileSync(hall.archiveDir, 'no folder');
	await hall.database.sql`
		insert into gate.round (round_id, state, manifest)
			select ${stuck}, 'counted', manifest from gate.round where round_id = ${hall.roundId}`;
	// Sealed, and corrected since: the ballots are to be taken from an archive that can't be read.
	await hall.database.sql`
		insert into gate.parts (round_id, version, audit, draws, paper, roll) values (${stuck}, 2, '', '', '', '')`;
	const tickets = await Promise.all(hall.voters.map((voter) => hall.draw(voter)));
	await hall.open();
	await eventually('the round that is stuck is told of', () => warned.length);
	for (const [i, voter] of hall.voters.entries()) {
		const { body } = hall.fill(voter, tickets[i]!, fiveApprovals);
		await expect.poll(async () => (await hall.cast(body)).status, { timeout: 20_000 }).toBe(200);
	}
	await eventually('a batch is released', async () => {
		const [row] = await hall.database.sql<{ released: number }[]>`
			select max(released) as released from gate.release where round_id = ${hall.roundId}`;
		return row?.released;
	});
	expect(warned).toHaveLength(1);
	expect(warned[0]).toContain(stuck);
	expect(warned[0]).toContain('ENOTDIR');
}, 90_000);
