import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { and, eq } from 'drizzle-orm';
import { cardFromSeed } from '#lib/crypto/card.ts';
import { inCongress, violatedConstraint } from '#lib/server/db/client.ts';
import {
	candidate,
	candidateFile,
	card,
	checkIn as checkIns,
	delegate,
	meeting,
	round
} from '#lib/server/db/schema.ts';
import { rehearsal, rehearsalStep } from '#lib/server/db/setup-schema.ts';
import { addCandidateFile } from '#lib/server/desk/add-candidate-file.ts';
import { applyImport } from '#lib/server/desk/apply-import.ts';
import { waitingHall } from '#lib/server/desk/await-pairing.ts';
import { checkIn } from '#lib/server/desk/check-in.ts';
import { chooseScrutineer } from '#lib/server/desk/choose-scrutineer.ts';
import { closeRound } from '#lib/server/desk/close-round.ts';
import { drawBallot } from '#lib/server/desk/draw-ballot.ts';
import { endRehearsal } from '#lib/server/desk/end-rehearsal.ts';
import { deputyBook } from '#lib/server/desk/import-deputies.ts';
import { makeReady } from '#lib/server/desk/make-ready.ts';
import { openRound } from '#lib/server/desk/open-round.ts';
import { orderDestruction } from '#lib/server/desk/order-destruction.ts';
import { pairHall } from '#lib/server/desk/pair-hall.ts';
import { recordSteps, MOST_STEPS } from '#lib/server/desk/record-steps.ts';
import { removeCandidateFile } from '#lib/server/desk/remove-candidate-file.ts';
import { renewSimulated } from '#lib/server/desk/renew-simulated.ts';
import { runReadiness } from '#lib/server/desk/run-readiness.ts';
import { saveRules } from '#lib/server/desk/save-rules.ts';
import { saveScriptLine } from '#lib/server/desk/save-script-line.ts';
import { startRehearsal } from '#lib/server/desk/start-rehearsal.ts';
import { takeControl } from '#lib/server/desk/take-control.ts';
import { undoCheckIn } from '#lib/server/desk/undo-check-in.ts';
import { readFile } from '#lib/server/import/read-file.ts';
import { candidatesDesk } from '#lib/server/queries/candidates-desk.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { hallView } from '#lib/server/queries/hall-view.ts';
import { dryRun } from '#lib/server/queries/import-dry-run.ts';
import { importsView } from '#lib/server/queries/imports-view.ts';
import { archiveReminder, archiveView } from '#lib/server/queries/archive-view.ts';
import { openArchive } from '#lib/server/queries/open-archive.ts';
import { pairedHall } from '#lib/server/queries/paired-hall.ts';
import { publicArchive } from '#lib/server/queries/public-archive.ts';
import { publicResults } from '#lib/server/queries/public-results.ts';
import { rollView } from '#lib/server/queries/roll-view.ts';
import { rulesView } from '#lib/server/queries/rules-view.ts';
import { scrutineersView } from '#lib/server/queries/scrutineers-view.ts';
import type { RulesDraft } from '#lib/wire/rules.ts';
import { allRows } from '../support/all-rows.ts';
import { eventually } from '../support/eventually.ts';
import { CONSOLE, fiveApprovals, openHall, type Hall, type Voter } from '../support/hall.ts';

let hall: Hall;
let formalId: string;
const uploadDir = mkdtempSync(join(tmpdir(), 'piaojue-rehearsal-'));

beforeEach(async () => {
	hall = await openHall();
	formalId = (await currentMeetingId(hall.desk, hall.congressId))!;
});
afterEach(() => hall.leave());

const read = <T>(run: Parameters<typeof inCongress<T>>[2]) => inCongress(hall.desk, hall.congressId, run);
const office = () => hall.person('office-1');

