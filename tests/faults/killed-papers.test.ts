import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProtocolDelegate, type ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { eventually } from '../support/eventually.ts';
import { killableServer, type KillableServer } from '../support/killable-server.ts';
import { killedInTheMiddle, type KilledAct } from '../support/killed-acts.ts';
import { watchingScreens, type Screens } from '../support/screens.ts';

// A round on paper alone, from the first sheet that is handed out to 核对完毕.

let server: KillableServer;
let screens: Screens;
let people: Record<'one' | 'two' | 'chair' | 'chief' | 'scrutineer' | 'first' | 'second', ProtocolStaff>;
let roundId: string;

const SHEETS = 4;

beforeAll(async () => {
	server = await killableServer({
		delegates: 6,
		rules: { tallyDisplay: 'after-close', majorityBase: 'none', shortfall: 'vacant' }
	});
	const { credentials } = server;
	({ roundId } = credentials);
	const [one, two, chair, chief, scrutineer, first, second] = await Promise.all(
		['office-1', 'office-2', 'chair', 'chief', 'scrutineer', 'teller-1', 'teller-2'].map((name) =>
			server.as(name)
		)
	);
	people = {
		...{ one: one!, two: two!, chair: chair!, chief: chief! },
		...{ scrutineer: scrutineer!, first: first!, second: second! }
	};
	const deputy = new ProtocolDelegate({ ...credentials, code: credentials.delegates[0]!.code });
	await deputy.signIn();
	screens = watchingScreens(credentials.origin, { staff: chair!.cookie, deputy: deputy.cookie });
	for (const { number } of credentials.delegates)
		await did(one!.act('/admin/roll?/checkIn', { delegateNumber: String(number) }));
	await did(one!.act('/admin/paper?/usePaperOnly', { roundId, paperOnly: '1' }));
	await did(one!.act('/admin?/makeReady', { roundId }));
	await did(two!.act('/admin?/makeReady', { roundId }));
}, 120_000);

afterAll(async () => {
	screens.stop();
	await server.end();
});

test('a paper ballot is handed out once', async () => {
	const issue = (delegateNumber: number) =>
		people.one.act('/admin/paper?/issue', { roundId, delegateNumber: String(delegateNumber) });
	await killed({
		act: () => issue(1),
		truth: async () => String((await rowsOf('draw')).length),
		before: '0',
		after: '1',
		shown: {
			console: ({ turnout }) => String(turnout.paper),
			hall: ({ turnout }) => String(turnout.paper)
		}
	});
	expect(await issue(1)).toBe('already-drawn-paper');
	for (let number = 2; number <= SHEETS; number++) await did(issue(number));
}, 120_000);

test('a reading of a batch is kept whole, and the tellers’ progress is shown', async () => {
	const { chair, chief, scrutineer, first, second } = people;
	await did(chair.act('/chair?/open', { roundId }));
	await did(chief.act('/scrutineer?/open', { roundId }));
	await did(chair.act('/chair?/close', { roundId }));
	await eventually('the round is closed', async () => (await round()).state === 'closed');
	const figures = { printed: '6', spoiled: '0', returned: String(SHEETS) };
	await did(scrutineer.act('/scrutineer/paper?/countOut', { roundId, ...figures }));
	const ballots = JSON.stringify(Array.from({ length: SHEETS }, () => ({ approve: [1, 2], against: [] })));
	const enter = (teller: ProtocolStaff) =>
		teller.act('/scrutineer/paper/enter/1', { roundId, batch: '1', attempt: '1', ballots });
	await did(enter(first));
	await killed({
		act: () => enter(second),
		truth: async () => `${(await rowsOf('paper_entry')).length} readings`,
		before: '1 readings',
		after: '2 readings',
		// One reading of a batch is told to nobody; two are a batch that is done.
		shown: {
			hall: ({ paperProgress }) => `${1 + (paperProgress?.done ?? -1)} readings`,
			console: ({ paperProgress }) => `${1 + (paperProgress?.done ?? -1)} readings`
		}
	});
	expect(await enter(second)).toBe('batch-entered-by-you');
}, 120_000);

test('the count of the paper is finished once', async () => {
	const done = { before: 'not done', after: 'done' };
	await killed({
		...done,
		act: () => people.scrutineer.act('/scrutineer/paper?/finish', { roundId }),
		truth: async () => ((await round()).paper_done_at ? done.after : done.before),
		shown: {
			console: ({ round: head }) => (head!.paperDoneAt ? done.after : done.before),
			hall: ({ round: head }) => (head!.paperDoneAt ? done.after : done.before)
		}
	});
	expect(await linesOf('paper-finished')).toBe(1);
}, 120_000);

test('the chief scrutineer declares the ballot valid once, and the count follows by itself', async () => {
	const valid = { before: 'not declared', after: 'valid' };
	await killed({
		...valid,
		act: () => people.chief.act('/scrutineer?/declareValid', { roundId }),
		truth: async () => ((await round()).valid_at ? valid.after : valid.before),
		shown: {
			console: ({ round: head }) => (head!.validAt ? valid.after : valid.before),
			hall: ({ round: head }) => (head!.validAt ? valid.after : valid.before)
		}
	});
	await eventually('the round is counted', async () => (await round()).state === 'counted');
	expect(await linesOf('ballot-declared-valid')).toBe(1);
	expect(await linesOf('round-counted')).toBe(1);
}, 120_000);

const killed = (act: KilledAct) => killedInTheMiddle({ server, screens }, act);

/** For acts that the test is not about. */
async function did(act: Promise<string | null>): Promise<void> {
	expect(await act).toBeNull();
}

async function round() {
	const [row] = await server.database.sql<
		{ state: string; paper_done_at: Date | null; valid_at: Date | null }[]
	>`select state, paper_done_at, valid_at from desk.round where id = ${roundId}`;
	return row!;
}

const rowsOf = (table: 'draw' | 'paper_entry') => {
	const { sql } = server.database;
	return sql`select 1 from desk.${sql(table)} where round_id = ${roundId}`;
};

/** No act was done twice, however often it was asked for. */
async function linesOf(act: string): Promise<number> {
	const rows = await server.database.sql`select 1 from desk.audit where act = ${act}`;
	return rows.length;
}
