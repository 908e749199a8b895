import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Mark } from '#lib/domain/ballot.ts';
import { defaultRules } from '#lib/domain/rule-set.ts';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { inCongress } from '#lib/server/db/client.ts';
import {
	candidate,
	meeting,
	round,
	roundCandidate,
	scriptLine,
	scrutineer,
	staff
} from '#lib/server/db/schema.ts';
import { congressAudit } from '#lib/server/db/setup-schema.ts';
import { waitingHall } from '#lib/server/desk/await-pairing.ts';
import { chooseMeeting } from '#lib/server/desk/choose-meeting.ts';
import { createCongress } from '#lib/server/desk/create-congress.ts';
import { createMeeting } from '#lib/server/desk/create-meeting.ts';
import { editMeeting } from '#lib/server/desk/edit-meeting.ts';
import { listCandidates } from '#lib/server/desk/list-candidates.ts';
import { pairHall } from '#lib/server/desk/pair-hall.ts';
import { saveScriptLine } from '#lib/server/desk/save-script-line.ts';
import { startPoll } from '#lib/server/desk/start-poll.ts';
import { switchMeeting } from '#lib/server/desk/switch-meeting.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { meetingsView } from '#lib/server/queries/meetings-view.ts';
import { pairedHall } from '#lib/server/queries/paired-hall.ts';
import { publicResult, publicResults } from '#lib/server/queries/public-results.ts';
import { eventually } from '../support/eventually.ts';
import { fiveApprovals, openHall, type Hall } from '../support/hall.ts';

let hall: Hall;
let office: StaffActor;
beforeEach(async () => {
	hall = await openHall({ delegates: 6 });
	office = hall.person('office-1');
});
afterEach(() => hall.leave());

const facts = {
	...{ term: 8, session: 7, name: '涌山镇第八届人民代表大会第七次会议' },
	...{ heldOn: '2025-03-08', endsOn: '2025-03-09', venue: '镇会议中心', agenda: ['听取报告', '票决项目'] }
};
const fresh = {
	...facts,
	title: '2025年度民生实事项目票决',
	seats: 3,
	copyFrom: null,
	withCandidates: false
};
const view = () => meetingsView(hall.desk, hall.congressId);
const made = async (over: object = {}) => {
	const created = await createMeeting(hall.desk, office, { ...fresh, ...over });
	if (!created.ok) throw new Error(created.code);
	return created.value;
};
const inTown = <T>(read: Parameters<typeof inCongress<T>>[2]) => inCongress(hall.desk, hall.congressId, read);

test('a congress without a meeting makes its first one, which is current at once, with a draft vote', async () => {
	const created = await createCongress(hall.desk, {
		name: '临港镇人民代表大会',
		level: 'town',
		suffix: 'lingang'
	});
	if (!created.ok) throw new Error(created.code);
	const { congressId } = created.value;
	const [account] = await inCongress(hall.desk, congressId, (tx) =>
		tx.select().from(staff).where(eq(staff.username, 'office-1-lingang'))
	);
	const stranger = { ...office, id: account!.id, congressId, username: account!.username };
	const { meetings } = await meetingsView(hall.desk, congressId);
	expect(meetings).toEqual([]);
	expect(await createMeeting(hall.desk, stranger, fresh)).toMatchObject({ ok: true });
	expect((await meetingsView(hall.desk, congressId)).meetings).toMatchObject([
		{
			...facts,
			current: true,
			demonstration: false,
			stage: 'preparing',
			rounds: [{ title: fresh.title, state: 'draft' }]
		}
	]);
	// The town beside it sees nothing of it, and can copy nothing.
	expect((await view()).meetings).toHaveLength(1);
	const foreign = (await meetingsView(hall.desk, congressId)).meetings[0]!.id;
	expect(await createMeeting(hall.desk, office, { ...fresh, copyFrom: foreign })).toMatchObject({
		code: 'not-found'
	});
	expect(await chooseMeeting(hall.desk, office, { meetingId: foreign })).toMatchObject({ code: 'not-found' });
	expect(await editMeeting(hall.desk, office, { ...facts, meetingId: foreign })).toMatchObject({
		code: 'not-found'
	});
});

test('a later meeting waits until it is chosen, and then screens and pages turn to it', async () => {
	const before = (await currentMeetingId(hall.desk, hall.congressId))!;
	const waiting = await waitingHall(hall.desk, null);
	await pairHall(hall.desk, office, { code: waiting.code });
	const { meetingId } = await made();
	expect(await currentMeetingId(hall.desk, hall.congressId)).toBe(before);
	const moved: string[] = [];
	const { unlisten } = await hall.desk.$client.listen('desk', (payload) => {
		if (payload.endsWith('moved')) moved.push(payload);
	});
	expect(await chooseMeeting(hall.desk, office, { meetingId })).toMatchObject({ ok: true });
	expect(await currentMeetingId(hall.desk, hall.congressId)).toBe(meetingId);
	expect(await pairedHall(hall.desk, waiting.token)).toMatchObject({ meetingId });
	while (!moved.length) await new Promise((wait) => setTimeout(wait, 10));
	await unlisten();
	expect(moved).toEqual([`${hall.congressId} ${before} moved`]);
});

