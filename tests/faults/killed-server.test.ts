import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProtocolDelegate } from '../../src/cli/protocol-client.ts';
import { eventually } from '../support/eventually.ts';
import { fiveApprovals } from '../support/hall.ts';
import { killableServer, type KillableServer } from '../support/killable-server.ts';

let server: KillableServer;

beforeAll(async () => {
	// Long enough for ballots to be on their way, in the queue and acknowledged when the process dies.
	server = await killableServer({ delegates: 24, flushMs: 400 });
}, 120_000);

afterAll(() => server.end());

test('a server killed while ballots are cast loses none and doubles none', async () => {
	const { credentials, database } = server;
	const { roundId } = credentials;
	const as = (username: string) => server.as(username);
	const [one, two, chair, chief] = [
		await as('office-1'),
		await as('office-2'),
		await as('chair'),
		await as('chief')
	];
	for (const { number } of credentials.delegates) {
		expect(await one.act('/admin/roll?/checkIn', { delegateNumber: String(number) })).toBeNull();
	}
	expect(await one.act('/admin?/makeReady', { roundId })).toBeNull();
	expect(await two.act('/admin?/makeReady', { roundId })).toBeNull();
	const tablets = credentials.delegates.map(({ code }) => new ProtocolDelegate({ ...credentials, code }));
	const ballots = [];
	for (const tablet of tablets) {
		await tablet.signIn();
		const round = await tablet.currentRound();
		const ballot = await tablet.draw({ id: roundId, manifest: round!.manifest! });
		ballots.push({
			tablet,
			ballot,
			filled: tablet.fill(ballot, fiveApprovals, new Uint8Array(randomBytes(32)))
		});
	}
	expect(await chair.act('/chair?/open', { roundId })).toBeNull();
	expect(await chief.act('/scrutineer?/open', { roundId })).toBeNull();

	let acknowledged = 0;
	const { promise: dying, resolve: dies } = Promise.withResolvers<void>();
	const casting = ballots.map(async ({ tablet, ballot, filled }, i) => {
		// The last ones wait for the moment itself: a machine that is slow enough would take all of them before it.
		await (i < ballots.length - 4 ? new Promise((wait) => setTimeout(wait, 60 * i)) : dying);
		const answer = await tablet.castUntilDefinite(ballot, filled, 100);
		acknowledged++;
		return answer;
	});
	// In the middle of it: some have their acknowledgement, others have not sent anything yet.
	while (acknowledged === 0) await new Promise((wait) => setTimeout(wait, 10));
	const before = acknowledged;
	dies();
	server.kill();
	await server.start();
	const answers = await Promise.all(casting);

	expect(before).toBeLessThan(ballots.length);
	// Every tablet got the acknowledgement of its very ballot, whichever process stored it.
	expect(answers.every((answer) => answer.isOurs)).toBe(true);
	expect(await chair.act('/chair?/close', { roundId })).toBeNull();
	const counted = () => database.sql<{ returned: number }[]>`select returned from gate.count`;
	const { returned } = await eventually('the round is counted', async () => (await counted())[0]);
	expect(returned).toBe(ballots.length);
}, 120_000);
