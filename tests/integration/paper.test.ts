import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBase64url } from '#lib/crypto/bytes.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Mark } from '#lib/domain/ballot.ts';
import type { PaperBallot, PaperMarks } from '#lib/domain/paper.ts';
import type { RuleSet } from '#lib/domain/rule-set.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { announceResult } from '#lib/server/desk/announce-result.ts';
import { closeRound } from '#lib/server/desk/close-round.ts';
import { correctResult } from '#lib/server/desk/correct-result.ts';
import { countOutPaper } from '#lib/server/desk/count-out-paper.ts';
import { decideBatch } from '#lib/server/desk/decide-batch.ts';
import { drawBallot } from '#lib/server/desk/draw-ballot.ts';
import { enterPaperBatch } from '#lib/server/desk/enter-paper-batch.ts';
import { finishPaper } from '#lib/server/desk/finish-paper.ts';
import { issuePaper } from '#lib/server/desk/issue-paper.ts';
import { issuePaperToAll } from '#lib/server/desk/issue-paper-to-all.ts';
import { ruleOnBallot } from '#lib/server/desk/rule-on-ballot.ts';
import { sendBackBatch } from '#lib/server/desk/send-back-batch.ts';
import { signAsTeller } from '#lib/server/desk/sign-as-teller.ts';
import { usePaperOnly } from '#lib/server/desk/use-paper-only.ts';
import { voidRound } from '#lib/server/desk/void-round.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { paperView } from '#lib/server/queries/paper-view.ts';
import { publicArchive } from '#lib/server/queries/public-archive.ts';
import { runProgram } from '../../src/cli/run-program.ts';
import { eventually } from '../support/eventually.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;

afterEach(() => hall.leave());

const approving = (...approve: number[]): PaperBallot => ({ approve, against: [] });
const times = (count: number, ballot: PaperBallot): PaperBallot[] =>
	Array.from({ length: count }, () => ballot);
const unclear: PaperBallot = { unclear: true };

/** Twenty delegates, two places; 1 to 6 vote on tablets for candidate 1 and 2, the others hold paper. */
async function mixedRound(rules: Partial<RuleSet> = {}): Promise<void> {
	hall = await openHall({ delegates: 20, rules: { seats: 2, shortfall: 'vacant', ...rules } });
	await hall.checkIn();
	await hall.makeReady();
	const onTablets = hall.voters.slice(0, 6);
	const tickets = await Promise.all(onTablets.map((voter) => hall.draw(voter)));
	for (const { actor } of hall.voters.slice(6)) {
		const issued = await issuePaper(hall.desk, hall.person('office-1'), {
			roundId: hall.roundId,
			delegateNumber: actor.number
		});
		expect(issued.ok, `${actor.number}`).toBe(true);
	}
	await hall.open();
	const marks: Mark[] = [1, 1, 0, 0, 0, 0, 0, 0];
	for (const [i, voter] of onTablets.entries()) {
		const { body } = hall.fill(voter, tickets[i]!, marks);
		let answer = await hall.cast(body);
		while (answer.status === 409) answer = await hall.cast(body);
		expect(answer.status).toBe(200);
	}
	await close();
}

async function close(): Promise<void> {
	await closeRound(hall.desk, hall.person('chair'), { roundId: hall.roundId });
	await hall.until('closed');
}

const as = (username: string) => hall.person(username);
const place = (batch: number, attempt = 1) => ({ roundId: hall.roundId, batch, attempt });
const countOut = (returned: number, username = 'scrutineer', printed = 20, spoiled = 0) =>
	countOutPaper(hall.desk, as(username), { roundId: hall.roundId, printed, spoiled, returned });
const enter = (username: string, batch: number, ballots: PaperBallot[], attempt = 1) =>
	enterPaperBatch(hall.desk, as(username), { ...place(batch, attempt), ballots });
const both = async (batch: number, ballots: PaperBallot[], attempt = 1) => {
	for (const answer of await Promise.all(
		['teller-1', 'teller-2'].map((teller) => enter(teller, batch, ballots, attempt))
	))
		expect(answer).toMatchObject({ ok: true });
};
const finish = (username = 'scrutineer') => finishPaper(hall.desk, as(username), { roundId: hall.roundId });
const rule = (
	batch: number,
	position: number,
	ballot: PaperMarks | null,
	reason = '按笔迹认定',
	username = 'chief'
) => ruleOnBallot(hall.desk, as(username), { ...place(batch), place: position, ballot, reason });
const seenBy = async (username: string) => (await paperView(hall.desk, as(username)))!;
const consoleNow = () => consoleView(hall.desk, hall.congressId, hall.credentials.meetingId);
const audited = async () =>
	(await hall.database.sql<{ act: string }[]>`select act from desk.audit order by seq`).map(({ act }) => act);