/** Starts a rehearsal, takes the chair's place in it, and turns the hall to its round. */
async function start(simulated = 3) {
	const started = await startRehearsal(hall.desk, office(), { simulated, uploadDir });
	if (!started.ok) throw new Error(started.code);
	const { meetingId, deputies } = started.value;
	await takeControl(hall.desk, hall.person('chair'), { consoleId: CONSOLE, over: true });
	const [row] = await read((tx) => tx.select().from(round).where(eq(round.meetingId, meetingId)));
	hall.goOnWith(row!.id);
	// Whom the program plays: the same persons with other cards.
	const voters = hall.voters.map((voter): Voter => {
		const played = deputies.find(({ number }) => number === voter.actor.number);
		return played ? { ...voter, card: cardFromSeed(played.seed) } : voter;
	});
	return { meetingId, roundId: row!.id, deputies, voters };
}

const end = (meetingId: string) => endRehearsal(hall.desk, office(), { meetingId });

describe('a rehearsal', () => {
	test('played to the announcement leaves every row of the formal meeting as it was', async () => {
		const waiting = await waitingHall(hall.desk, null);
		await pairHall(hall.desk, office(), { code: waiting.code });
		/** Ids of the rehearsal's meeting, round and candidates. */
		const own = new Set<string>();
		const others = () =>
			allRows(hall.database.sql, (table, row) => {
				// The congress's own chain says that there was a rehearsal; sessions are of persons, not of meetings.
				if (table === 'desk.congress_audit' || table === 'desk.session') return true;
				const columns = ['id', 'meeting_id', 'round_id', 'candidate_id'];
				return (
					columns.some((column) => own.has(String(row[column]))) ||
					// The box keeps each round's ballots in a table of its own.
					[...own].some((id) => table.endsWith(id.replaceAll('-', '')))
				);
			});
		const before = await others();
		expect(before.size).toBeGreaterThan(50);

		const { meetingId, roundId, voters } = await start();
		await hall.checkIn();
		await hall.vote(() => fiveApprovals, voters);
		await hall.announce();
		const copies = await read((tx) =>
			tx.select({ id: candidate.id }).from(candidate).where(eq(candidate.meetingId, meetingId))
		);
		for (const id of [meetingId, roundId, ...copies.map((copy) => copy.id)]) own.add(id);
		expect((await end(meetingId)).ok).toBe(true);

		const after = await others();
		const changed = [
			...[...before].filter(([hash]) => !after.has(hash)).map(([hash, row]) => `- ${hash} ${row}`),
			...[...after].filter(([hash]) => !before.has(hash)).map(([hash, row]) => `+ ${hash} ${row}`)
		];
		expect(changed).toEqual([]);
		const opened = await openArchive(hall.desk, hall.archiveDir, hall.congressId, meetingId);
		expect(opened).toMatchObject({ ok: true, value: { roundId } });
		// Nothing of it is on the public record, and no project came of it.
		expect(await publicResults(hall.desk)).toEqual([]);
		expect(await publicArchive(hall.desk, roundId)).toBeNull();
	});

	test('leaves a sealed archive that is kept and destroyed like a formal one', async () => {
		const { meetingId, roundId, voters } = await start();
		await hall.checkIn();
		await hall.vote(() => fiveApprovals, voters);
		await hall.announce();
		expect((await end(meetingId)).ok).toBe(true);
		const archives = async (now = new Date()) =>
			(await archiveView({ desk: hall.desk, archiveDir: hall.archiveDir }, hall.congressId, now)).filter(
				({ rehearsal }) => rehearsal
			);
		await eventually('the archive is sealed', async () => (await archives())[0]?.sealed === 'kept');
		const month = new Date(Date.now() + 31 * 24 * 3600_000);
		expect(await archives()).toMatchObject([{ roundId, due: 'kept', publicFile: null }]);
		expect(await archives(month)).toMatchObject([{ due: 'due' }]);
		expect(await archiveReminder(hall.desk, hall.congressId, month)).toMatchObject({ due: 1 });
		const open = () => openArchive(hall.desk, hall.archiveDir, hall.congressId, meetingId);
		expect(await open()).toMatchObject({ ok: true });
		const { id, role, username, congressId } = hall.person('office-2');
		const second = { id, role, username, congressId };
		const order = (now: Date) =>
			orderDestruction(hall.desk, office(), second, { roundId, note: '期满' }, now);
		expect(await order(new Date())).toMatchObject({ code: 'term-not-over' });
		expect(await order(month)).toMatchObject({ ok: true });
		await eventually('it is destroyed', async () => (await archives())[0]!.sealed === 'destroyed');
		expect((await archives())[0]!.records).toMatchObject([{ act: 'destruction', second: '会务乙' }]);
		expect(readdirSync(hall.archiveDir)).toEqual([]);
		expect(await open()).toMatchObject({ code: 'archive-destroyed' });
	}, 60_000);

	test('that came to no seal leaves nothing to keep', async () => {
		const { meetingId } = await start();
		await hall.checkIn();
		await hall.makeReady();
		expect((await end(meetingId)).ok).toBe(true);
		expect(await archiveView({ desk: hall.desk, archiveDir: hall.archiveDir }, hall.congressId)).toEqual([]);
	});

	test('copies the set-up, and its manifest says 演练', async () => {
		const { meetingId } = await start();
		await hall.checkIn();
		const manifest = await hall.makeReady();
		expect(manifest.title).toMatch(/^【演练】\d+年度民生实事项目票决$/);
		expect(manifest.meeting.id).toBe(meetingId);
		expect(manifest.candidates).toHaveLength(8);
		expect(manifest.scrutineers).toHaveLength(2);
		expect((await hallView(hall.desk, hall.congressId, meetingId)).meeting.rehearsal).toBe(true);
		expect((await hallView(hall.desk, hall.congressId, formalId)).meeting.rehearsal).toBe(false);
	});

	test('has an archive that opens; that of a formal round stays shut, wherever it lies', async () => {
		await hall.checkIn();
		await hall.vote(() => fiveApprovals);
		await hall.announce();
		const open = (meetingId: string) => openArchive(hall.desk, hall.archiveDir, hall.congressId, meetingId);
		expect(existsSync(join(hall.archiveDir, `${hall.roundId}-sealed.zip`))).toBe(true);
		expect(await open(formalId)).toEqual({ ok: false, code: 'not-rehearsed' });
		const { meetingId } = await start();
		expect(await open(meetingId)).toEqual({ ok: false, code: 'archive-not-sealed' });
	});

	test('takes the hall screens along and brings them back', async () => {
		const { code, token } = await waitingHall(hall.desk, null);
		await pairHall(hall.desk, office(), { code });
		const shows = async () => (await pairedHall(hall.desk, token))!.meetingId;
		const { meetingId } = await start();
		expect(await shows()).toBe(meetingId);
		await end(meetingId);
		expect(await shows()).toBe(formalId);
		expect(await currentMeetingId(hall.desk, hall.congressId)).toBe(formalId);
	});

	test('is the office’s to start and to end, and there is one at a time', async () => {
		const as = (username: string) =>
			startRehearsal(hall.desk, hall.person(username), { simulated: 0, uploadDir });
		expect(await as('chair')).toMatchObject({ code: 'forbidden' });
		const { meetingId } = await start();
		expect(await as('office-2')).toMatchObject({ code: 'rehearsal-runs' });
		expect(await endRehearsal(hall.desk, hall.person('chair'), { meetingId })).toMatchObject({
			code: 'forbidden'
		});
		expect((await end(meetingId)).ok).toBe(true);
		expect(await end(meetingId)).toMatchObject({ code: 'no-rehearsal' });
		expect(await end(formalId)).toMatchObject({ code: 'no-rehearsal' });
	});

	test('simulates no scrutineer, and nobody twice', async () => {
		const too = await startRehearsal(hall.desk, office(), { simulated: 11, uploadDir });
		expect(too).toMatchObject({ code: 'too-many-simulated', detail: { most: 10 } });
		const { deputies } = await start(10);
		expect(deputies.map(({ number }) => number)).toEqual([1, 2, 3, 4, 7, 8, 9, 10, 11, 12]);
	});
});

