import { afterEach, describe, expect, test } from 'vitest';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyArchive } from '#lib/crypto/verify/verify-archive.ts';
import type { Mark } from '#lib/domain/ballot.ts';
import type { RuleSet } from '#lib/domain/rule-set.ts';
import { readZip } from '#lib/server/archive/zip.ts';
import { inCongress } from '#lib/server/db/client.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { announceResult } from '#lib/server/desk/announce-result.ts';
import { declareValid } from '#lib/server/desk/declare-valid.ts';
import { makeReady } from '#lib/server/desk/make-ready.ts';
import { setStage } from '#lib/server/desk/set-stage.ts';
import { settleResult } from '#lib/server/desk/settle-result.ts';
import { voidRound } from '#lib/server/desk/void-round.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { currentResult } from '#lib/server/queries/current-result.ts';
import { hallView } from '#lib/server/queries/hall-view.ts';
import { tabletView } from '#lib/server/queries/tablet-view.ts';
import { publicArchive } from '#lib/server/queries/public-archive.ts';
import { runProgram } from '../../src/cli/run-program.ts';
import { eventually } from '../support/eventually.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;

afterEach(() => hall.leave());

/** Two places among eight candidates, twelve delegates: seven approvals pass. */
async function session(rules: Partial<RuleSet> = {}): Promise<void> {
	hall = await openHall({ rules: { seats: 2, ...rules } });
	await hall.checkIn();
}

const approving = (...numbers: number[]): Mark[] =>
	Array.from({ length: 8 }, (_, i) => (numbers.includes(i + 1) ? 1 : 0));

/** Everybody approves 1; 2 and 3 get half of the delegates each. */
const tied = (number: number): Mark[] => approving(1, number % 2 ? 2 : 3);

const view = async () => consoleView(hall.desk, hall.congressId, hall.credentials.meetingId);
const hallNow = async () => hallView(hall.desk, hall.congressId, hall.credentials.meetingId);
const candidateId = async (number: number) =>
	(await hall.state()).manifest!.candidates.find((entry) => entry.number === number)!.id;
const settle = (kind: Parameters<typeof settleResult>[2]['kind'], elected: string[] = [], note = '') =>
	settleResult(hall.desk, hall.person('office-1'), { roundId: hall.roundId, kind, elected, note });

