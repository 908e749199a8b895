import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, desc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultRules } from '#lib/domain/rule-set.ts';
import { inCongress } from '#lib/server/db/client.ts';
import { audit, candidate, meeting, pendingAct, round, roundCandidate } from '#lib/server/db/schema.ts';
import { congressAudit } from '#lib/server/db/setup-schema.ts';
import { project, survey, surveyItem } from '#lib/server/db/tracker-schema.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { createMeeting } from '#lib/server/desk/create-meeting.ts';
import { discardDraft } from '#lib/server/desk/discard-draft.ts';
import { endRehearsal } from '#lib/server/desk/end-rehearsal.ts';
import { makeReady } from '#lib/server/desk/make-ready.ts';
import { saveRules } from '#lib/server/desk/save-rules.ts';
import { startPoll } from '#lib/server/desk/start-poll.ts';
import { startRehearsal } from '#lib/server/desk/start-rehearsal.ts';
import { meetingsView } from '#lib/server/queries/meetings-view.ts';
import { rulesOfRound } from '#lib/server/queries/rules-view.ts';
import { surveysView } from '#lib/server/queries/surveys-view.ts';
import { createSurvey } from '#lib/server/tracker/create-survey.ts';
import { fiveApprovals, openHall, type Hall } from '../support/hall.ts';

// 撤销草稿: one town whose vote is announced drafts the wrong things, and takes them back.

let hall: Hall;
let meetingId: string;
let year: number;
beforeAll(async () => {
	hall = await openHall({ delegates: 6 });
	await hall.checkIn();
	await hall.vote(() => fiveApprovals);
	await hall.announce();
	const [held] = await read((tx) => tx.select().from(meeting));
	meetingId = held!.id;
	const [first] = await read((tx) => tx.select().from(project));
	year = first!.year;
}, 60_000);
afterAll(() => hall.leave());

const read = <T>(query: Parameters<typeof inCongress<T>>[2]) => inCongress(hall.desk, hall.congressId, query);
const office = () => hall.person('office-1');
const discard = (roundId: string, reason = '会议选错', username = 'office-1') =>
	discardDraft(hall.desk, hall.person(username), { roundId, reason });
const shown = async (roundId: string) =>
	(await meetingsView(hall.desk, hall.congressId)).meetings
		.flatMap(({ rounds }) => rounds)
		.find(({ id }) => id === roundId);

async function secondVote(title = '补充项目票决'): Promise<string> {
	const { nextPoll } = await meetingsView(hall.desk, hall.congressId);
	const candidates = nextPoll!.candidates.map(({ id }) => id);
	const started = await startPoll(hall.desk, office(), { meetingId, title, seats: 1, candidates });
	if (!started.ok) throw new Error(started.code);
	return started.value.roundId;
}

async function drafted(at = meetingId): Promise<string> {
	const made = await createSurvey(hall.desk, office(), { year, meetingId: at, title: '满意度测评' });
	if (!made.ok) throw new Error(made.code);
	return made.value.roundId;
}

async function laterMeeting(): Promise<{ meetingId: string; roundId: string }> {
	const made = await createMeeting(hall.desk, office(), {
		...{ name: '第八届人民代表大会第十一次会议', heldOn: '2027-01-20', endsOn: null, venue: '' },
		...{ agenda: [], term: null, session: null, copyFrom: null, withCandidates: false },
		...{ title: '2027年度民生实事项目票决', seats: 4 }
	});
	if (!made.ok) throw new Error(made.code);
	return made.value;
}