test('a screen that is paired while the meeting is switched shows the new one', async () => {
	const before = (await currentMeetingId(hall.desk, hall.congressId))!;
	const waiting = await waitingHall(hall.desk, null);
	const { meetingId } = await made();
	let pairing: ReturnType<typeof pairHall> | undefined;
	await inCongress(hall.desk, hall.congressId, async (tx) => {
		await switchMeeting(tx, hall.congressId, before, meetingId);
		let settled = false;
		pairing = pairHall(hall.desk, office, { code: waiting.code });
		void pairing.finally(() => (settled = true));
		await eventually('the pairing waits, or is over', async () => {
			const [blocked] = await hall.database.sql`select 1 from pg_stat_activity
				where datname = current_database() and wait_event_type = 'Lock'`;
			return settled || blocked;
		});
	});
	expect(await pairing).toMatchObject({ ok: true });
	expect(await pairedHall(hall.desk, waiting.token)).toMatchObject({ meetingId });
});

test('a screen that is paired just before the switch comes along', async () => {
	const before = (await currentMeetingId(hall.desk, hall.congressId))!;
	const waiting = await waitingHall(hall.desk, null);
	const { meetingId } = await made();
	await Promise.all([
		pairHall(hall.desk, office, { code: waiting.code }),
		inCongress(hall.desk, hall.congressId, (tx) => switchMeeting(tx, hall.congressId, before, meetingId))
	]);
	expect(await pairedHall(hall.desk, waiting.token)).toMatchObject({ meetingId });
});

test('no meeting is left while its vote is under way, and none in the middle of a rehearsal', async () => {
	const { meetingId } = await made();
	await hall.checkIn();
	await hall.makeReady();
	expect(await chooseMeeting(hall.desk, office, { meetingId })).toMatchObject({ code: 'meeting-under-way' });
	expect((await view()).meetings.find(({ current }) => current)).toMatchObject({
		stage: 'under-way',
		frozen: true
	});
	await hall.database.sql`update desk.round set state = 'aborted' where state = 'ready'`;
	await hall.database.sql`insert into desk.meeting (congress_id, name, held_on, venue, rehearsal_of)
		select congress_id, '演练', held_on, venue, id from desk.meeting where current`;
	await hall.database.sql`update desk.meeting set current = false`;
	await hall.database.sql`update desk.meeting set current = true where rehearsal_of is not null`;
	expect(await chooseMeeting(hall.desk, office, { meetingId })).toMatchObject({ code: 'rehearsal-running' });
	// Rehearsals are listed with the rehearsals.
	expect((await view()).meetings).toHaveLength(2);
});

test('a meeting is edited until one of its rounds is ready', async () => {
	const meetingId = (await currentMeetingId(hall.desk, hall.congressId))!;
	expect(await editMeeting(hall.desk, office, { ...facts, meetingId })).toMatchObject({ ok: true });
	expect((await view()).meetings).toMatchObject([{ ...facts, frozen: false }]);
	await hall.checkIn();
	const manifest = await hall.makeReady();
	expect(manifest.meeting.name).toBe(facts.name);
	expect(await editMeeting(hall.desk, office, { ...facts, meetingId, venue: '别处' })).toMatchObject({
		code: 'meeting-frozen'
	});
	const acts = await inTown((tx) => tx.select({ act: congressAudit.act }).from(congressAudit));
	expect(acts).toEqual([{ act: 'meeting-edited' }]);
});

test("last year's meeting is copied: rules, agenda, script and scrutineers, and candidates if wanted", async () => {
	const source = (await currentMeetingId(hall.desk, hall.congressId))!;
	await inTown((tx) =>
		tx
			.update(round)
			.set({ rules: { ...defaultRules(5), majorityBase: 'present', tie: 'lot' }, receipt: 'none' })
	);
	await editMeeting(hall.desk, office, { ...facts, meetingId: source });
	await saveScriptLine(hall.desk, office, { step: 'sign-in', text: '请各位代表签到。' });
	const copy = { copyFrom: source, agenda: [] };
	const bare = await made(copy);
	const full = await made({ ...copy, withCandidates: true });
	for (const { meetingId, roundId } of [bare, full]) {
		await inTown(async (tx) => {
			const [row] = await tx.select().from(meeting).where(eq(meeting.id, meetingId));
			expect(row).toMatchObject({
				copiedFrom: source,
				agenda: facts.agenda,
				demonstration: true,
				current: false
			});
			const [draft] = await tx.select().from(round).where(eq(round.id, roundId));
			expect(draft!.rules).toEqual({ ...defaultRules(3), majorityBase: 'present', tie: 'lot' });
			expect(draft!.receipt).toBe('none');
			expect(await tx.select().from(scrutineer).where(eq(scrutineer.meetingId, meetingId))).toHaveLength(2);
			expect(await tx.select().from(scriptLine).where(eq(scriptLine.meetingId, meetingId))).toMatchObject([
				{ step: 'sign-in', text: '请各位代表签到。' }
			]);
			const listed = await tx.select().from(roundCandidate).where(eq(roundCandidate.roundId, roundId));
			expect(listed).toHaveLength(roundId === full.roundId ? 8 : 0);
		});
	}
	expect((await view()).meetings.filter(({ copiedFrom }) => copiedFrom === facts.name)).toHaveLength(2);
});