describe('a tie for the last place', () => {
	test('waits, is settled by a re-vote, and the poll is the union of both rounds', async () => {
		await session({ majorityBase: 'none' });
		const first = hall.roundId;
		await hall.vote(tied);
		await hall.until('counted');
		const signing = await hall.signable();
		expect(signing.result).toMatchObject({ status: 'pending', reason: 'tie', mayBeSettledBy: ['revote'] });
		expect(signing.turn).toBeNull();
		expect(await hall.signAs('scrutineer', signing)).toMatchObject({ code: 'result-pending' });
		expect((await view()).next).toMatchObject({ code: 'settle' });

		const settled = await settle('revote');
		if (!settled.ok) throw new Error(settled.code);
		expect(await settle('revote')).toMatchObject({ code: 'nothing-to-settle' });
		const draft = settled.value.next!;
		const ready = (roundId: string) => makeReady(hall.desk, hall.person('office-1'), { roundId });
		expect(await ready(draft)).toMatchObject({ code: 'previous-round-open' });
		await hall.signable(2);
		expect(await hall.signAs('scrutineer', signing)).toMatchObject({ code: 'stale-result' });
		await hall.announce(2);
		expect((await hallNow()).result).toMatchObject({
			settlement: { kind: 'revote' },
			next: { kind: 'tie-revote', numbers: [2, 3], seats: 1 }
		});
		expect((await hallNow()).poll).toMatchObject({ chosen: [{ number: 1 }], seatsLeft: 1 });

		hall.goOnWith(draft);
		expect((await view()).round).toMatchObject({ id: draft, kind: 'tie-revote', state: 'draft', seats: 1 });
		// Candidates 1 and 2 of the new ballot are 2 and 3 of the first; fewer than half may decide a re-vote.
		await hall.vote((number) => approving(number < 6 ? 1 : 2).slice(0, 2));
		await hall.announce();
		const { poll, round } = await hallNow();
		expect(round).toMatchObject({ sequence: 2, previousId: first });
		expect(poll).toMatchObject({
			seatsLeft: 0,
			chosen: [
				{ number: 1, sequence: 1 },
				{ number: 3, sequence: 2 }
			]
		});
		const tracked = await hall.database.sql`select number from tracker.project`;
		expect(tracked).toHaveLength(2);
	});

	test('has the candidates of the re-vote presented before it is ready, as its ballot numbers them', async () => {
		await session({ majorityBase: 'none' });
		await hall.vote(tied);
		await hall.until('counted');
		const settled = await settle('revote');
		if (!settled.ok) throw new Error(settled.code);
		await hall.announce(2);
		const [one, two] = [await candidateId(1), await candidateId(2)];
		const present = (id: string) =>
			setStage(hall.desk, hall.person('chair'), { mode: 'candidate', candidateId: id });
		expect(await present(two)).toMatchObject({ ok: true });
		expect((await view()).candidates).toContainEqual(expect.objectContaining({ id: two, number: 1 }));
		for (const { stage } of [await view(), await hallNow()])
			expect(stage).toMatchObject({ mode: 'candidate', candidate: { id: two, number: 1 } });
		// Elected in the first round, so on the ballot no more.
		expect(await present(one)).toMatchObject({ code: 'no-such-candidate' });
	});

	test('is settled by lot among the tied, and the signed archive says so and verifies', async () => {
		await session({ majorityBase: 'none', tie: 'lot' });
		await hall.vote(tied);
		await hall.until('counted');
		const three = await candidateId(3);
		expect(await settle('lot', [three])).toMatchObject({ code: 'reason-needed' });
		expect(await settle('lot', [await candidateId(1)], '甲抽签')).toMatchObject({
			code: 'wrong-number-chosen'
		});
		expect(await settle('revote')).toMatchObject({ code: 'settlement-not-in-rules' });
		expect((await settle('lot', [three], '抽签人甲，监签人乙')).ok).toBe(true);
		await hall.announce(2);
		const { poll, result } = await hallNow();
		expect(poll!.chosen.map(({ number }) => number)).toEqual([1, 3]);
		expect(result!.standings.find(({ number }) => number === 2)!.outcome).toBe('not-elected');
		expect((await bothArchivesVerify()).sealed!.settled).toEqual({
			kind: 'lot',
			chosen: '3',
			note: '抽签人甲，监签人乙'
		});
	});

	test('that two people settle at once is settled once', async () => {
		await session({ majorityBase: 'none', tie: 'presidium' });
		await hall.vote(tied);
		await hall.until('counted');
		const [two, three] = [await candidateId(2), await candidateId(3)];
		const answers = await Promise.all([
			settle('presidium', [two], '主席团决定'),
			settle('presidium', [three], '主席团决定')
		]);
		expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
		expect(answers.find((answer) => !answer.ok)).toMatchObject({ code: 'nothing-to-settle' });
	});

	test('with expansion seats everybody level and needs no settlement', async () => {
		await session({ majorityBase: 'none', tie: 'expand' });
		await hall.vote(tied);
		await hall.announce();
		expect((await hallNow()).poll!.chosen.map(({ number }) => number)).toEqual([1, 2, 3]);
	});
});

describe('fewer than the places pass', () => {
	test('goes to a second round of the next best, and one third may do there', async () => {
		await session({ shortfall: 'second-round', secondRoundPass: 'one-third' });
		await hall.vote((number) => approving(1, number % 2 ? 2 : number % 4 ? 3 : 4));
		await hall.until('counted');
		expect((await hall.signable()).result).toMatchObject({ status: 'pending', reason: 'shortfall' });
		const settled = await settle('second-round');
		if (!settled.ok) throw new Error(settled.code);
		await hall.announce(2);
		hall.goOnWith(settled.value.next!);
		expect((await view()).round).toMatchObject({ kind: 'second-round', seats: 1 });
		// 3 and 4 are level at the edge of the list, so both stand again beside 2.
		expect((await view()).candidates).toHaveLength(3);
		await hall.vote((number) => approving(number <= 5 ? 1 : 2).slice(0, 3));
		await hall.announce();
		expect((await hallNow()).poll).toMatchObject({ seatsLeft: 0 });
	});

	test('is left vacant by the presidium, in its own words', async () => {
		await session();
		await hall.vote(() => approving(1));
		await hall.until('counted');
		expect(await settle('vacant')).toMatchObject({ code: 'reason-needed' });
		expect((await settle('vacant', [], '主席团会议决定不再补选')).ok).toBe(true);
		await hall.announce(2);
		expect((await hallNow()).poll).toMatchObject({ seatsLeft: 1, chosen: [{ number: 1 }] });
		await bothArchivesVerify();
	});
});