describe('what was drafted for the wrong meeting', () => {
	test('a second vote goes, its candidates stay, and another may be started', async () => {
		const roundId = await secondVote();
		const listed = await read((tx) =>
			tx.select().from(roundCandidate).where(eq(roundCandidate.roundId, roundId))
		);
		expect(listed).toHaveLength(3);
		expect(await shown(roundId)).toMatchObject({ discard: 'goes' });
		expect(await discard(roundId)).toMatchObject({ ok: true, value: { fate: 'goes' } });
		expect(await shown(roundId)).toBeUndefined();
		expect(await read((tx) => tx.select().from(candidate))).toHaveLength(8);
		expect((await meetingsView(hall.desk, hall.congressId)).nextPoll!.candidates).toHaveLength(3);
		expect(await discard(await secondVote())).toMatchObject({ ok: true });
	});

	test('both chains say who did it, what it was and why', async () => {
		const roundId = await secondVote('重复建立的票决');
		await discard(roundId, ' 重复建立 ', 'office-2');
		const detail = { round: 2, title: '重复建立的票决', kind: 'vote', reason: '重复建立' };
		const [line] = await read((tx) =>
			tx.select().from(audit).where(eq(audit.meetingId, meetingId)).orderBy(desc(audit.seq)).limit(1)
		);
		expect(line).toMatchObject({ act: 'draft-discarded', actor: 'office-2', detail });
		const [own] = await read((tx) =>
			tx.select().from(congressAudit).orderBy(desc(congressAudit.seq)).limit(1)
		);
		const [held] = await read((tx) => tx.select().from(meeting).where(eq(meeting.id, meetingId)));
		expect(own).toMatchObject({
			act: 'draft-discarded',
			actor: 'office-2',
			detail: { ...detail, meeting: held!.name }
		});
	});

	test('a survey goes with its row, and its projects may be put into another', async () => {
		const roundId = await drafted();
		expect(await createSurvey(hall.desk, office(), { year, meetingId, title: '满意度测评' })).toMatchObject({
			code: 'survey-under-way'
		});
		expect(await shown(roundId)).toMatchObject({ discard: 'goes' });
		expect(await discard(roundId)).toMatchObject({ ok: true, value: { fate: 'goes' } });
		expect(await read((tx) => tx.select().from(survey))).toEqual([]);
		expect(await read((tx) => tx.select().from(surveyItem))).toEqual([]);
		const view = await surveysView(hall.desk, hall.congressId, year);
		expect(view).toMatchObject({ surveys: [], underWay: false });
		const [line] = await read((tx) =>
			tx.select().from(congressAudit).orderBy(desc(congressAudit.seq)).limit(1)
		);
		expect(line!.detail).toMatchObject({ kind: 'survey', year, reason: '会议选错' });
		const again = await drafted();
		expect(await discard(again)).toMatchObject({ ok: true });
	});

	test('the empty draft of a meeting that became a survey is the draft of its vote again, as it was', async () => {
		const later = await laterMeeting();
		const [before] = await read((tx) => tx.select().from(round).where(eq(round.id, later.roundId)));
		const seen = rulesOfRound(before!);
		const rules = { ...seen, title: '2027年度票决（拟）', tie: 'lot' as const };
		expect(await saveRules(hall.desk, office(), { roundId: later.roundId, rules, seen })).toMatchObject({
			ok: true
		});
		expect(await drafted(later.meetingId)).toBe(later.roundId);
		// Entered while the draft was a survey, which lists none of the meeting's candidates.
		await read(async (tx) => {
			const [sheet] = await tx.select().from(candidate).limit(1);
			await tx
				.insert(candidate)
				.values({ ...sheet!, id: crypto.randomUUID(), meetingId: later.meetingId, number: 1 });
		});
		expect(await shown(later.roundId)).toMatchObject({ discard: 'becomes-vote' });
		expect(await discard(later.roundId)).toMatchObject({ ok: true, value: { fate: 'becomes-vote' } });
		const [after] = await read((tx) => tx.select().from(round).where(eq(round.id, later.roundId)));
		expect(after).toMatchObject({
			...{ state: 'draft', kind: 'first', previousId: null, title: '2027年度票决（拟）' },
			rules: { ...defaultRules(4), tie: 'lot' }
		});
		const lines = await read((tx) =>
			tx
				.select({ meetingId: candidate.meetingId })
				.from(roundCandidate)
				.innerJoin(candidate, eq(candidate.id, roundCandidate.candidateId))
				.where(eq(roundCandidate.roundId, later.roundId))
		);
		expect(lines).toEqual([{ meetingId: later.meetingId }]);
		// And it is the meeting's only vote now.
		expect(await discard(later.roundId)).toMatchObject({ code: 'only-vote-of-meeting' });
	});

	test('one of an older build, which kept nothing of the draft it took, leaves a vote with the default rules', async () => {
		const later = await laterMeeting();
		const roundId = await drafted(later.meetingId);
		await hall.database.sql`update tracker.survey set took_over = null where round_id = ${roundId}`;
		expect(await discard(roundId)).toMatchObject({ ok: true, value: { fate: 'becomes-vote' } });
		const [after] = await read((tx) => tx.select().from(round).where(eq(round.id, roundId)));
		expect(after).toMatchObject({ title: '2027年度民生实事项目票决', rules: defaultRules(1) });
	});
});

