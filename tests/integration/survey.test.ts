import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import type { PaperFile } from '#lib/crypto/archive.ts';
import { fromBase64url } from '#lib/crypto/bytes.ts';
import { jcs } from '#lib/crypto/jcs.ts';
import { verifyArchive } from '#lib/crypto/verify/verify-archive.ts';
import type { Mark } from '#lib/domain/ballot.ts';
import type { PaperBallot, PaperMarks } from '#lib/domain/paper.ts';
import { defaultSettings } from '#lib/domain/tracker/settings.ts';
import type { SatisfactionBase } from '#lib/domain/tracker/satisfaction.ts';
import { readArchive } from '#lib/server/archive/read-archive.ts';
import { readZip } from '#lib/server/archive/zip.ts';
import { inCongress } from '#lib/server/db/client.ts';
import { candidate, meeting, roundCandidate } from '#lib/server/db/schema.ts';
import {
	history,
	project,
	reminder,
	reserve,
	survey,
	surveyResult,
	trackerSetting
} from '#lib/server/db/tracker-schema.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { closeRound } from '#lib/server/desk/close-round.ts';
import { countOutPaper } from '#lib/server/desk/count-out-paper.ts';
import { createMeeting } from '#lib/server/desk/create-meeting.ts';
import { decideBatch } from '#lib/server/desk/decide-batch.ts';
import { declareValid } from '#lib/server/desk/declare-valid.ts';
import { drawBallot } from '#lib/server/desk/draw-ballot.ts';
import { enterPaperBatch } from '#lib/server/desk/enter-paper-batch.ts';
import { finishPaper } from '#lib/server/desk/finish-paper.ts';
import { issuePaperToAll } from '#lib/server/desk/issue-paper-to-all.ts';
import { issuePaper } from '#lib/server/desk/issue-paper.ts';
import { listCandidates } from '#lib/server/desk/list-candidates.ts';
import { notePaper } from '#lib/server/desk/note-paper.ts';
import { ruleOnBallot } from '#lib/server/desk/rule-on-ballot.ts';
import { saveRules } from '#lib/server/desk/save-rules.ts';
import { signAsTeller } from '#lib/server/desk/sign-as-teller.ts';
import { usePaperOnly } from '#lib/server/desk/use-paper-only.ts';
import { currentResult } from '#lib/server/queries/current-result.ts';
import { paperView } from '#lib/server/queries/paper-view.ts';
import { publicArchive } from '#lib/server/queries/public-archive.ts';
import { publicResult } from '#lib/server/queries/public-results.ts';
import { rulesView } from '#lib/server/queries/rules-view.ts';
import { createSurvey } from '#lib/server/tracker/create-survey.ts';
import { fiveApprovals, openHall, type Hall } from '../support/hall.ts';

// 满意度测评 by the secret ballot, from the projects of the year to their grades, over the whole engine.

const read = <T>(hall: Hall, query: Parameters<typeof inCongress<T>>[2]) =>
	inCongress(hall.desk, hall.congressId, query);

/** The projects of the first vote, announced; `present` of the town's deputies are in the hall. */
async function townWithProjects(delegates: number, present: number) {
	const hall = await openHall({ delegates });
	const here = Array.from({ length: present }, (_, i) => i + 1);
	await hall.checkIn(here);
	const voters = hall.voters.slice(0, present);
	await hall.vote(() => fiveApprovals, voters);
	await hall.announce();
	const projects = await read(hall, (tx) => tx.select().from(project).orderBy(project.number));
	const [held] = await read(hall, (tx) => tx.select().from(meeting).where(eq(meeting.current, true)));
	return { hall, voters, projects, year: projects[0]!.year, meetingId: held!.id };
}

type Town = Awaited<ReturnType<typeof townWithProjects>>;

const office = (town: Town) => town.hall.person('office-1');
const create = (town: Town, title = '民生实事项目满意度测评') =>
	createSurvey(town.hall.desk, office(town), { year: town.year, meetingId: town.meetingId, title });

async function setBase(town: Town, version: number, base: SatisfactionBase) {
	await read(town.hall, (tx) =>
		tx.insert(trackerSetting).values({
			congressId: town.hall.congressId,
			version,
			values: { ...defaultSettings, satisfaction: { base, rule: 'majority' } },
			reason: '年终测评',
			at: new Date(),
			by: '人大办'
		})
	);
}