describe('signing', () => {
	test('is the scrutineer’s before the chief’s', async () => {
		await session();
		await hall.vote(() => approving(1, 2));
		const signing = await hall.signable();
		expect(signing.turn).toBe('scrutineer');
		expect(await hall.signAs('chief', signing)).toMatchObject({ code: 'chief-signs-last' });
		expect(await hall.signAs('scrutineer', signing)).toMatchObject({ value: { certified: false } });
		expect(await hall.signAs('chief', signing)).toMatchObject({ value: { certified: true } });
	});
});

describe('with the tally after the close', () => {
	test('no number of a candidate exists before the chief scrutineer declares the ballot valid', async () => {
		await session({ tallyDisplay: 'after-close' });
		await hall.vote(() => approving(1, 2));
		await hall.until('closed');
		const { roundId } = hall;
		const declare = async (username: string) => {
			for (;;) {
				const answer = await declareValid(hall.desk, hall.person(username), { roundId });
				// The box reports within a moment of the close.
				if (answer.ok || answer.code !== 'box-not-counted') return answer;
				await new Promise((wait) => setTimeout(wait, 25));
			}
		};
		expect(await declare('scrutineer')).toMatchObject({ code: 'forbidden' });
		const stored = await inCongress(hall.desk, hall.congressId, (tx) => currentResult(tx, roundId));
		expect(stored).toBeNull();
		expect((await view()).next).toMatchObject({ code: 'declare-valid' });
		expect(await declare('chief')).toMatchObject({ value: { valid: true } });
		await hall.until('counted');
		expect((await view()).result).toBeNull();
		expect((await hallNow()).tally!.candidates).toBeNull();
		expect(await declare('chief')).toMatchObject({ code: 'wrong-state' });
		await hall.announce();
		expect((await hallNow()).result!.standings).toHaveLength(8);
	});

	/** The chief scrutineer's word that issued and returned fit, as soon as the box has reported. */
	const declared = async () => {
		await hall.until('closed');
		const { roundId } = hall;
		const declare = () => declareValid(hall.desk, hall.person('chief'), { roundId });
		await eventually('the ballot is declared valid', async () => (await declare()).ok);
		await hall.until('counted');
	};

	test('a tie is told to whoever settles it after the declaration, by names and without a number', async () => {
		await session({ tallyDisplay: 'after-close', majorityBase: 'none', tie: 'presidium' });
		await hall.vote(tied);
		await hall.until('closed');
		const [two, three] = [await candidateId(2), await candidateId(3)];
		expect((await view()).toSettle).toBeNull();
		expect(await settle('presidium', [two], '主席团决定')).toMatchObject({ code: 'wrong-state' });
		await declared();
		const told = await view();
		expect(told).toMatchObject({ result: null, next: { code: 'settle' } });
		const heads = told.candidates.filter(({ number }) => number === 2 || number === 3);
		expect(told.toSettle).toEqual({
			...{ reason: 'tie', ways: ['presidium', 'revote', 'lot'], seatsLeft: 1 },
			candidates: heads
		});
		// Hall and tablets hear that something is dealt with, and neither who is tied nor for how many places.
		const tablets = () => tabletView(hall.desk, hall.congressId, hall.credentials.meetingId);
		for (const shown of [await hallNow(), await tablets()]) {
			expect(shown).toMatchObject({ settling: true, result: null });
			expect(JSON.stringify(shown)).not.toMatch(/toSettle|seatsLeft|"tie"|"approve":/);
		}
		expect(JSON.stringify(await tablets())).not.toContain(three);
		expect((await settle('presidium', [three], '主席团决定')).ok).toBe(true);
		expect((await view()).toSettle).toBeNull();
		for (const shown of [await hallNow(), await tablets()]) expect(shown.settling).toBe(false);
		await hall.announce(2);
		expect((await hallNow()).poll!.chosen.map(({ number }) => number)).toEqual([1, 3]);
	});

	test('a shortfall names who would stand again in ballot order, not in that of their votes', async () => {
		await session({ tallyDisplay: 'after-close' });
		// Five approved 4 and four 2: no more than two are listed for the one place, the stronger one first by votes.
		await hall.vote((number) => approving(1, number <= 5 ? 4 : number <= 9 ? 2 : 3));
		await declared();
		const { toSettle } = await view();
		expect(toSettle).toMatchObject({
			...{ reason: 'shortfall', ways: ['second-round', 'vacant', 'next-session'], seatsLeft: 1 },
			candidates: [{ number: 2 }, { number: 4 }]
		});
		for (const candidate of toSettle!.candidates)
			expect(Object.keys(candidate).sort()).toEqual(['id', 'name', 'number', 'shortName']);
		const settled = await settle('second-round');
		if (!settled.ok) throw new Error(settled.code);
		await hall.announce(2);
		hall.goOnWith(settled.value.next!);
		const listed = (await view()).candidates.map(({ id }) => id).sort();
		expect(listed).toEqual(toSettle!.candidates.map(({ id }) => id).sort());
	});
});