describe('a second vote in the same meeting', () => {
	const again = { title: '补充项目票决', seats: 1 };

	test('begins only once the first is finished, and not with what was chosen already', async () => {
		const meetingId = (await currentMeetingId(hall.desk, hall.congressId))!;
		await inTown((tx) => tx.update(round).set({ receipt: 'none' }));
		const start = (candidates: string[] = []) =>
			startPoll(hall.desk, office, { meetingId, ...again, candidates });
		expect(await start()).toMatchObject({ code: 'poll-not-finished' });
		await hall.checkIn();
		await hall.vote(() => fiveApprovals);
		await hall.announce();
		const { nextPoll } = await view();
		expect(nextPoll!.candidates.map(({ number }) => number)).toEqual([6, 7, 8]);
		const [chosen] = await inTown((tx) => tx.select().from(candidate).where(eq(candidate.number, 1)));
		expect(await start([chosen!.id])).toMatchObject({ code: 'candidate-already-chosen' });
		expect(await start([crypto.randomUUID()])).toMatchObject({ code: 'not-found' });
		expect(await start(nextPoll!.candidates.map(({ id }) => id))).toMatchObject({ ok: true });
		const drafts = await inTown((tx) => tx.select().from(round).where(eq(round.state, 'draft')));
		expect(drafts).toMatchObject([{ title: again.title, receipt: 'none' }]);
		expect(await start()).toMatchObject({ code: 'poll-not-finished' });
	});

	test('takes candidates that are entered later, and none that was voted on before', async () => {
		const meetingId = (await currentMeetingId(hall.desk, hall.congressId))!;
		await hall.checkIn();
		await hall.vote(() => fiveApprovals);
		await hall.announce();
		const [again6] = (await view()).nextPoll!.candidates;
		const started = await startPoll(hall.desk, office, { meetingId, ...again, candidates: [again6!.id] });
		if (!started.ok) throw new Error(started.code);
		const listed = await inTown(async (tx) => {
			const [sheet] = await tx.select().from(candidate).where(eq(candidate.number, 8));
			await tx.insert(candidate).values({ ...sheet!, id: crypto.randomUUID(), number: 9 });
			await listCandidates(tx, hall.congressId, meetingId);
			return tx
				.select({ number: candidate.number, place: roundCandidate.number })
				.from(roundCandidate)
				.innerJoin(candidate, eq(candidate.id, roundCandidate.candidateId))
				.where(eq(roundCandidate.roundId, started.value.roundId))
				.orderBy(roundCandidate.number);
		});
		expect(listed).toEqual([
			{ number: 6, place: 1 },
			{ number: 9, place: 2 }
		]);
	});

	test('is voted, reported and united apart from the first', async () => {
		const meetingId = (await currentMeetingId(hall.desk, hall.congressId))!;
		const first = hall.roundId;
		await hall.checkIn();
		await hall.vote(() => fiveApprovals);
		await hall.announce();
		const { nextPoll } = await view();
		const candidates = nextPoll!.candidates.map(({ id }) => id);
		const started = await startPoll(hall.desk, office, { meetingId, ...again, candidates });
		if (!started.ok) throw new Error(started.code);
		hall.goOnWith(started.value.roundId);
		const marks: Mark[] = [0, 1, 0];
		await hall.vote(() => marks);
		await hall.announce();
		const second = (await publicResult(hall.desk, started.value.roundId))!;
		expect(second.round).toMatchObject({
			title: again.title,
			sequence: 2,
			kind: 'first',
			previousId: null,
			seats: 1
		});
		expect(second.result.standings.filter(({ outcome }) => outcome === 'elected')).toMatchObject([
			{ name: nextPoll!.candidates[1]!.name, approve: 6 }
		]);
		expect(second.result.standings).toHaveLength(3);
		expect((await publicResult(hall.desk, first))!.result.standings).toHaveLength(8);
		expect((await publicResults(hall.desk)).map(({ title }) => title)).toEqual([
			again.title,
			expect.stringMatching(/年度民生实事项目票决$/) as string
		]);
		const { paperFacts } = await import('#lib/server/queries/papers-facts.ts');
		const polls = await Promise.all(
			[first, started.value.roundId].map((id) => paperFacts(hall.desk, hall.congressId, id))
		);
		expect(polls.map((paper) => paper!.poll!.chosen.length)).toEqual([5, 1]);
	});
});