/** Drafted, voted and announced; every deputy marks every project alike. */
async function surveyed(town: Town, mark: (number: number) => Mark): Promise<string> {
	const made = await create(town);
	if (!made.ok) throw new Error(made.code);
	const { hall } = town;
	hall.goOnWith(made.value.roundId);
	await hall.vote((number) => town.projects.map(() => mark(number)), town.voters);
	await announceValid(hall);
	return made.value.roundId;
}

/** With `after-close` nothing is counted before the chief scrutineer's word. */
async function announceValid(hall: Hall): Promise<void> {
	for (;;) {
		const valid = await declareValid(hall.desk, hall.person('chief'), { roundId: hall.roundId });
		if (valid.ok) break;
		if (valid.code !== 'box-not-counted' && valid.code !== 'wrong-state') throw new Error(valid.code);
		await new Promise((wait) => setTimeout(wait, 25));
	}
	await hall.announce();
}

function filesOfZip(zip: Uint8Array): Map<string, Uint8Array> {
	const read = readZip(zip);
	if (!read.ok) throw new Error(read.code);
	return new Map(read.value.map(({ name, content }) => [name, content]));
}

/** 17 满意, 11 基本满意, 1 不满意. */
const seventeenElevenOne = (number: number): Mark => (number <= 17 ? 1 : number <= 28 ? 3 : 2);

describe('35 members, 29 present', () => {
	let town: Town;
	beforeAll(async () => {
		town = await townWithProjects(35, 29);
	}, 120_000);
	afterAll(() => town.hall.leave());

	test('17 满意 of all 35 are 基本满意, and every surface says the same', async () => {
		const { hall, projects } = town;
		const roundId = await surveyed(town, seventeenElevenOne);
		const results = await read(hall, (tx) => tx.select().from(surveyResult));
		expect(results.map(({ projectId }) => projectId).sort()).toEqual(projects.map(({ id }) => id).sort());
		for (const result of results) {
			expect(result).toMatchObject({
				...{ satisfied: 17, basic: 11, dissatisfied: 1, blank: 0 },
				...{ base: 'all', baseNumber: 35, rule: 'majority', grade: 'basic' }
			});
		}
		const shown = await hall.desk.execute<{ grade: string; round_id: string }>(
			`select grade, round_id from record.satisfaction where congress_id = '${hall.congressId}'`
		);
		expect(shown.map(({ grade, round_id }) => [grade, round_id])).toEqual(
			projects.map(() => ['basic', roundId])
		);
		const lines = await read(hall, (tx) => tx.select().from(history).where(eq(history.act, 'survey-graded')));
		expect(lines).toHaveLength(projects.length);
		expect(lines[0]!.changes).toEqual([{ field: 'satisfaction', before: null, after: 'basic' }]);
		const published = await publicResult(hall.desk, roundId);
		expect(published!.result).toMatchObject({
			survey: { base: 'all', rule: 'majority', number: 35 },
			threshold: 18,
			next: null,
			mayBeSettledBy: []
		});
		expect(published!.result.standings[0]).toMatchObject({
			...{ approve: 17, basic: 11, against: 1, abstain: 0, outcome: 'basic' },
			electronic: { approve: 17, basic: 11, against: 1, abstain: 0 }
		});
	}, 60_000);

	test('it makes no projects, and its lines are no candidates of the meeting', async () => {
		const { hall, projects, meetingId } = town;
		expect(await read(hall, (tx) => tx.select().from(project))).toHaveLength(projects.length);
		// What the first vote left, and nothing of the survey.
		expect(await read(hall, (tx) => tx.select().from(reserve))).toHaveLength(3);
		const lines = await read(hall, (tx) =>
			tx
				.select({ id: roundCandidate.candidateId, number: roundCandidate.number })
				.from(roundCandidate)
				.where(eq(roundCandidate.roundId, hall.roundId))
				.orderBy(roundCandidate.number)
		);
		expect(lines.map(({ id }) => id)).toEqual(projects.map(({ candidateId }) => candidateId));
		expect(
			await read(hall, (tx) => tx.select().from(candidate).where(eq(candidate.meetingId, meetingId)))
		).toHaveLength(8);
	});

	test('both archives verify together, and a grade changed in them is found', async () => {
		const { hall } = town;
		const board = await publicArchive(hall.desk, hall.roundId);
		const sealed = readArchive(`${hall.archiveDir}/${hall.roundId}-sealed.zip`);
		if (!board || !sealed.ok) throw new Error('no archive');
		const files = new Map([...filesOfZip(board), ...sealed.value]);
		const verified = verifyArchive(files);
		expect(verified).toMatchObject({ ok: true, value: { sealed: { ballots: 29 } } });
		if (!verified.ok) return;
		expect(new Set(verified.value.round!.sum.standings.map(({ outcome }) => outcome))).toEqual(
			new Set(['basic'])
		);
		const result = new TextDecoder().decode(files.get('public/result.json'));
		const forged = new Map(files).set(
			'public/result.json',
			new TextEncoder().encode(result.replace('"outcome":"basic"', '"outcome":"satisfied"'))
		);
		expect(verifyArchive(forged)).toMatchObject({ ok: false, code: 'sum-differs' });
	});

	test('17 满意 of the 29 present are 满意, once the settings say so', async () => {
		await setBase(town, 1, 'present');
		const roundId = await surveyed(town, seventeenElevenOne);
		const results = await read(town.hall, (tx) =>
			tx
				.select({ result: surveyResult })
				.from(surveyResult)
				.innerJoin(survey, eq(survey.id, surveyResult.surveyId))
				.where(eq(survey.roundId, roundId))
		);
		expect(results).toHaveLength(town.projects.length);
		for (const { result } of results) {
			expect(result).toMatchObject({ base: 'present', baseNumber: 29, grade: 'satisfied' });
		}
		const board = await publicArchive(town.hall.desk, roundId);
		// In public the number of those present is not told; the threshold tells the grades.
		expect(verifyArchive(filesOfZip(board!))).toMatchObject({ ok: true });
	}, 60_000);
});