test('who checks in after the close changes neither 实到 nor the sealed roll', async () => {
	hall = await openHall({ rules: { seats: 2, tallyDisplay: 'after-close' } });
	const early = hall.voters.slice(0, 11);
	await hall.checkIn(early.map(({ actor }) => actor.number));
	await hall.vote(() => approving(1, 2), early);
	await hall.until('closed');
	await hall.checkIn([12]);
	const { roundId } = hall;
	const declared = () => declareValid(hall.desk, hall.person('chief'), { roundId });
	while (!(await declared()).ok) await new Promise((wait) => setTimeout(wait, 25));
	await hall.until('counted');
	expect((await hall.state()).present).toBe(11);
	await hall.announce();
	// The verifier counts 实到 from the sealed roll and holds it against the draws and the quorum.
	await bothArchivesVerify();
	const zip = readZip(readFileSync(join(hall.archiveDir, `${roundId}-sealed.zip`)));
	if (!zip.ok) throw new Error(zip.code);
	const roll = zip.value.find(({ name }) => name === 'sealed/roll.jsonl')!.content;
	expect(new TextDecoder().decode(roll).match(/"checkedIn":true/g)).toHaveLength(11);
});

test('a round whose keys are lost before the count says so to every console, and is aborted', async () => {
	await session();
	await hall.makeReady();
	await hall.open();
	const { roundId } = hall;
	expect((await view()).next).toEqual({ code: 'voting', who: 'delegate' });
	rmSync(join(hall.keys.dir, `${roundId}.keys`));
	expect((await view()).next).toEqual({ code: 'keys-lost', who: 'chair' });
	const abort = (username: string, reason: string) =>
		abortRound(hall.desk, hall.person(username), { roundId, reason });
	expect(await abort('chair', '密钥文件丢失')).toMatchObject({ ok: true });
	expect(await abort('chief', '')).toMatchObject({ ok: true });
	expect((await view()).next).toMatchObject({ code: 'make-ready' });
});