describe('formal and rehearsed are never mixed', () => {
	test('no rehearsal starts from a formal round’s make-ready to its announcement', async () => {
		const refused = async (state: string) => {
			expect((await hall.state()).state).toBe(state);
			const started = await startRehearsal(hall.desk, office(), { simulated: 0, uploadDir });
			expect(started, state).toMatchObject({ code: 'formal-round-under-way' });
		};
		await hall.checkIn();
		await hall.makeReady();
		await refused('ready');
		const tickets = await hall.draw(hall.voters[0]!);
		await hall.open();
		await refused('open');
		let answer = await hall.cast(hall.fill(hall.voters[0]!, tickets, fiveApprovals).body);
		while (answer.status === 409)
			answer = await hall.cast(hall.fill(hall.voters[0]!, tickets, fiveApprovals).body);
		await closeRound(hall.desk, hall.person('chair'), { roundId: hall.roundId });
		await hall.until('counted');
		await refused('counted');
	});

	test('no formal round is made ready or opened while the devices show a rehearsal', async () => {
		const formalRound = hall.roundId;
		await start();
		const asked = await makeReady(hall.desk, office(), { roundId: formalRound });
		expect(asked).toMatchObject({ code: 'meeting-not-current' });
		// Even one that had slipped in: as the database's owner.
		await hall.database.sql`update desk.round set state = 'ready', manifest = '{"electorate":12}',
			manifest_hash = '\\x00', fingerprint = 'x' where id = ${formalRound}`;
		const opened = await openRound(hall.desk, hall.person('chair'), { roundId: formalRound });
		expect(opened).toMatchObject({ code: 'meeting-not-current' });
	});

	test('a rehearsal is never promoted, not even by the database’s owner', async () => {
		const { meetingId } = await start();
		const promoted = hall.database.sql`update desk.meeting set rehearsal_of = null where id = ${meetingId}`;
		await expect(promoted).rejects.toThrow('formal and rehearsal');
	});

	test('a formal title that looks like a rehearsal’s is not made ready', async () => {
		await hall.database.sql`update desk.round set title = '【演练】票决'`;
		await hall.checkIn();
		const asked = await makeReady(hall.desk, office(), { roundId: hall.roundId });
		expect(asked).toMatchObject({ code: 'rehearsal-title' });
	});

	test('a check-in leaves the real card as it was, and so does its undoing', async () => {
		const states = () => read((tx) => tx.selectDistinct({ state: card.state }).from(card));
		const { meetingId } = await start();
		await hall.checkIn([1, 12]);
		expect(await states()).toEqual([{ state: 'issued' }]);
		await end(meetingId);
		// The formal check-in puts the card to use, and its undoing takes it back, whatever was rehearsed.
		await hall.checkIn([1]);
		expect(await states()).toHaveLength(2);
		await undoCheckIn(hall.desk, office(), { delegateNumber: 1, reason: '错签' });
		expect(await states()).toEqual([{ state: 'issued' }]);
	});

	test('roll and candidates take no file while a rehearsal runs, and do again after it', async () => {
		const text = '代表证号,姓名,代表团\r\n77,新来的,第一代表团';
		const opened = await readFile('名册.csv', new TextEncoder().encode(text), deputyBook.file.columns);
		if (!opened.ok) throw new Error(opened.code);
		const bring = async () => {
			const run = await dryRun(hall.desk, hall.congressId, formalId, deputyBook, opened.value);
			const digest = run.ok ? run.value.digest : '';
			const input = { file: opened.value, digest, onlyGood: false };
			return (await applyImport(hall.desk, office(), deputyBook, input)).outcome;
		};
		const { meetingId } = await start();
		expect(await bring()).toMatchObject({ code: 'rehearsal-under-way' });
		expect(await read((tx) => tx.select().from(delegate).where(eq(delegate.number, 77)))).toEqual([]);
		await end(meetingId);
		expect(await bring()).toMatchObject({ ok: true });
	});

	test('candidate files, rules, scrutineers and 主持词 wait for the end of it, and the pages say so first', async () => {
		const firstOf = async (meetingId: string) => {
			const [first] = await read((tx) =>
				tx.select().from(candidate).where(eq(candidate.meetingId, meetingId)).orderBy(candidate.number)
			);
			return first!.id;
		};
		const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'green' } })
			.png()
			.toBuffer();
		const { congressId, desk } = hall;
		const add = (candidateId: string) =>
			addCandidateFile(desk, office(), { candidateId, name: '现场照片.png', bytes, uploadDir });
		const kept = await add(await firstOf(formalId));
		expect(kept).toMatchObject({ ok: true });
		const formalRound = hall.roundId;
		const { meetingId, roundId } = await start();

		/** Each of them on what the page shows: the copy while it runs, the formal meeting after it. */
		const acts = async (of: { meetingId: string; roundId: string; seen: RulesDraft }) => {
			const [file] = await read((tx) =>
				tx
					.select({ id: candidateFile.id })
					.from(candidateFile)
					.innerJoin(candidate, eq(candidate.id, candidateFile.candidateId))
					.where(eq(candidate.meetingId, of.meetingId))
			);
			const { seen } = of;
			const rules = { ...seen, seats: seen.seats - 1 };
			return {
				added: await add(await firstOf(of.meetingId)),
				removed: await removeCandidateFile(desk, office(), { fileId: file!.id, uploadDir }),
				rules: await saveRules(desk, office(), { roundId: of.roundId, seen, rules }),
				scrutineer: await chooseScrutineer(desk, office(), {
					...{ meetingId: of.meetingId, deputy: '1', as: 'scrutineer' }
				}),
				script: await saveScriptLine(desk, hall.person('chair'), { step: 'ready', text: '请看屏幕。' })
			};
		};
		const seen = (await rulesView(desk, congressId, formalRound))!.rules as RulesDraft;
		const refused = await acts({ meetingId, roundId, seen });
		for (const [what, outcome] of Object.entries(refused))
			expect(outcome, what).toMatchObject({ code: 'rehearsal-under-way' });
		// And the checklist is of the formal meeting, which a check of the copy would say nothing about.
		expect(await runReadiness(desk, office(), { meetingId, installation: [] })).toMatchObject({
			code: 'checked-in-rehearsal'
		});
		expect((await rulesView(desk, congressId, roundId))!.locked).toBe('rehearsal');
		expect(await scrutineersView(desk, congressId, meetingId)).toMatchObject({
			rehearsal: true,
			open: false
		});
		expect((await importsView(desk, congressId, meetingId, 'deputies')).lock).toBe('rehearsal');
		expect((await candidatesDesk(desk, congressId, meetingId)).lock).toBe('rehearsal');

		await end(meetingId);
		for (const [what, outcome] of Object.entries(
			await acts({ meetingId: formalId, roundId: formalRound, seen })
		))
			expect(outcome, what).toMatchObject({ ok: true });
		expect(await scrutineersView(desk, congressId, formalId)).toMatchObject({ rehearsal: false, open: true });
		expect((await importsView(desk, congressId, formalId, 'deputies')).lock).toBeNull();
	});

	test('a simulated deputy’s card is good in the rehearsal, and nowhere else', async () => {
		const { meetingId, deputies, voters } = await start(1);
		await hall.checkIn();
		await hall.makeReady();
		const own = hall.voters.at(-1)!;
		const played = voters.at(-1)!;
		expect(own.actor.number).toBe(deputies[0]!.number);
		const withOwn = await drawBallot(hall.desk, own.actor, await hall.drawRequest(own));
		expect(withOwn).toMatchObject({ code: 'bad-signature' });
		await hall.draw(played);
		const find = (id: Uint8Array) =>
			hall.database.sql`select 1 from desk.find_card(${Buffer.from(id)})`.then((rows) => rows.length);
		expect(await find(played.card.cardId)).toBe(1);
		await end(meetingId);
		expect(await find(played.card.cardId)).toBe(0);
		hall.goOnWith(hall.credentials.roundId);
		await hall.checkIn();
		await hall.makeReady();
		const withPlayed = await drawBallot(hall.desk, played.actor, await hall.drawRequest(played));
		expect(withPlayed).toMatchObject({ code: 'bad-signature' });
	});

	test('the roll names the simulated card in the rehearsal and the own one in the meeting', async () => {
		const { meetingId } = await start(1);
		const idOf = async (id: string) => (await rollView(hall.desk, hall.congressId, id)).at(-1)!.cardId;
		expect(await idOf(meetingId)).not.toBe(await idOf(formalId));
	});

	test('what is under way when a rehearsal ends is aborted, and the next rehearsal begins anew', async () => {
		const { meetingId } = await start();
		await hall.checkIn();
		await hall.makeReady();
		await hall.open();
		await closeRound(hall.desk, hall.person('chair'), { roundId: hall.roundId });
		await end(meetingId);
		expect((await hall.state()).state).toBe('aborted');
		const again = await start();
		expect(again.meetingId).not.toBe(meetingId);
		expect((await hall.state()).state).toBe('draft');
		const present = await read((tx) =>
			tx.select().from(checkIns).where(eq(checkIns.meetingId, again.meetingId))
		);
		expect(present).toEqual([]);
	});
});