describe('what stays', () => {
	let draft: string;
	beforeAll(async () => {
		draft = await secondVote();
	});
	afterAll(async () => {
		expect(await discard(draft)).toMatchObject({ ok: true });
	});

	test('is everything, for who is not of the office or gives no reason', async () => {
		for (const username of ['chair', 'chief', 'scrutineer', 'teller-1'])
			expect([username, await discard(draft, '试探', username)]).toMatchObject([
				username,
				{ code: 'forbidden' }
			]);
		expect(await discard(draft, '  ')).toMatchObject({ code: 'reason-needed' });
	});

	test('is everything of another congress, which does not even learn that it is there', async () => {
		const stranger = { ...office(), congressId: crypto.randomUUID() };
		expect(await discardDraft(hall.desk, stranger, { roundId: draft, reason: '试探' })).toMatchObject({
			code: 'not-found'
		});
		const gone = await inCongress(hall.desk, stranger.congressId, (tx) =>
			tx.delete(round).where(eq(round.id, draft)).returning({ id: round.id })
		);
		expect(gone).toEqual([]);
		expect(await shown(draft)).toBeDefined();
	});

	test('is an announced round, in words and in the database', async () => {
		expect(await discard(hall.roundId)).toMatchObject({ code: 'draft-left' });
		expect(await shown(hall.roundId)).toMatchObject({ discard: null });
		await expect(read((tx) => tx.delete(round).where(eq(round.id, hall.roundId)))).rejects.toMatchObject({
			cause: { constraint_name: 'only_a_draft_goes' }
		});
	});

	test('is the copy that a rehearsal plays, whatever becomes of the draft it was made of', async () => {
		const uploadDir = mkdtempSync(join(tmpdir(), 'piaojue-discard-'));
		const started = await startRehearsal(hall.desk, office(), { simulated: 0, uploadDir });
		if (!started.ok) throw new Error(started.code);
		const copy = () =>
			read((tx) => tx.select().from(round).where(eq(round.meetingId, started.value.meetingId)));
		const [copied] = await copy();
		expect(copied).toMatchObject({ state: 'draft', title: '补充项目票决' });
		expect(await discard(copied!.id)).toMatchObject({ code: 'not-found' });
		expect(await discard(draft)).toMatchObject({ ok: true });
		expect(await copy()).toEqual([copied]);
		await endRehearsal(hall.desk, office(), { meetingId: started.value.meetingId });
		rmSync(uploadDir, { recursive: true, force: true });
		draft = await secondVote();
	});
});