test('34 members: exactly half is not over half, and one more is', async () => {
	const town = await townWithProjects(34, 30);
	const { hall } = town;
	try {
		const made = await create(town);
		if (!made.ok) throw new Error(made.code);
		hall.goOnWith(made.value.roundId);
		// Of the five projects: 17 满意; 16 and 1; 17 and 1; 18; 17 only with the 基本满意.
		const counts = [
			[17, 0],
			[16, 1],
			[17, 1],
			[18, 0],
			[0, 17]
		] as const;
		await hall.vote(
			(number) =>
				counts.map(([satisfied, basic]): Mark =>
					number <= satisfied ? 1 : number <= satisfied + basic ? 3 : number === 30 ? 0 : 2
				),
			town.voters
		);
		// Replaced between the vote and its announcement: graded all the same, and nobody's to put right.
		const [, gone] = town.projects;
		const root = postgres(hall.database.superuserUrl, { max: 1 });
		await root.begin(async (sql) => {
			await sql`set local session_replication_role = replica`;
			await sql`update tracker.project set replaced_at = now() where id = ${gone!.id}`;
		});
		await root.end();
		await announceValid(hall);
		const stored = await read(hall, (tx) => currentResult(tx, hall.roundId));
		expect(stored!.result.standings.map(({ outcome, abstain }) => [outcome, abstain])).toEqual([
			['dissatisfied', 1],
			['dissatisfied', 1],
			['basic', 1],
			['satisfied', 1],
			['dissatisfied', 1]
		]);
		const told = await read(hall, (tx) =>
			tx
				.select({ reminder, number: project.number, unit: project.unit })
				.from(reminder)
				.innerJoin(project, eq(project.id, reminder.projectId))
				.where(eq(reminder.kind, `told graded ${made.value.surveyId}`))
				.orderBy(project.number)
		);
		const said = (text: string) => `${town.year} 年度满意度测评结果已宣布，这个项目评定为${text}。`;
		expect(told.map((line) => [line.number, line.reminder.unit === line.unit, line.reminder.text])).toEqual(
			['“不满意”，须整改', null, '“基本满意”', '“满意”', '“不满意”，须整改'].flatMap((text, i) =>
				text ? [[town.projects[i]!.number, true, said(text)]] : []
			)
		);
	} finally {
		await hall.leave();
	}
}, 120_000);