describe('what tablets report', () => {
	const steps = [{ step: 'cast' as const, ms: 120, trouble: null }];
	const report = (meetingId: string, some: typeof steps = steps) =>
		recordSteps(hall.desk, hall.voters[0]!.actor, { meetingId, steps: some });

	test('is kept for the running rehearsal, up to a bound', async () => {
		const { meetingId } = await start();
		expect((await report(meetingId)).ok).toBe(true);
		const many = Array.from({ length: MOST_STEPS }, () => steps[0]!);
		expect(await report(meetingId, many)).toMatchObject({ code: 'enough-steps' });
		await end(meetingId);
		expect(await report(meetingId)).toMatchObject({ code: 'no-rehearsal' });
	});

	test('is refused for a formal meeting, by the command and by the database', async () => {
		expect(await report(formalId)).toMatchObject({ code: 'no-rehearsal' });
		const { actor } = hall.voters[0]!;
		const row = { congressId: hall.congressId, meetingId: formalId, delegateId: actor.id, ...steps[0]! };
		const kept = await read((tx) => tx.insert(rehearsalStep).values(row)).then(
			() => null,
			(error: unknown) => violatedConstraint(error)
		);
		expect(kept).toBe('step_of_rehearsal');
	});

	test('is in the report that is written once, at the end', async () => {
		const { meetingId, voters } = await start();
		await hall.checkIn([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		await hall.vote(() => fiveApprovals, voters.slice(0, 9));
		await report(meetingId);
		await end(meetingId);
		const [row] = await read((tx) =>
			tx
				.select()
				.from(rehearsal)
				.where(and(eq(rehearsal.meetingId, meetingId)))
		);
		expect(row!.report).toMatchObject({
			simulated: 3,
			turnout: { members: 12, present: 10, drewElectronic: 9, submitted: 1 }
		});
		expect(row!.endedAt).not.toBeNull();
	});
});

test('lost simulated deputies get new cards, those who drew keep theirs', async () => {
	const { meetingId, voters } = await start(3);
	await hall.checkIn();
	await hall.makeReady();
	await hall.draw(voters.at(-1)!);
	const renewed = await renewSimulated(hall.desk, office(), { meetingId });
	if (!renewed.ok) throw new Error(renewed.code);
	expect(renewed.value.deputies.map(({ number }) => number)).toEqual([10, 11]);
	const played = renewed.value.deputies[0]!;
	await hall.draw({ ...hall.voters[9]!, card: cardFromSeed(played.seed) });
	const formal = await read((tx) => tx.select().from(meeting).where(eq(meeting.id, formalId)));
	expect(formal[0]!.current).toBe(false);
	expect(await renewSimulated(hall.desk, office(), { meetingId: formalId })).toMatchObject({
		code: 'no-rehearsal'
	});
	expect(await checkIn(hall.desk, office(), { delegateNumber: 1 })).toMatchObject({ ok: false });
});
