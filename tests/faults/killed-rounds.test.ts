import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mark } from '#lib/domain/ballot.ts';
import { ProtocolDelegate, type ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { eventually } from '../support/eventually.ts';
import { killableServer, type KillableServer } from '../support/killable-server.ts';
import { killedInTheMiddle, type KilledAct } from '../support/killed-acts.ts';
import { stateShown, watchingScreens, type Screens } from '../support/screens.ts';

// What may happen to a round on its way: a pause, another console, an end with a reason, a tie, a round that is void.

let server: KillableServer;
let screens: Screens;
let people: Record<'one' | 'two' | 'chair' | 'helper' | 'chief', ProtocolStaff>;
let roundId: string;

beforeAll(async () => {
	server = await killableServer({ delegates: 7, rules: { tie: 'revote', majorityBase: 'none' } });
	const { credentials } = server;
	const [one, two, chair, helper, chief] = await Promise.all(
		['office-1', 'office-2', 'chair', 'chair', 'chief'].map((name) => server.as(name))
	);
	people = { one: one!, two: two!, chair: chair!, helper: helper!, chief: chief! };
	const deputy = new ProtocolDelegate({ ...credentials, code: credentials.delegates[0]!.code });
	await deputy.signIn();
	screens = watchingScreens(credentials.origin, { staff: chair!.cookie, deputy: deputy.cookie });
	for (const { number } of credentials.delegates)
		await did(one!.act('/admin/roll?/checkIn', { delegateNumber: String(number) }));
	roundId = credentials.roundId;
	await opened();
}, 120_000);

afterAll(async () => {
	screens.stop();
	await server.end();
});

test('the console is taken over wholly or not at all', async () => {
	const consoleId = 'the-helpers-console';
	await killed({
		act: () => people.helper.act('/chair?/takeControl', { consoleId, over: 'yes' }),
		truth: async () => {
			const [row] = await server.database.sql<{ console_id: string }[]>`select console_id from desk.meeting`;
			return row!.console_id === consoleId ? 'taken' : 'as it was';
		},
		before: 'as it was',
		after: 'taken',
		shown: { console: ({ control }) => (control?.consoleId === consoleId ? 'taken' : 'as it was') }
	});
	// Taken at the opening, and once now.
	expect(await linesOf('control-taken')).toBe(2);
}, 120_000);

test('a pause and the end of it', async () => {
	const { chair } = people;
	await movedOn(['open', 'paused'], () => chair.act('/chair?/pause', { roundId }));
	await movedOn(['paused', 'open'], () => chair.act('/chair?/resume', { roundId }));
	expect(await linesOf('round-paused')).toBe(1);
	expect(await linesOf('round-resumed')).toBe(1);
}, 120_000);

test('a round is aborted with its reason by two persons, and one draft follows it', async () => {
	const reason = '会场停电，无法继续';
	await did(people.one.act('/admin?/abort', { roundId, reason }));
	await movedOn(['open', 'aborted'], () => people.chief.act('/scrutineer?/confirmAbort', { roundId }));
	await screens.show(
		{
			console: ({ ended }) => ended?.reason ?? undefined,
			hall: ({ round }) => round?.reason ?? undefined,
			tablet: ({ round }) => round?.reason ?? undefined
		},
		reason
	);
	expect(await draftsAfter(roundId)).toHaveLength(1);
	expect(await linesOf('round-aborted')).toBe(1);
}, 120_000);

test('a tie is settled by a further round, once', async () => {
	[roundId] = (await draftsAfter(roundId)) as [string];
	await opened();
	await everybodyVotes();
	await did(people.chair.act('/chair?/close', { roundId }));
	await eventually('the round is counted', async () => (await state()) === 'counted');
	const settled = async () => {
		const rows = await server.database.sql<{ kind: string }[]>`
			select kind from desk.settlement where round_id = ${roundId}`;
		return rows.map(({ kind }) => kind).join() || 'not settled';
	};
	await killed({
		act: () => people.one.act('/admin?/settle', { roundId, kind: 'revote' }),
		truth: settled,
		before: 'not settled',
		after: 'revote',
		shown: { console: ({ result }) => (result ? (result.settlement?.kind ?? 'not settled') : undefined) }
	});
	expect(await draftsAfter(roundId)).toHaveLength(1);
	expect(await linesOf('result-settled')).toBe(1);
}, 120_000);

test('a counted round is void by two persons, and only the draft of its own repetition follows', async () => {
	const [revote] = await draftsAfter(roundId);
	await did(people.one.act('/admin?/void', { roundId, reason: '票箱封条破损' }));
	await movedOn(['counted', 'void'], () => people.chief.act('/scrutineer?/confirmVoid', { roundId }));
	const drafts = await draftsAfter(roundId);
	expect(drafts).toHaveLength(1);
	expect(drafts).not.toContain(revote);
	expect(await linesOf('round-void')).toBe(1);
}, 120_000);

const killed = (act: KilledAct) => killedInTheMiddle({ server, screens }, act);

/** One that moves the round from one state to another, which every screen shows. */
const movedOn = ([before, after]: [string, string], act: () => Promise<unknown>) =>
	killed({ act, truth: state, before, after, shown: stateShown });

async function state(): Promise<string> {
	const [row] = await server.database.sql<{ state: string }[]>`
		select state from desk.round where id = ${roundId}`;
	return row!.state;
}

/** For acts that the test is not about. */
async function did(act: Promise<string | null>): Promise<void> {
	expect(await act).toBeNull();
}

async function opened(): Promise<void> {
	const { one, two, chair, chief } = people;
	await did(one.act('/admin?/makeReady', { roundId }));
	await did(two.act('/admin?/makeReady', { roundId }));
	await did(chair.act('/chair?/open', { roundId }));
	await did(chief.act('/scrutineer?/open', { roundId }));
}

/** All but the deputy whose tablet watches: four are chosen by all, the fifth place is tied between two. */
async function everybodyVotes(): Promise<void> {
	const { credentials } = server;
	await Promise.all(
		credentials.delegates.slice(1).map(async ({ number, code }) => {
			const tablet = new ProtocolDelegate({ ...credentials, code });
			await tablet.signIn();
			const round = await tablet.currentRound();
			const ballot = await tablet.draw({ id: roundId, manifest: round!.manifest! });
			const marks: Mark[] = [1, 1, 1, 1, number % 2 ? 1 : 0, number % 2 ? 0 : 1, 0, 0];
			const filled = tablet.fill(ballot, marks, new Uint8Array(32).fill(number));
			await tablet.castUntilDefinite(ballot, filled, 100);
		})
	);
}

async function draftsAfter(previousId: string): Promise<string[]> {
	const rows = await server.database.sql<{ id: string }[]>`
		select id from desk.round where previous_id = ${previousId} and state = 'draft'`;
	return rows.map(({ id }) => id);
}

/** No act was done twice, however often it was asked for. */
async function linesOf(act: string): Promise<number> {
	const rows = await server.database.sql`select 1 from desk.audit where act = ${act}`;
	return rows.length;
}