describe('a survey in preparation', () => {
	let town: Town;
	beforeAll(async () => {
		town = await townWithProjects(12, 12);
	}, 60_000);
	afterAll(() => town.hall.leave());

	test('is the supervising office’s and the office’s to make, for a year that has projects', async () => {
		const { hall, year, meetingId } = town;
		const make = (username: string, change: Partial<Parameters<typeof createSurvey>[2]> = {}) =>
			createSurvey(hall.desk, hall.person(username), {
				...{ year, meetingId, title: '满意度测评' },
				...change
			});
		expect(await make('chair')).toMatchObject({ code: 'forbidden' });
		expect(await make('office-1', { year: 1999 })).toMatchObject({ code: 'no-projects-of-year' });
		expect(await make('office-1', { meetingId: crypto.randomUUID() })).toMatchObject({ code: 'not-found' });
		const stranger = { ...hall.person('office-1'), congressId: crypto.randomUUID() };
		expect(await createSurvey(hall.desk, stranger, { year, meetingId, title: '满意度测评' })).toMatchObject({
			code: 'not-found'
		});
	});

	test('waits for the meeting’s own vote', async () => {
		const { hall, meetingId } = town;
		const put = (state: 'announced' | 'counted') =>
			hall.database.sql`alter table desk.round disable trigger user`
				.then(() => hall.database.sql`update desk.round set state = ${state} where meeting_id = ${meetingId}`)
				.then(() => hall.database.sql`alter table desk.round enable trigger user`);
		await put('counted');
		expect(await create(town)).toMatchObject({ code: 'survey-poll-not-finished' });
		await put('announced');
	});

	test('becomes the empty draft of a later meeting, keeps its lines and its rules, and is made once', async () => {
		const { hall, year, projects } = town;
		const later = await createMeeting(hall.desk, office(town), {
			...{ name: '第八届人民代表大会第十一次会议', heldOn: '2027-01-20', endsOn: null, venue: '' },
			...{ agenda: [], term: null, session: null, copyFrom: null, withCandidates: false },
			...{ title: '民生实事项目票决', seats: 5 }
		});
		if (!later.ok) throw new Error(later.code);
		const made = await createSurvey(hall.desk, office(town), {
			...{ year, meetingId: later.value.meetingId, title: '年度民生实事项目满意度测评' }
		});
		expect(made).toMatchObject({ ok: true, value: { roundId: later.value.roundId } });
		expect(await create(town)).toMatchObject({ code: 'survey-under-way' });

		const { roundId } = later.value;
		await read(hall, (tx) => listCandidates(tx, hall.congressId, later.value.meetingId));
		const view = await rulesView(hall.desk, hall.congressId, roundId);
		expect(view).toMatchObject({ locked: 'survey', rules: { marks: 'three-grades', grading: 'majority' } });
		expect(view!.candidates.map(({ id }) => id)).toEqual(projects.map(({ candidateId }) => candidateId));
		const rules = { ...(view!.rules as Parameters<typeof saveRules>[2]['rules']), marks: 'approve' as const };
		expect(await saveRules(hall.desk, office(town), { roundId, rules, seen: rules })).toMatchObject({
			code: 'rules-of-survey'
		});
	});
});

/** Twelve in the hall, all noted or not for paper as the test says, with a survey that is drafted. */
async function draftedTown() {
	const town = await townWithProjects(12, 12);
	const made = await create(town);
	if (!made.ok) throw new Error(made.code);
	town.hall.goOnWith(made.value.roundId);
	return { town, hall: town.hall, roundId: made.value.roundId };
}