/** Tellers, a scrutineer and the chief sign; the chair announces. */
async function announce(version = 1): Promise<void> {
	await sign(version);
	expect(await announceResult(hall.desk, as('chair'), { roundId: hall.roundId })).toMatchObject({ ok: true });
}

async function sign(version = 1): Promise<void> {
	const { resultHash } = await hall.signable(version);
	for (const teller of ['teller-1', 'teller-2']) {
		const signed = await signAsTeller(hall.desk, as(teller), {
			roundId: hall.roundId,
			resultHash: fromBase64url(resultHash)
		});
		expect(signed, teller).toMatchObject({ ok: true });
	}
	for (const username of ['scrutineer', 'chief'] as const)
		expect(await hall.signAs(username, { resultHash }), username).toMatchObject({ ok: true });
}

/** The verifier has both archives, so it recounts the paper from the sealed one against the published column. */
async function bothArchivesVerify(): Promise<void> {
	const { roundId, archiveDir } = hall;
	const folder = mkdtempSync(join(tmpdir(), 'piaojue-archives-'));
	writeFileSync(join(folder, 'public.zip'), (await publicArchive(hall.desk, roundId))!);
	copyFileSync(join(archiveDir, `${roundId}-sealed.zip`), join(folder, 'sealed.zip'));
	expect(await runProgram(['src/cli/verify.ts', folder])).toBe(0);
	rmSync(folder, { recursive: true });
}

