import { join } from 'node:path';
import { isDeepStrictEqual as same } from 'node:util';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mark } from '#lib/domain/ballot.ts';
import { checkIn } from '#lib/server/desk/check-in.ts';
import { closeRound } from '#lib/server/desk/close-round.ts';
import { countOutPaper } from '#lib/server/desk/count-out-paper.ts';
import { finishPaper as paperIsRead } from '#lib/server/desk/finish-paper.ts';
import { issuePaper } from '#lib/server/desk/issue-paper.ts';
import { leaveEarly } from '#lib/server/desk/leave-early.ts';
import { noteLeave } from '#lib/server/desk/note-leave.ts';
import { notePaper } from '#lib/server/desk/note-paper.ts';
import { pauseRound } from '#lib/server/desk/pause-round.ts';
import { resumeRound } from '#lib/server/desk/resume-round.ts';
import { returnToHall } from '#lib/server/desk/return-to-hall.ts';
import { setStage } from '#lib/server/desk/set-stage.ts';
import { setTimer } from '#lib/server/desk/set-timer.ts';
import { undoCheckIn } from '#lib/server/desk/undo-check-in.ts';
import { withdrawLeave } from '#lib/server/desk/withdraw-leave.ts';
import type { HallView, TallyView, ViewEvent } from '#lib/wire/views.ts';
import { ensureBuild } from '../../src/cli/ensure-build.ts';
import { ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { startProgram, stopProgram } from '../../src/cli/run-program.ts';
import { eventually } from '../support/eventually.ts';
import { openHall, type Hall, type Voter } from '../support/hall.ts';
import { testPort } from '../support/test-port.ts';

// Whatever happens in whatever order: the hall screen, the API and the tables say the same. What happens is drawn by
// lot from the seed, twenty things at once, at another process than the one that the hall screen watches.

const SEED = Number(process.env.PIAOJUE_SEED ?? 20261129);
const EVENTS = 1000;
const AT_ONCE = 50;
const DELEGATES = 56;

let hall: Hall;
let server: ReturnType<typeof startProgram>;
let office: ProtocolStaff;
let socket: Socket;
let seen: HallView;

beforeAll(async () => {
	await ensureBuild();
	hall = await openHall({ delegates: DELEGATES, rules: { majorityBase: 'none', quorum: 'none' } });
	const port = await testPort();
	const origin = `http://localhost:${port}`;
	server = startProgram(['src/server.js'], {
		env: {
			...{ NODE_ENV: 'production', PIAOJUE_ROLE: 'desk', DATABASE_URL: hall.database.url },
			...{ PIAOJUE_SECRET: hall.keys.secret, KEY_DIR: hall.keys.dir, ARCHIVE_DIR: hall.archiveDir },
			UPLOAD_DIR: join(hall.keys.dir, '../uploads'),
			...{ HOST: '127.0.0.1', PORT: String(port), ORIGIN: origin, BOX_ORIGIN: hall.boxOrigin }
		}
	});
	await eventually('the server is ready', async () => {
		return (await fetch(`${origin}/readyz`).catch(() => null))?.ok;
	});
	office = new ProtocolStaff(origin);
	await office.signIn('office-1', hall.credentials.staff[0]!.password);
	const extraHeaders = { origin, cookie: office.cookie };
	socket = io(origin, { path: '/rt/', transports: ['websocket'], extraHeaders });
	socket.on('connect', () => socket.emit('watch', { topic: 'hall' }));
	socket.on('view', ({ view }: ViewEvent<HallView>) => (seen = view));
	await hall.makeReady();
}, 60_000);

afterAll(async () => {
	socket?.disconnect();
	if (server) await stopProgram(server);
	await hall?.leave();
});

test(`after ${EVENTS} random events the hall’s numbers are those of the API and of the database (seed ${SEED})`, async () => {
	for (let event = 0; event < EVENTS; event += AT_ONCE) {
		if (event === EVENTS / 2) await open();
		const kinds = event < EVENTS / 2 ? gathering : voting;
		await Promise.all(Array.from({ length: AT_ONCE }, () => oneOf(kinds)(oneOf(hall.voters))));
		await agree(`${event + AT_ONCE} events`);
	}
	// Lots that bring nothing about would prove nothing.
	expect(tickets.size).toBeGreaterThan(DELEGATES / 2);
	expect(inBox.size).toBeGreaterThan(DELEGATES / 2);
	await resumeRound(hall.desk, hall.person('chair'), { roundId: hall.roundId });
	await closeRound(hall.desk, hall.person('chair'), { roundId: hall.roundId });
	await hall.until('closed');
	await agree('the close');

	await finishPaper();
	await hall.until('counted');
	await agree('the count');
	const approvals = Array.from({ length: 8 }, (_, i) =>
		[...inBox].reduce((sum, voter) => sum + ballots.get(voter)!.marks[i]!, 0)
	);
	expect(seen.tally).toMatchObject({ exact: true, released: inBox.size });
	expect(seen.tally!.candidates!.map(({ approve }) => approve)).toEqual(approvals);
}, 90_000);

const tickets = new Map<Voter, Uint8Array[]>();
const ballots = new Map<Voter, { marks: Mark[]; body: string }>();
/** Who got the box's acknowledgement. */
const inBox = new Set<Voter>();

type Happening = (voter: Voter) => Promise<unknown>;

const number = (voter: Voter) => ({ delegateNumber: voter.actor.number });
const desk1 = () => [hall.desk, hall.person('office-1')] as const;
const chair = () => [hall.desk, hall.person('chair')] as const;

const arrives: Happening = (voter) => checkIn(...desk1(), number(voter));
const leaves: Happening = (voter) => leaveEarly(...desk1(), number(voter));
const returns: Happening = (voter) => returnToHall(...desk1(), number(voter));
const undone: Happening = (voter) => undoCheckIn(...desk1(), { ...number(voter), reason: '认错人' });
const excused: Happening = (voter) => noteLeave(...desk1(), { ...number(voter), reason: '公务' });
const notExcused: Happening = (voter) => withdrawLeave(...desk1(), number(voter));
const wantsPaper: Happening = (voter) =>
	notePaper(...desk1(), { ...number(voter), wantsPaper: random() < 0.3 });
const getsPaper: Happening = (voter) => issuePaper(...desk1(), { roundId: hall.roundId, ...number(voter) });
const pauses: Happening = () => pauseRound(...chair(), { roundId: hall.roundId });
const resumes: Happening = () => resumeRound(...chair(), { roundId: hall.roundId });
const shows: Happening = () => setStage(...chair(), { mode: oneOf(['auto', 'title', 'check-in'] as const) });
const times: Happening = () => setTimer(...chair(), { seconds: oneOf([0, 60]) });

const draws: Happening = async (voter) => {
	const drawn = await hall.draw(voter).catch(() => null);
	if (drawn) tickets.set(voter, drawn);
};

/** The same bytes whenever it is sent again, as a tablet does. */
const casts: Happening = async (voter) => {
	const drawn = tickets.get(voter);
	if (!drawn) return;
	const marks: Mark[] = Array.from({ length: 8 }, (_, i) => (i < 5 && random() < 0.5 ? 1 : 0));
	const ballot = ballots.get(voter) ?? { marks, body: hall.fill(voter, drawn, marks).body };
	ballots.set(voter, ballot);
	if ((await hall.cast(ballot.body)).ok) inBox.add(voter);
};

const often = (times: number, happening: Happening): Happening[] =>
	Array(times).fill(happening) as Happening[];

const gathering = [
	...often(8, arrives),
	...often(6, draws),
	...[leaves, leaves, returns, returns, undone, excused, notExcused, wantsPaper, getsPaper, shows, times]
];
const voting = [
	...often(14, casts),
	...often(3, resumes),
	...[arrives, arrives, leaves, leaves, returns, returns, draws, wantsPaper, getsPaper, pauses, shows, times]
];

/** Enough ballots are out for a tally in batches. */
async function open(): Promise<void> {
	await Promise.all(
		hall.voters.map(async (voter) => {
			await arrives(voter);
			await returns(voter);
			await draws(voter);
		})
	);
	expect(tickets.size).toBeGreaterThanOrEqual(40);
	await hall.open();
}

/** No sheet came back. */
async function finishPaper(): Promise<void> {
	const printed = seen.turnout.paper;
	expect(printed).toBeGreaterThan(0);
	const [desk, scrutineer] = [hall.desk, hall.person('scrutineer')];
	const { roundId } = hall;
	await countOutPaper(desk, scrutineer, { roundId, printed, spoiled: 0, returned: 0 });
	expect(await paperIsRead(desk, scrutineer, { roundId })).toMatchObject({ ok: true });
}

/** Once all is told, which it is by itself, everybody says the same. */
async function agree(when: string): Promise<void> {
	let said: unknown[] = [];
	await eventually('all agree', async () => {
		const [tally, tables] = [await tallyOfApi(), await numbersOfTables()];
		const { turnout, round } = seen ?? {};
		const onScreen = { ...turnout, state: round?.state };
		said = [onScreen, tables, seen?.tally, tally];
		return same(onScreen, tables) && same(seen.tally, tally) && tables.state === tally.state;
	}).catch((error: Error) => {
		throw new Error(
			`seed ${SEED}, after ${when}: ${error.message}\n${said.map((one) => JSON.stringify(one)).join('\n')}`
		);
	});
	const { drawn, cast } = seen.turnout;
	expect([drawn, cast], `seed ${SEED}, after ${when}: the tablets`).toEqual([tickets.size, inBox.size]);
}

async function tallyOfApi(): Promise<TallyView> {
	return (await (await office.get(`/api/v1/rounds/${hall.roundId}/tally`)).json()) as TallyView;
}

async function numbersOfTables() {
	const { sql } = hall.database;
	const [row] = await sql<
		{
			state: string;
			electorate: number;
			checkedIn: number;
			inHall: number;
			onLeave: number;
			drawn: number;
			paper: number;
		}[]
	>`
		select r.state,
			(select count(*)::int from desk.round_roll where round_id = r.id) as electorate,
			(select count(*)::int from desk.check_in) as "checkedIn",
			(select count(*)::int from desk.check_in where left_at is null) as "inHall",
			(select count(*)::int from desk.leave where delegate_id not in (select delegate_id from desk.check_in)) as "onLeave",
			(select count(*)::int from desk.draw where channel = 'electronic') as drawn,
			(select count(*)::int from desk.draw where channel = 'paper') as paper
		from desk.round r where r.id = ${hall.roundId}`;
	const [box] = await hall.stored();
	return { ...row!, cast: box!.count };
}

function oneOf<One>(choices: readonly One[]): One {
	return choices[Math.floor(random() * choices.length)]!;
}

/** Mulberry32. */
let state = SEED;
function random(): number {
	state = (state + 0x6d2b79f5) | 0;
	let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
	mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
	return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