describe('a round declared void', () => {
	test('by two persons keeps no number of a candidate and is followed by new ballots', async () => {
		await session();
		await hall.vote(() => approving(1, 2));
		await hall.until('counted');
		const { roundId } = hall;
		const ask = (username: string, reason: string) =>
			voidRound(hall.desk, hall.person(username), { roundId, reason });
		expect(await ask('office-1', '')).toMatchObject({ code: 'nothing-pending' });
		expect(await ask('office-1', '票箱封条破损')).toMatchObject({ value: { pending: true } });
		expect(await ask('office-2', '')).toMatchObject({ code: 'forbidden' });
		expect(await ask('chief', '')).toMatchObject({ value: { pending: false } });
		await hall.until('void');
		const [asked] = await hall.database.sql<{ actor: string; detail: unknown }[]>`
			select actor, detail from desk.audit where act = 'void-requested'`;
		expect(asked).toMatchObject({ actor: 'office-1', detail: { reason: '票箱封条破损' } });
		const { tally, result } = await hallNow();
		expect(result).toBeNull();
		expect(tally!.candidates).toBeNull();
		const gone = async () =>
			(await hall.database.sql<{ approve: number[]; returned: number }[]>`select * from gate.count`)[0]!;
		await eventually('the tally is gone', async () => (await gone()).approve.length === 0);
		expect(await gone()).toMatchObject({ approve: [], returned: 12 });
		expect(await announceResult(hall.desk, hall.person('chair'), { roundId })).toMatchObject({
			code: 'wrong-state'
		});
		expect(await view()).toMatchObject({
			round: { state: 'draft', sequence: 2, previousId: roundId },
			// What the consoles say until somebody asks to make the new one ready.
			ended: { id: roundId, state: 'void', reason: '票箱封条破损' }
		});
	});

	test('after the last signature, before the announcement, leaves nothing to announce and no number to read', async () => {
		await session();
		await hall.vote(() => approving(1, 2));
		const signing = await hall.signable();
		expect(await hall.signAs('scrutineer', signing)).toMatchObject({ ok: true });
		expect(await hall.signAs('chief', signing)).toMatchObject({ value: { certified: true } });
		const { roundId } = hall;
		const tables = () => hall.database.sql<{ name: string }[]>`
			select relname as name from pg_class where relkind = 'r' and relname like ${`%\\_${roundId.replaceAll('-', '')}`}`;
		await eventually('the ballots are sealed', async () => {
			const [table] = await tables();
			return table?.name.startsWith('sealed_');
		});
		const ask = (username: string, reason: string) =>
			voidRound(hall.desk, hall.person(username), { roundId, reason });
		expect(await ask('chair', '签字后发现票箱封条破损')).toMatchObject({ value: { pending: true } });
		expect(await ask('chief', '')).toMatchObject({ value: { pending: false } });
		expect(await announceResult(hall.desk, hall.person('chair'), { roundId })).toMatchObject({
			code: 'wrong-state'
		});
		expect(await view()).toMatchObject({
			...{ result: null, round: { state: 'draft', sequence: 2, previousId: roundId } },
			ended: { id: roundId, state: 'void', reason: '签字后发现票箱封条破损' }
		});
		expect(await hallNow()).toMatchObject({ result: null, poll: null, tally: { candidates: null } });
		await eventually('the box has let go of the ballots', async () => (await tables()).length === 0);
		const [count] = await hall.database.sql<{ approve: number[] }[]>`select approve from gate.count`;
		expect(count!.approve).toEqual([]);
	});

	test('takes the re-vote with it that its tie was put to, and no draft is left behind', async () => {
		await session({ majorityBase: 'none' });
		await hall.vote(tied);
		await hall.until('counted');
		const { roundId } = hall;
		expect(await settle('revote')).toMatchObject({ ok: true });
		const ask = (username: string, reason: string) =>
			voidRound(hall.desk, hall.person(username), { roundId, reason });
		expect(await ask('office-1', '票箱封条破损')).toMatchObject({ ok: true });
		expect(await ask('chief', '')).toMatchObject({ ok: true });
		const drafts = await hall.database.sql`
			select kind, title, previous_id from desk.round where state = 'draft'`;
		const [first] = await hall.database.sql`select kind, title from desk.round where id = ${roundId}`;
		expect(drafts).toEqual([{ ...first, previous_id: roundId }]);
	});
});

/** `npm run verify` on the sealed and the public archive of the announced round. */
async function bothArchivesVerify() {
	const { roundId, archiveDir } = hall;
	const place = join(mkdtempSync(join(tmpdir(), 'piaojue-public-')), 'public.zip');
	writeFileSync(place, (await publicArchive(hall.desk, roundId))!);
	for (const path of [place, join(archiveDir, `${roundId}-sealed.zip`)]) {
		expect(await runProgram(['src/cli/verify.ts', path]), path).toBe(0);
	}
	const files = [place, join(archiveDir, `${roundId}-sealed.zip`)].flatMap((path) => {
		const zip = readZip(readFileSync(path));
		if (!zip.ok) throw new Error(zip.code);
		return zip.value.map(({ name, content }): [string, Uint8Array] => [name, content]);
	});
	const verified = verifyArchive(new Map(files));
	if (!verified.ok) throw new Error(verified.code);
	return verified.value;
}
