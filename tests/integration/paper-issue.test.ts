import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawBallot } from '#lib/server/desk/draw-ballot.ts';
import { issuePaper } from '#lib/server/desk/issue-paper.ts';
import { issuePaperToAll } from '#lib/server/desk/issue-paper-to-all.ts';
import { notePaper } from '#lib/server/desk/note-paper.ts';
import { usePaperOnly } from '#lib/server/desk/use-paper-only.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;
beforeAll(async () => {
	hall = await openHall();
	await hall.checkIn([1, 2, 3, 4, 5, 6, 7, 8]);
});
afterAll(() => hall.leave());

const office = () => hall.person('office-1');
const voter = (number: number) => hall.voters[number - 1]!;
const issue = (delegateNumber: number) =>
	issuePaper(hall.desk, office(), { roundId: hall.roundId, delegateNumber });
const note = (delegateNumber: number, wantsPaper = true) =>
	notePaper(hall.desk, office(), { delegateNumber, wantsPaper });
const drawOnTablet = async (number: number) =>
	drawBallot(hall.desk, voter(number).actor, await hall.drawRequest(voter(number)));
const drawn = () =>
	hall.database.sql`select number, channel from desk.draw order by number`.then((rows) =>
		rows.map(({ number, channel }) => `${number} ${channel}`)
	);

test('no paper is handed out before the round is ready', async () => {
	expect(await issue(1)).toMatchObject({ code: 'paper-round-not-drawable' });
});

test('who is noted for paper draws nothing on a tablet, until the note is taken back', async () => {
	expect(await note(1)).toMatchObject({ value: { wantsPaper: true } });
	await hall.makeReady();
	expect(await drawOnTablet(1)).toMatchObject({ code: 'drew-paper' });
	expect(await note(1, false)).toMatchObject({ value: { wantsPaper: false } });
	expect(await drawOnTablet(1)).toMatchObject({ ok: true });
	expect(await drawn()).toEqual(['1 electronic']);
});

test('who drew on a tablet gets no paper and no note for it', async () => {
	expect(await issue(1)).toMatchObject({
		code: 'already-drawn-electronically',
		detail: { name: expect.any(String) }
	});
	expect(await note(1)).toMatchObject({ code: 'already-drawn-electronically' });
});

test('who holds paper draws no electronic ballot and no second paper', async () => {
	expect(await issue(2)).toMatchObject({ ok: true });
	expect(await drawOnTablet(2)).toMatchObject({ code: 'drew-paper' });
	expect(await issue(2)).toMatchObject({ code: 'already-drawn-paper' });
	expect(await drawn()).toEqual(['1 electronic', '2 paper']);
});

test('not checked in, gone home or unknown: no paper', async () => {
	expect(await issue(12)).toMatchObject({ code: 'delegate-not-checked-in' });
	expect(await note(12)).toMatchObject({ code: 'delegate-not-checked-in' });
	expect(await issue(999)).toMatchObject({ code: 'paper-no-such-delegate' });
	await hall.database.sql`update desk.check_in set left_at = now()
		where delegate_id = ${voter(3).actor.id}`;
	expect(await issue(3)).toMatchObject({ code: 'delegate-has-left' });
});

test('a tablet and the desk at the same moment: one ballot, whoever was first', async () => {
	const outcomes = await Promise.all(
		[4, 5, 6, 7].flatMap((number) => [
			drawOnTablet(number),
			issue(number),
			drawOnTablet(number),
			issue(number)
		])
	);
	const channels = (await drawn()).filter((line) => /^[4-7] /.test(line));
	expect(channels).toHaveLength(4);
	for (const line of channels) {
		const [number, channel] = line.split(' ');
		const of = outcomes.slice((Number(number) - 4) * 4, (Number(number) - 3) * 4);
		const [tablet, desk] = [
			[of[0]!, of[2]!],
			[of[1]!, of[3]!]
		];
		expect(
			tablet.some(({ ok }) => ok),
			line
		).toBe(channel === 'electronic');
		expect(
			desk.some(({ ok }) => ok),
			line
		).toBe(channel === 'paper');
	}
});

test('only the office notes and issues paper', async () => {
	const chair = hall.person('chair');
	expect(await notePaper(hall.desk, chair, { delegateNumber: 8, wantsPaper: true })).toMatchObject({
		code: 'forbidden'
	});
	expect(await issuePaper(hall.desk, chair, { roundId: hall.roundId, delegateNumber: 8 })).toMatchObject({
		code: 'forbidden'
	});
});

test('a round that is not on paper alone is not handed out to all, nor switched once it is ready', async () => {
	const { desk, roundId } = hall;
	expect(await issuePaperToAll(desk, office(), { roundId })).toMatchObject({ code: 'round-not-paper-only' });
	expect(await usePaperOnly(desk, office(), { roundId, paperOnly: true })).toMatchObject({
		code: 'paper-only-in-draft'
	});
});