describe('a round on tablets and paper', () => {
	beforeEach(() => mixedRound());

	test('is played from the draw to archives that verify, with an over-vote, a ruling and a batch sent back', async () => {
		expect((await consoleNow()).next).toMatchObject({ code: 'count-paper' });
		expect(await countOut(12)).toMatchObject({ value: { surplus: false } });
		// Ten of the first twelve: an over-vote, a blank, an unclear one, seven for candidate 1.
		const first = [...times(7, approving(1)), approving(1, 2, 3), approving(), unclear];
		await both(1, first);
		await enter('teller-1', 2, [approving(2), approving(3)]);
		await enter('teller-2', 2, [approving(2), approving(4)]);
		expect((await seenBy('scrutineer')).batches).toMatchObject([
			{ batch: 1, state: 'to-rule', unclear: [{ place: 1, ruling: null }] },
			{
				batch: 2,
				state: 'different',
				comparison: {
					differences: [
						{ number: 3, mark: 'approve', first: 1, second: 0 },
						{ number: 4, mark: 'approve', first: 0, second: 1 }
					]
				}
			}
		]);
		expect(await finish()).toMatchObject({ code: 'batches-not-done', detail: { missing: 2 } });
		expect((await sendBackBatch(hall.desk, as('scrutineer'), { ...place(2), reason: '' })).ok).toBe(true);
		expect(await enter('teller-1', 2, [approving(2), approving(3)])).toMatchObject({ code: 'stale-batch' });
		await both(2, [approving(2), approving(3)], 2);
		expect(await rule(1, 1, { approve: [1], against: [] })).toMatchObject({ ok: true });
		expect(await finish()).toMatchObject({ value: { entered: 12 } });
		await hall.until('counted');
		const { result } = await hall.signable();
		expect(result).toMatchObject({
			issued: 20,
			returned: 18,
			notReturned: 2,
			invalid: 1,
			electronic: { issued: 6, returned: 6, invalid: 0 },
			paper: { issued: 14, returned: 12, notReturned: 2, valid: 11, invalid: 1 }
		});
		const one = result.standings.find(({ number }) => number === 1)!;
		expect(one).toMatchObject({ approve: 14, electronic: { approve: 6 }, paper: { approve: 8, abstain: 3 } });
		const { ledger } = await consoleNow();
		expect(ledger!.equations.filter(({ holds }) => holds !== true)).toEqual([]);
		await announce();
		await bothArchivesVerify();
		const chain = await audited();
		expect(chain.filter((act) => act === 'paper-issued')).toHaveLength(14);
		expect(chain).toEqual(
			expect.arrayContaining([
				'paper-counted-out',
				'paper-batch-sent-back',
				'paper-ballot-ruled',
				'paper-finished'
			])
		);
	});

	test('tells a teller nothing of what the other one read: no page, no shared view, no answer', async () => {
		await countOut(12);
		const consoleBefore = await consoleNow();
		await enter('teller-1', 1, times(10, approving(7)));
		const half = await seenBy('teller-2');
		const batch = (number: number, size: number) => ({
			batch: number,
			size,
			attempt: 1,
			state: 'open',
			readings: 0,
			readByMe: false,
			invalidByRule: null,
			decided: null,
			comparison: null,
			unclear: []
		});
		// The whole of what the page is given: how far the other one is.
		expect(half.batches).toEqual([{ ...batch(1, 10), readings: 1 }, batch(2, 2)]);
		expect((await seenBy('chief')).batches).toEqual(half.batches);
		expect(await consoleNow()).toEqual(consoleBefore);
		// Where the two differ the second answer is the same as where they agree, and so is the page.
		expect(await enter('teller-2', 1, times(10, approving(8)))).toEqual({ ok: true, value: { batch: 1 } });
		expect((await seenBy('teller-2')).batches[0]).toEqual({
			...batch(1, 10),
			state: 'different',
			readings: 2,
			readByMe: true
		});
	});

	test('keeps a reading as it was given: no one alters or removes it', async () => {
		await countOut(12);
		await enter('teller-1', 1, times(10, approving(7)));
		await expect(hall.desk.$client`update desk.paper_entry set ballots = '[]'`).rejects.toThrow(
			/permission denied/
		);
		await expect(hall.desk.$client`delete from desk.paper_entry`).rejects.toThrow(/permission denied/);
		await expect(hall.desk.$client`update desk.paper_ruling set reason = ''`).rejects.toThrow(
			/permission denied/
		);
	});

	test('takes two tellers for a batch: not one twice, not a third, and nobody else', async () => {
		await countOut(12);
		const ballots = times(10, approving(1));
		// Both tellers twice at once: each reading is kept once.
		const answers = await Promise.all(
			['teller-1', 'teller-2', 'teller-1', 'teller-2'].map((teller) => enter(teller, 1, ballots))
		);
		expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
		expect(answers.filter((answer) => !answer.ok && answer.code === 'batch-entered-by-you')).toHaveLength(2);
		const third = { ...as('scrutineer'), role: 'teller' as const };
		expect(await enterPaperBatch(hall.desk, third, { ...place(1), ballots })).toMatchObject({
			code: 'batch-entered-twice'
		});
		for (const username of ['scrutineer', 'chief', 'office-1'])
			expect(await enter(username, 2, times(2, approving(1))), username).toMatchObject({ code: 'forbidden' });
	});

	test('refuses a batch of the wrong size, an unknown batch and marks no ballot can carry', async () => {
		expect(await enter('teller-1', 1, times(10, approving(1)))).toMatchObject({ code: 'not-counted-out' });
		await countOut(12);
		expect(await enter('teller-1', 1, times(9, approving(1)))).toMatchObject({
			code: 'wrong-batch-size',
			detail: { size: 10, entered: 9 }
		});
		expect(await enter('teller-1', 3, times(10, approving(1)))).toMatchObject({ code: 'no-such-batch' });
		for (const ballot of [
			...[approving(9), approving(1, 1), { approve: [], against: [1] }],
			{ approve: [1], basic: [], against: [] }
		])
			expect(await enter('teller-1', 2, [approving(1), ballot])).toMatchObject({
				code: 'bad-paper-ballot',
				detail: { ballot: 2 }
			});
		expect((await seenBy('teller-1')).begun).toBe(false);
	});

	test('counts the sheets out until the first batch is entered, and keeps every figure in the chain', async () => {
		expect(await countOut(12, 'chair')).toMatchObject({ code: 'forbidden' });
		expect(await countOut(12, 'teller-1', 14, 1)).toMatchObject({
			code: 'printed-too-few',
			detail: { printed: 14, issued: 14, spoiled: 1 }
		});
		expect((await countOut(11)).ok).toBe(true);
		expect((await countOut(12, 'teller-1')).ok).toBe(true);
		await both(2, times(2, approving(1)));
		expect(await countOut(13)).toMatchObject({ code: 'entry-has-begun' });
		const kept = await hall.database.sql<{ returned: number }[]>`
			select (detail ->> 'returned')::int as returned from desk.audit where act = 'paper-counted-out' order by seq`;
		expect(kept.map(({ returned }) => returned)).toEqual([11, 12]);
	});

	test('is void when more paper came back than went out, and then nothing is read', async () => {
		expect(await countOut(15)).toMatchObject({ value: { surplus: true } });
		expect((await seenBy('teller-1')).surplus).toBe(true);
		expect(await enter('teller-1', 1, times(10, approving(1)))).toMatchObject({
			code: 'paper-surplus',
			detail: { issued: 14, returned: 15 }
		});
		expect(await finish()).toMatchObject({ code: 'paper-surplus' });
		// The hall hears of no progress of a count that may not begin.
		expect((await consoleNow()).paperProgress).toBeNull();
		const broken = (await consoleNow()).ledger!.equations.filter(({ holds }) => holds === false);
		expect(broken.map(({ rule: name }) => name)).toContain('paper-returned-within-issued');
		expect((await consoleNow()).next).toEqual({
			...{ code: 'paper-surplus', who: 'scrutineer' },
			...{ issued: 14, returned: 15 }
		});
		// Miscounted: put right, it is read like any other paper.
		expect(await countOut(14)).toMatchObject({ value: { surplus: false } });
		expect(await consoleNow()).toMatchObject({
			next: { code: 'count-paper' },
			paperProgress: { done: 0, batches: 2 }
		});
		expect(await countOut(15)).toMatchObject({ value: { surplus: true } });
		const { desk, roundId } = hall;
		const reason = '收回纸质票多于发出';
		expect(await voidRound(desk, as('chair'), { roundId, reason })).toMatchObject({
			value: { pending: true }
		});
		expect(await voidRound(desk, as('scrutineer'), { roundId, reason: '' })).toMatchObject({ ok: true });
		expect((await hall.state()).state).toBe('void');
		expect(
			(await hall.database.sql`select 1 from desk.round_result where round_id = ${roundId}`).length
		).toBe(0);
	});

	test('lets the chief scrutineer, and nobody else, keep one of two readings, with a reason', async () => {
		await countOut(10);
		await enter('teller-1', 1, times(10, approving(1)));
		const decide = (username: string, reason: string) =>
			decideBatch(hall.desk, as(username), { ...place(1), reading: 'second', reason });
		expect(await decide('chief', '原票核对')).toMatchObject({ code: 'batch-not-different' });
		await enter('teller-2', 1, times(10, approving(2)));
		expect(await decide('scrutineer', '原票核对')).toMatchObject({ code: 'forbidden' });
		expect(await decide('chief', ' ')).toMatchObject({ code: 'paper-reason-needed' });
		expect((await decide('chief', '原票核对')).ok).toBe(true);
		expect(await decide('chief', '再裁一次')).toMatchObject({ code: 'batch-not-different' });
		await finish('chief');
		await hall.until('counted');
		const { result } = await hall.signable();
		expect(result.standings.find(({ number }) => number === 2)!.paper.approve).toBe(10);
	});

	test('has each unclear ballot ruled once, by the rules, with a reason', async () => {
		await countOut(10);
		await both(1, [...times(8, approving(1)), unclear, unclear]);
		expect(await rule(1, 1, { approve: [1], against: [] }, '', 'chief')).toMatchObject({
			code: 'paper-reason-needed'
		});
		expect(await rule(1, 1, { approve: [1], against: [] }, '清楚', 'scrutineer')).toMatchObject({
			code: 'forbidden'
		});
		expect(await rule(1, 1, { approve: [1, 2, 3], against: [] })).toMatchObject({
			code: 'ruling-breaks-rule'
		});
		expect(await rule(1, 1, { approve: [9], against: [] })).toMatchObject({ code: 'ruling-bad-numbers' });
		expect(await rule(1, 3, null)).toMatchObject({ code: 'no-such-unclear' });
		expect((await rule(1, 1, null)).ok).toBe(true);
		expect(await rule(1, 1, null)).toMatchObject({ code: 'no-such-unclear' });
		expect(await finish()).toMatchObject({ code: 'batches-not-done' });
		expect((await rule(1, 2, { approve: [], against: [] })).ok).toBe(true);
		expect((await finish()).ok).toBe(true);
		await hall.until('counted');
		expect((await hall.signable()).result.paper).toMatchObject({ valid: 9, invalid: 1, returned: 10 });
	});

	test('is corrected by sending a batch back with a reason; the first version stays', async () => {
		await countOut(10);
		await both(1, times(10, approving(1)));
		expect(await finish('teller-1')).toMatchObject({ code: 'forbidden' });
		await finish();
		await hall.until('counted');
		expect(await finish()).toMatchObject({ code: 'paper-wrong-state' });
		await hall.signable();
		const { desk, roundId } = hall;
		await correctResult(desk, as('chief'), { roundId, reason: '第 1 批复核有误' });
		expect(await correctResult(desk, as('scrutineer'), { roundId, reason: '' })).toMatchObject({ ok: true });
		const back = (reason: string) => sendBackBatch(desk, as('chief'), { ...place(1), reason });
		expect(await back('')).toMatchObject({ code: 'paper-reason-needed' });
		expect((await back('逐张复核')).ok).toBe(true);
		await both(1, [...times(9, approving(1)), approving(2)], 2);
		expect((await finish()).ok).toBe(true);
		const { result } = await hall.signable(2);
		expect(result.standings.find(({ number }) => number === 1)!.paper.approve).toBe(9);
		expect(result).toMatchObject({ version: 2 });
		const readings = await hall.database.sql`select 1 from desk.paper_entry`;
		expect(readings).toHaveLength(4);
		await announce(2);
		await bothArchivesVerify();
	});

	test('is corrected after its signatures too, when the box is sealed: the ballots come from the archive before', async () => {
		await countOut(10);
		await both(1, times(10, approving(1)));
		await finish();
		await sign();
		await hall.until('certified');
		const { desk, roundId, archiveDir, keys } = hall;
		await eventually('the box is sealed', () => !existsSync(join(keys.dir, `${roundId}.keys`)));
		const before = readFileSync(join(archiveDir, `${roundId}-sealed.zip`));
		await correctResult(desk, as('chief'), { roundId, reason: '漏录 1 张' });
		expect(await correctResult(desk, as('office-1'), { roundId, reason: '' })).toMatchObject({ ok: true });
		await hall.until('closed');
		expect((await sendBackBatch(desk, as('chief'), { ...place(1), reason: '逐张复核' })).ok).toBe(true);
		await both(1, [...times(9, approving(1)), approving(2)], 2);
		await finish();
		await sign(2);
		expect(await announceResult(desk, as('chair'), { roundId: hall.roundId })).toMatchObject({ ok: true });
		await bothArchivesVerify();
		expect(readFileSync(join(archiveDir, `${roundId}-sealed-v1.zip`))).toEqual(before);
	});
});

