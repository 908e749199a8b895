import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawBallot } from '#lib/server/desk/draw-ballot.ts';
import { makeReady } from '#lib/server/desk/make-ready.ts';
import { openRound } from '#lib/server/desk/open-round.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;
beforeAll(async () => {
	hall = await openHall();
});
afterAll(() => hall.leave());

const draws = async () => {
	const rows = await hall.database.sql<{ number: number }[]>`select number from desk.draw order by number`;
	return rows.map((row) => row.number);
};

describe('two persons', () => {
	test('one person alone does not make a round ready, however often', async () => {
		const { desk, person, roundId } = hall;
		expect(await makeReady(desk, person('office-1'), { roundId })).toMatchObject({
			value: { pending: true }
		});
		expect(await makeReady(desk, person('office-1'), { roundId })).toMatchObject({ code: 'same-person' });
		expect((await hall.state()).state).toBe('draft');
	});

	test('a second person after two minutes only begins anew', async () => {
		const { desk, person, roundId } = hall;
		const late = new Date(Date.now() + 121_000);
		expect(await makeReady(desk, person('office-2'), { roundId }, late)).toMatchObject({
			value: { pending: true }
		});
		expect((await hall.state()).state).toBe('draft');
	});

	test('the chair takes no part in making ready', async () => {
		const { desk, person, roundId } = hall;
		expect(await makeReady(desk, person('chair'), { roundId })).toMatchObject({ code: 'forbidden' });
	});
});

describe('drawing', () => {
	beforeAll(async () => {
		const { desk, person, roundId } = hall;
		const soon = new Date(Date.now() + 130_000);
		expect(await makeReady(desk, person('office-1'), { roundId }, soon)).toMatchObject({
			value: { pending: false }
		});
	});

	test('nobody draws before check-in', async () => {
		const voter = hall.voters[0]!;
		const request = await hall.drawRequest(voter);
		expect(await drawBallot(hall.desk, voter.actor, request)).toMatchObject({ code: 'not-checked-in' });
		expect(await draws()).toEqual([]);
	});

	test('fifty identical requests at once are one draw with one answer', async () => {
		await hall.checkIn([1, 2, 3]);
		const voter = hall.voters[0]!;
		const request = await hall.drawRequest(voter);
		const answers = await Promise.all(
			Array.from({ length: 50 }, () => drawBallot(hall.desk, voter.actor, request))
		);
		expect(answers.every((answer) => answer.ok)).toBe(true);
		const given = answers.map(
			(answer) => answer.ok && Buffer.from(answer.value.blindSignatures[0]!).toString('hex')
		);
		expect(new Set(given).size).toBe(1);
		expect(await draws()).toEqual([1]);
	});

	test('another card can not draw in the name of a delegate', async () => {
		const request = await hall.drawRequest(hall.voters[1]!);
		const stranger = await hall.drawRequest(hall.voters[2]!);
		expect(
			await drawBallot(hall.desk, hall.voters[1]!.actor, { ...request, signature: stranger.signature })
		).toMatchObject({ code: 'bad-signature' });
		expect(await drawBallot(hall.desk, hall.voters[1]!.actor, stranger)).toMatchObject({
			code: 'bad-signature'
		});
		expect(await draws()).toEqual([1]);
	});

	test('a round without its quorum does not open', async () => {
		const { desk, person, roundId } = hall;
		expect(await openRound(desk, person('chair'), { roundId })).toMatchObject({
			code: 'quorum-not-met',
			detail: { present: 3, needed: 8 }
		});
	});

	test('the audit chain holds every act and the application can not alter it', async () => {
		const rows = await hall.desk.$client`select 1`.then(
			() => hall.database.sql<{ act: string }[]>`
			select act from desk.audit order by seq`
		);
		expect(rows.map((row) => row.act)).toEqual([
			'make-ready-requested',
			// The first person's two minutes were over.
			'make-ready-requested',
			'round-ready',
			'checked-in',
			'checked-in',
			'checked-in',
			'ballot-drawn'
		]);
		await expect(hall.desk.$client`update desk.audit set actor = 'nobody'`).rejects.toThrow(
			/permission denied/
		);
		await expect(hall.desk.$client`delete from desk.draw`).rejects.toThrow(/permission denied/);
	});

	test('without a named congress the application sees nobody', async () => {
		expect(await hall.desk.$client`select 1 from desk.delegate`).toHaveLength(0);
		expect(await hall.database.sql`select 1 from desk.delegate`).not.toHaveLength(0);
	});
});
