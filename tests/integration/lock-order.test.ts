import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { absoluteRules } from '#lib/domain/tracker/lights.ts';
import { advisoryLocks } from '#lib/server/db/advisory-locks.ts';
import { inCongress } from '#lib/server/db/client.ts';
import { meeting } from '#lib/server/db/schema.ts';
import { project } from '#lib/server/db/tracker-schema.ts';
import { chooseMeeting } from '#lib/server/desk/choose-meeting.ts';
import { createMeeting } from '#lib/server/desk/create-meeting.ts';
import { declareValid } from '#lib/server/desk/declare-valid.ts';
import { discardDraft } from '#lib/server/desk/discard-draft.ts';
import { editMeeting } from '#lib/server/desk/edit-meeting.ts';
import { endRehearsal } from '#lib/server/desk/end-rehearsal.ts';
import { startPoll } from '#lib/server/desk/start-poll.ts';
import { startRehearsal } from '#lib/server/desk/start-rehearsal.ts';
import { meetingsView } from '#lib/server/queries/meetings-view.ts';
import { createSurvey } from '#lib/server/tracker/create-survey.ts';
import { setLightRules } from '#lib/server/tracker/set-light-rules.ts';
import { eventually } from '../support/eventually.ts';
import { fiveApprovals, openHall, type Hall } from '../support/hall.ts';

// Of two acts that wait for each other PostgreSQL ends one, which may be the chair's: so no act holds what another
// needs while it waits for what that one holds.

let hall: Hall;
let meetingId: string;
let year: number;
const uploadDir = mkdtempSync(join(tmpdir(), 'piaojue-locks-'));
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
afterAll(async () => {
	await hall.leave();
	rmSync(uploadDir, { recursive: true, force: true });
});

const read = <T>(query: Parameters<typeof inCongress<T>>[2]) => inCongress(hall.desk, hall.congressId, query);
const office = () => hall.person('office-1');
type Held = Parameters<Parameters<Hall['database']['sql']['begin']>[1]>[0];

/** Takes what `hold` takes, starts an act, and looks once the act waits for it. */
async function whileItWaits<T>(
	hold: (held: Held) => Promise<unknown>,
	act: () => Promise<T>,
	look: (held: Held) => Promise<unknown>
): Promise<T> {
	let running: Promise<T>;
	await hall.database.sql.begin(async (held) => {
		await hold(held);
		running = act();
		await eventually('the act waits', async () => {
			const [row] = await held<{ n: number }[]>`
				select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
					and database = (select oid from pg_database where datname = current_database())`;
			return row!.n > 0;
		});
		await look(held);
	});
	return running!;
}

/** As an act on the meeting that has its line to write: it holds both chains and needs the meeting to be there. */
async function besideALine<T extends { ok: boolean }>(
	act: () => Promise<T>
): Promise<Extract<T, { ok: true }>> {
	const done = await whileItWaits(
		async (held) => {
			await held`select pg_advisory_xact_lock(${advisoryLocks.audit}, hashtext(${meetingId}))`;
			await held`select pg_advisory_xact_lock(${advisoryLocks.congressAudit}, hashtext(${hall.congressId}))`;
		},
		act,
		(held) => held`select from desk.meeting where id = ${meetingId} for key share nowait`
	);
	expect(done).toMatchObject({ ok: true });
	return done as Extract<T, { ok: true }>;
}

describe('an act on the meeting itself stops no line of its chain', () => {
	test('a further vote, its discard, and a survey', async () => {
		const { nextPoll } = await meetingsView(hall.desk, hall.congressId);
		const candidates = nextPoll!.candidates.map(({ id }) => id);
		const vote = { meetingId, title: '补充项目票决', seats: 1, candidates };
		const started = await besideALine(() => startPoll(hall.desk, office(), vote));
		const { roundId } = started.value;
		await besideALine(() => discardDraft(hall.desk, office(), { roundId, reason: '会议选错' }));
		const survey = await besideALine(() =>
			createSurvey(hall.desk, office(), { year, meetingId, title: '满意度测评' })
		);
		const gone = { roundId: survey.value.roundId, reason: '会议选错' };
		expect(await discardDraft(hall.desk, office(), gone)).toMatchObject({ ok: true });
	});

	test('a rehearsal, and its end', async () => {
		const { nextPoll } = await meetingsView(hall.desk, hall.congressId);
		const candidates = nextPoll!.candidates.map(({ id }) => id);
		const vote = { meetingId, title: '补充项目票决', seats: 1, candidates };
		const poll = await startPoll(hall.desk, office(), vote);
		if (!poll.ok) throw new Error(poll.code);
		const formal = meetingId;
		const started = await besideALine(() => startRehearsal(hall.desk, office(), { simulated: 0, uploadDir }));
		meetingId = started.value.meetingId;
		await besideALine(() => endRehearsal(hall.desk, office(), { meetingId }));
		meetingId = formal;
		const gone = { roundId: poll.value.roundId, reason: '会议选错' };
		expect(await discardDraft(hall.desk, office(), gone)).toMatchObject({ ok: true });
	});

	test('another meeting’s facts, and the choice of it', async () => {
		const facts = { name: '第十一次会议', heldOn: '2027-01-20', endsOn: null, venue: '', agenda: [] };
		const made = await createMeeting(hall.desk, office(), {
			...facts,
			...{ term: null, session: null, copyFrom: null, withCandidates: false },
			...{ title: '2027年度民生实事项目票决', seats: 4 }
		});
		if (!made.ok) throw new Error(made.code);
		const formal = meetingId;
		meetingId = made.value.meetingId;
		await besideALine(() =>
			editMeeting(hall.desk, office(), { ...facts, term: null, session: null, meetingId })
		);
		meetingId = formal;
		await besideALine(() => chooseMeeting(hall.desk, office(), { meetingId: made.value.meetingId }));
		await besideALine(() => chooseMeeting(hall.desk, office(), { meetingId }));
	});
});

describe('where projects stand', () => {
	test('is worked out anew for all after the acts that are under way, not from what they change', async () => {
		const done = await whileItWaits(
			(held) =>
				held`select pg_advisory_xact_lock_shared(${advisoryLocks.standing}, hashtext(${hall.congressId}))`,
			() =>
				setLightRules(hall.desk, hall.person('supervision'), {
					rules: absoluteRules,
					reason: '按新规定亮灯'
				}),
			// What such an act needs last.
			(held) =>
				held`select pg_advisory_xact_lock(${advisoryLocks.congressAudit}, hashtext(${hall.congressId}))`
		);
		expect(done).toMatchObject({ ok: true });
	});

	test('waits at the announcement of a survey before any chain is held', async () => {
		const survey = await createSurvey(hall.desk, office(), { year, meetingId, title: '满意度测评' });
		if (!survey.ok) throw new Error(survey.code);
		hall.goOnWith(survey.value.roundId);
		const projects = await read((tx) => tx.select().from(project));
		await hall.vote(() => projects.map(() => 1 as const));
		const { roundId } = hall;
		await eventually('the box is counted', async () => {
			const valid = await declareValid(hall.desk, hall.person('chief'), { roundId });
			return valid.ok;
		});
		await whileItWaits(
			async (held) => {
				for (const { id } of projects.slice(1))
					await held`select pg_advisory_xact_lock(${advisoryLocks.project}, hashtext(${id}))`;
			},
			() => hall.announce(),
			async (held) => {
				const [row] = await held<{ free: boolean }[]>`
					select pg_try_advisory_xact_lock(${advisoryLocks.congressAudit}, hashtext(${hall.congressId})) as free`;
				expect(row).toEqual({ free: true });
			}
		);
	});
});