test('a failed electronic round goes on with paper alone, to its announcement', async () => {
	hall = await openHall({ rules: { seats: 2 } });
	const { desk } = hall;
	await hall.checkIn();
	await hall.makeReady();
	await hall.draw(hall.voters[0]!);
	await hall.open();
	const aborted = { roundId: hall.roundId, reason: '网络故障' };
	await abortRound(desk, as('chair'), aborted);
	expect((await abortRound(desk, as('scrutineer'), { ...aborted, reason: '' })).ok).toBe(true);
	const { id: draft } = (await consoleNow()).round!;
	hall.goOnWith(draft);
	expect(await usePaperOnly(desk, as('chair'), { roundId: draft, paperOnly: true })).toMatchObject({
		code: 'forbidden'
	});
	expect((await usePaperOnly(desk, as('office-1'), { roundId: draft, paperOnly: true })).ok).toBe(true);
	expect((await consoleNow()).round).toMatchObject({ paperOnly: true, state: 'draft' });
	await hall.makeReady();
	const [tablet] = hall.voters;
	expect(await drawBallot(desk, tablet!.actor, await hall.drawRequest(tablet!))).toMatchObject({
		code: 'drew-paper'
	});
	const toAll = () => issuePaperToAll(desk, as('office-1'), { roundId: draft });
	await hall.database
		.sql`update desk.check_in set left_at = now() where delegate_id = ${hall.voters[11]!.actor.id}`;
	expect(await toAll()).toMatchObject({ value: { issued: 11 } });
	expect(await toAll()).toMatchObject({ code: 'nobody-without-ballot' });
	await hall.open();
	await close();
	await countOut(11);
	await both(1, times(10, approving(1, 2)));
	await both(2, [approving(1)]);
	expect((await finish()).ok).toBe(true);
	const { result } = await hall.signable();
	expect(result).toMatchObject({
		electronic: { issued: 0, returned: 0 },
		paper: { issued: 11, returned: 11, valid: 11 }
	});
	await announce();
	await bothArchivesVerify();
});

test('against and abstention on paper are counted beside approval', async () => {
	await mixedRound({ marks: 'approve-against-abstain' });
	await countOut(2);
	await both(1, [
		{ approve: [3], against: [1, 2] },
		{ approve: [], against: [1] }
	]);
	await finish();
	const { result } = await hall.signable();
	expect(result.standings.find(({ number }) => number === 1)).toMatchObject({
		paper: { approve: 0, against: 2, abstain: 0 },
		electronic: { approve: 6 }
	});
	await announce();
	await bothArchivesVerify();
});
