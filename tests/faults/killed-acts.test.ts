import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBase64url, toBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed, readTypedCode } from '#lib/crypto/card.ts';
import { signResult } from '#lib/crypto/result-hash.ts';
import { ProtocolDelegate, type ProtocolStaff } from '../../src/cli/protocol-client.ts';
import { eventually } from '../support/eventually.ts';
import { fiveApprovals } from '../support/hall.ts';
import { killableServer, type KillableServer } from '../support/killable-server.ts';
import { stateShown, watchingScreens, type Screens } from '../support/screens.ts';

/** Milliseconds between the request and the kill: in its transaction, about its commit. */
const moments = [4, 20];

let server: KillableServer;
let screens: Screens;
let watcher: ProtocolDelegate;
let people: Record<'one' | 'two' | 'chair' | 'chief' | 'scrutineer', ProtocolStaff>;

beforeAll(async () => {
	server = await killableServer({ delegates: 12 });
	const [one, two, chair, chief, scrutineer] = await Promise.all(
		['office-1', 'office-2', 'chair', 'chief', 'scrutineer'].map((name) => server.as(name))
	);
	const { credentials } = server;
	watcher = new ProtocolDelegate({ ...credentials, code: credentials.delegates[0]!.code });
	await watcher.signIn();
	screens = watchingScreens(credentials.origin, { staff: chair!.cookie, deputy: watcher.cookie });
	people = { one: one!, two: two!, chair: chair!, chief: chief!, scrutineer: scrutineer! };
}, 120_000);

afterAll(async () => {
	screens.stop();
	await server.end();
});

test('a server killed in the middle of any act leaves the round before it or after it, and every screen shows which', async () => {
	const { credentials } = server;
	const { roundId } = credentials;
	for (const { number } of credentials.delegates) {
		await people.one.act('/admin/roll?/checkIn', { delegateNumber: String(number) });
	}

	await people.one.act('/admin?/makeReady', { roundId });
	await killedIn(['draft', 'ready'], async () => {
		// A first person whose word outlived the two minutes or the kill starts again.
		await people.two.act('/admin?/makeReady', { roundId });
	});
	const drawn = await Promise.all(
		credentials.delegates.map(async ({ code }, i) => {
			// A second sign-in would end the first.
			const tablet = i === 0 ? watcher : new ProtocolDelegate({ ...credentials, code });
			if (i > 0) await tablet.signIn();
			const round = await tablet.currentRound();
			const ballot = await tablet.draw({ id: roundId, manifest: round!.manifest! });
			return { tablet, ballot, filled: tablet.fill(ballot, fiveApprovals, new Uint8Array(32).fill(7)) };
		})
	);

	await people.chair.act('/chair?/open', { roundId });
	await killedIn(
		['ready', 'open'],
		async () => void (await people.chief.act('/scrutineer?/open', { roundId }))
	);
	await Promise.all(drawn.map(({ tablet, ballot, filled }) => tablet.castUntilDefinite(ballot, filled, 100)));

	await killedIn(
		['open', 'closed', 'counted'],
		async () => void (await people.chair.act('/chair?/close', { roundId }))
	);
	const resultHash = await hashToSign();
	await killedIn(['counted'], () => sign(people.scrutineer, 6, resultHash));
	await killedIn(['counted', 'certified'], () => sign(people.chief, 5, resultHash));
	await killedIn(
		['certified', 'announced'],
		async () => void (await people.chair.act('/chair?/announce', { roundId }))
	);

	expect(await state()).toBe('announced');
	const projects = await server.database.sql`select number from tracker.project`;
	expect(projects).toHaveLength(5);
	// One line of each kind: no act was done twice, however often it was asked for.
	const [lines] = await server.database.sql<{ opened: number; counted: number; signed: number }[]>`
		select count(*) filter (where act = 'round-opened')::int as opened,
			count(*) filter (where act = 'round-counted')::int as counted,
			count(*) filter (where act = 'result-signed')::int as signed from desk.audit`;
	expect(lines).toEqual({ opened: 1, counted: 1, signed: 2 });
}, 180_000);

/**
 * Kills the server at each of the moments of the act and starts it again; after each the round is in one of
 * `lawful`. Then the act is done undisturbed, and is already done where the kill came after its commit.
 */
async function killedIn(lawful: string[], act: () => Promise<void>): Promise<void> {
	for (const moment of moments) {
		const asked = act().catch(() => {});
		await new Promise((wait) => setTimeout(wait, moment));
		server.kill();
		await asked;
		await screens.dark();
		await server.start();
		expect(lawful).toContain(await state());
		// The system itself may go on from `closed` to `counted` meanwhile.
		await screens.show(stateShown, state);
	}
	await act();
	const last = lawful.at(-1)!;
	await eventually(`the round is ${last}`, async () => (await state()) === last);
}

async function state(): Promise<string> {
	const [row] = await server.database.sql<{ state: string }[]>`
		select state from desk.round order by sequence limit 1`;
	return row!.state;
}

async function hashToSign(): Promise<string> {
	const hash = await eventually('there is a result to sign', async () => {
		const [row] = await server.database.sql<{ hash: Uint8Array | null }[]>`
			select result_hash as hash from desk.round_result`;
		return row?.hash;
	});
	return toBase64url(new Uint8Array(hash));
}

async function sign(person: ProtocolStaff, number: number, resultHash: string): Promise<void> {
	const { roundId, delegates } = server.credentials;
	const seed = readTypedCode(delegates[number - 1]!.code);
	if (!seed.ok) throw new Error(seed.code);
	const signature = signResult(cardFromSeed(seed.value).secret, fromBase64url(resultHash));
	await person.act('/scrutineer?/sign', { roundId, resultHash, signature: toBase64url(signature) });
}