test('an aborted survey goes on in its next round', async () => {
	const { town, hall, roundId } = await draftedTown();
	try {
		await hall.makeReady();
		await abortRound(hall.desk, hall.person('chair'), { roundId: hall.roundId, reason: '平板故障' });
		await abortRound(hall.desk, hall.person('chief'), { roundId: hall.roundId, reason: '' });
		const [held] = await read(hall, (tx) => tx.select().from(survey));
		expect(held!.roundId).not.toBe(roundId);
		hall.goOnWith(held!.roundId!);
		await hall.vote(() => town.projects.map((): Mark => 1), town.voters);
		await announceValid(hall);
		const results = await read(hall, (tx) => tx.select().from(surveyResult));
		expect(results.map(({ satisfied, grade }) => [satisfied, grade])).toEqual(
			town.projects.map(() => [12, 'satisfied'])
		);
	} finally {
		await hall.leave();
	}
}, 120_000);

describe('with paper ballots', () => {
	const graded = (approve: number[], basic: number[], against: number[]): PaperBallot => ({
		...{ approve, basic, against }
	});
	const unclear: PaperBallot = { unclear: true };
	const all = [1, 2, 3, 4, 5];
	let hall: Hall;
	const enter = (teller: string, ballots: PaperBallot[]) =>
		enterPaperBatch(hall.desk, hall.person(teller), { roundId: hall.roundId, batch: 1, attempt: 1, ballots });
	const rule = (ballot: PaperMarks) =>
		ruleOnBallot(hall.desk, hall.person('chief'), {
			...{ roundId: hall.roundId, batch: 1, attempt: 1, place: 1, ballot, reason: '第 3 项画了两栏' }
		});
	const announceWithTellers = async () => {
		const { resultHash } = await hall.signable();
		for (const teller of ['teller-1', 'teller-2']) {
			const signing = { roundId: hall.roundId, resultHash: fromBase64url(resultHash) };
			expect(await signAsTeller(hall.desk, hall.person(teller), signing)).toMatchObject({ ok: true });
		}
		await hall.announce();
	};
	const declare = () => declareValid(hall.desk, hall.person('chief'), { roundId: hall.roundId });

	test('three of twelve hold paper; both channels are counted, graded, sealed and verified', async () => {
		const drafted = await draftedTown();
		hall = drafted.hall;
		try {
			const onPaper = hall.voters.slice(0, 3);
			const onTablets = hall.voters.slice(3);
			for (const { actor } of onPaper)
				await notePaper(hall.desk, office(drafted.town), { delegateNumber: actor.number, wantsPaper: true });
			await hall.makeReady();
			const request = await hall.drawRequest(onPaper[0]!);
			expect(await drawBallot(hall.desk, onPaper[0]!.actor, request)).toMatchObject({ code: 'drew-paper' });
			for (const { actor } of onPaper)
				expect(
					await issuePaper(hall.desk, office(drafted.town), {
						...{ roundId: hall.roundId, delegateNumber: actor.number }
					})
				).toMatchObject({ ok: true });
			const tickets = await Promise.all(onTablets.map((voter) => hall.draw(voter)));
			await hall.open();
			for (const [i, voter] of onTablets.entries()) {
				const { body } = hall.fill(voter, tickets[i]!, [1, 1, 1, 3, 2]);
				let answer = await hall.cast(body);
				while (answer.status === 409) answer = await hall.cast(body);
				expect(answer.status).toBe(200);
			}
			await closeRound(hall.desk, hall.person('chair'), { roundId: hall.roundId });
			await hall.until('closed');
			const sheets = { roundId: hall.roundId, printed: 5, spoiled: 0, returned: 3 };
			await countOutPaper(hall.desk, hall.person('scrutineer'), sheets);

			const read1 = [graded(all, [], []), graded([1], [2, 3], [4, 5]), unclear];
			for (const bad of [
				{ approve: [1], against: [] },
				graded([1], [1], []),
				graded([6], [], []),
				graded([], [2, 2], [])
			])
				expect(await enter('teller-1', [read1[0]!, bad, unclear])).toMatchObject({
					...{ code: 'bad-paper-ballot', detail: { ballot: 2 } }
				});
			expect(await enter('teller-1', read1)).toMatchObject({ ok: true });
			expect(await enter('teller-2', [read1[0]!, graded([1, 2], [3], [4, 5]), unclear])).toMatchObject({
				ok: true
			});
			const seen = await paperView(hall.desk, hall.person('scrutineer'));
			expect(seen!.batches[0]!.comparison!.differences).toMatchObject([
				{ number: 2, mark: 'approve', first: 1, second: 2 },
				{ number: 2, mark: 'basic', first: 1, second: 0 }
			]);
			await decideBatch(hall.desk, hall.person('chief'), {
				...{ roundId: hall.roundId, batch: 1, attempt: 1, reading: 'first', reason: '对照原票' }
			});
			expect(await rule({ approve: [1], against: [] })).toMatchObject({ code: 'ruling-bad-numbers' });
			// The third project carries two marks: it stays 未评, the rest of the sheet counts.
			expect(await rule({ approve: [], basic: [1, 2, 4], against: [5] })).toMatchObject({ ok: true });
			await finishPaper(hall.desk, hall.person('scrutineer'), { roundId: hall.roundId });
			await expect.poll(async () => (await declare()).ok, { timeout: 20_000 }).toBe(true);
			await announceWithTellers();

			const results = await read(hall, (tx) =>
				tx
					.select({ counts: surveyResult, number: project.number })
					.from(surveyResult)
					.innerJoin(project, eq(project.id, surveyResult.projectId))
					.orderBy(project.number)
			);
			expect(
				results.map(({ counts: c }) => [c.satisfied, c.basic, c.dissatisfied, c.blank, c.grade])
			).toEqual([
				[11, 1, 0, 0, 'satisfied'],
				[10, 2, 0, 0, 'satisfied'],
				[10, 1, 0, 1, 'satisfied'],
				[1, 10, 1, 0, 'basic'],
				[1, 0, 11, 0, 'dissatisfied']
			]);
			const sealed = readArchive(`${hall.archiveDir}/${hall.roundId}-sealed.zip`);
			const board = await publicArchive(hall.desk, hall.roundId);
			if (!sealed.ok || !board) throw new Error('no archive');
			const files = new Map([...filesOfZip(board), ...sealed.value]);
			expect(verifyArchive(files)).toMatchObject({ ok: true, value: { sealed: { ballots: 9 } } });
			const paper = JSON.parse(new TextDecoder().decode(files.get('sealed/paper.json'))) as PaperFile;
			expect(paper.ballots.map(({ basic }) => basic!.length).sort()).toEqual([0, 2, 3]);
			// 基本满意 of one sheet turned into 满意 is found by the recount.
			paper.ballots.find(({ basic }) => basic!.length === 2)!.basic!.pop();
			const forged = new Map(files).set('sealed/paper.json', new TextEncoder().encode(jcs(paper) + '\n'));
			expect(verifyArchive(forged)).toMatchObject({ ok: false, code: 'paper-count-differs' });
		} finally {
			await hall.leave();
		}
	}, 120_000);

	test('a survey on paper alone: no tablet draws, every sheet is graded by hand', async () => {
		const drafted = await draftedTown();
		hall = drafted.hall;
		try {
			const { roundId } = drafted;
			expect(await usePaperOnly(hall.desk, office(drafted.town), { roundId, paperOnly: true })).toMatchObject(
				{ ok: true }
			);
			await hall.makeReady();
			await issuePaperToAll(hall.desk, office(drafted.town), { roundId });
			await hall.open();
			await closeRound(hall.desk, hall.person('chair'), { roundId });
			await hall.until('closed');
			await countOutPaper(hall.desk, hall.person('scrutineer'), {
				...{ roundId, printed: 12, spoiled: 0, returned: 10 }
			});
			// Of all twelve six are exactly half.
			const ten = Array.from({ length: 10 }, (_, i) =>
				i < 6 ? graded(all, [], []) : i < 7 ? graded([], all, []) : graded([], [], [])
			);
			for (const teller of ['teller-1', 'teller-2'])
				expect(await enter(teller, ten)).toMatchObject({ ok: true });
			await finishPaper(hall.desk, hall.person('scrutineer'), { roundId });
			await expect.poll(async () => (await declare()).ok, { timeout: 20_000 }).toBe(true);
			await announceWithTellers();
			const results = await read(hall, (tx) => tx.select().from(surveyResult));
			for (const result of results)
				expect(result).toMatchObject({
					...{ satisfied: 6, basic: 1, dissatisfied: 0, blank: 3, grade: 'basic' }
				});
		} finally {
			await hall.leave();
		}
	}, 120_000);
});