describe('two people at once', () => {
	/** Lets acts on one round queue up behind its lock in this order, and then go. */
	async function queued<T>(roundId: string, acts: (() => Promise<T>)[]): Promise<T[]> {
		const waiting = async () => {
			const [row] = await hall.database.sql<{ n: number }[]>`
				select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
					and database = (select oid from pg_database where datname = current_database())`;
			return row!.n;
		};
		const running: Promise<T>[] = [];
		await hall.database.sql.begin(async (held) => {
			await held`select gate.own_round(${roundId})`;
			for (const one of acts) {
				running.push(one());
				while ((await waiting()) < running.length) await new Promise((wait) => setTimeout(wait, 5));
			}
		});
		return Promise.all(running);
	}
	const ready = (roundId: string) => () =>
		makeReady(hall.desk, hall.person('office-2'), { roundId }).then((done) =>
			done.ok ? 'ready' : done.code
		);
	const gone = (roundId: string, username: string) => () =>
		discard(roundId, '会议选错', username).then((done) => (done.ok ? 'gone' : done.code));

	test('who discards a draft second is told that it is gone', async () => {
		const roundId = await drafted();
		expect(await queued(roundId, [gone(roundId, 'office-1'), gone(roundId, 'office-2')])).toEqual([
			'gone',
			'not-found'
		]);
	});

	test('a draft that is discarded is not made ready, and leaves no half of it', async () => {
		const roundId = await drafted();
		await makeReady(hall.desk, office(), { roundId });
		expect(await queued(roundId, [gone(roundId, 'office-1'), ready(roundId)])).toEqual(['gone', 'not-found']);
		expect(await read((tx) => tx.select().from(pendingAct))).toEqual([]);
		expect(await hall.database.sql`select 1 from gate.round where round_id = ${roundId}`).toHaveLength(0);
	});

	test('one that was made ready first is not discarded, nor its survey, also not past the application', async () => {
		const roundId = await drafted();
		await makeReady(hall.desk, office(), { roundId });
		expect(await queued(roundId, [ready(roundId), gone(roundId, 'office-1')])).toEqual([
			'ready',
			'draft-left'
		]);
		expect(await read((tx) => tx.select().from(survey))).toHaveLength(1);
		for (const statement of [
			sql`delete from tracker.survey_item`,
			sql`delete from tracker.survey where round_id = ${roundId}`
		])
			await expect(read((tx) => tx.execute(statement))).rejects.toMatchObject({
				cause: { constraint_name: 'survey_goes_as_a_draft' }
			});
		await expect(
			read((tx) => tx.delete(round).where(and(eq(round.id, roundId), eq(round.state, 'ready'))))
		).rejects.toMatchObject({ cause: { constraint_name: 'only_a_draft_goes' } });
	});

	test('a survey that was aborted goes with the draft that followed it; a vote goes on', async () => {
		const [about] = await read((tx) => tx.select().from(survey));
		const aborted = about!.roundId!;
		await abortRound(hall.desk, hall.person('chair'), { roundId: aborted, reason: '会议选错' });
		await abortRound(hall.desk, hall.person('chief'), { roundId: aborted, reason: '' });
		const [followed] = await read((tx) => tx.select().from(survey));
		expect(followed!.roundId).not.toBe(aborted);
		expect(await shown(followed!.roundId!)).toMatchObject({ previousId: aborted, discard: 'goes' });
		expect(await discard(followed!.roundId!)).toMatchObject({ ok: true });
		expect(await read((tx) => tx.select().from(survey))).toEqual([]);
		expect(await shown(aborted)).toMatchObject({ state: 'aborted' });

		const vote = await secondVote();
		await makeReady(hall.desk, office(), { roundId: vote });
		await makeReady(hall.desk, hall.person('office-2'), { roundId: vote });
		await abortRound(hall.desk, hall.person('chair'), { roundId: vote, reason: '平板故障' });
		await abortRound(hall.desk, hall.person('chief'), { roundId: vote, reason: '' });
		const [owed] = await read((tx) => tx.select().from(round).where(eq(round.previousId, vote)));
		expect(await discard(owed!.id)).toMatchObject({ code: 'draft-follows' });
		expect(await shown(owed!.id)).toMatchObject({ discard: null });
	});
});
