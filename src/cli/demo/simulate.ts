import { randomBytes } from 'node:crypto';
import type { Mark } from '#lib/domain/ballot.ts';
import type { Manifest } from '#lib/crypto/manifest.ts';
import { ProtocolDelegate, ProtocolStaff, Refusal, type DrawnBallot } from '../protocol-client.ts';
import type { Credentials } from './seed.ts';

export type SimulationOptions = {
	/** Delegates that are played; the others are left to people. */
	numbers: number[];
	/** Over how long they arrive, draw and vote. Milliseconds. */
	pace: { checkIn: number; draw: number; vote: number };
	say: (sentence: string) => void;
};

/** Requests under way at once: more would only queue on two cores. */
const AT_ONCE = 12;

/**
 * Delegates who are not there: they check in at the office, draw when a round is ready, and once it is open
 * vote one by one, each with the own card over the real protocol. Runs until aborted; a new round after an
 * aborted one is played too.
 */
export async function simulate(
	credentials: Credentials,
	options: SimulationOptions,
	signal: AbortSignal
): Promise<void> {
	if (!options.numbers.length) return;
	const people = credentials.delegates
		.filter((person) => options.numbers.includes(person.number))
		.map((person) => ({
			number: person.number,
			tablet: new ProtocolDelegate({ ...credentials, code: person.code }),
			ballot: null as DrawnBallot | null
		}));
	await checkEverybodyIn(credentials, options, signal);
	await spread(people, 0, signal, (person) => person.tablet.signIn());
	options.say(`模拟代表 ${people.length} 人已签到并登录`);
	const scout = people[0]!.tablet;
	let drawnIn = '';
	let votedIn = '';
	while (!signal.aborted) {
		await pause(700, signal);
		const round = await scout.currentRound().catch(() => null);
		if (!round?.manifest) continue;
		const manifest = round.manifest;
		if (drawnIn !== round.id && ['ready', 'open'].includes(round.state)) {
			drawnIn = round.id;
			await spread(people, options.pace.draw, signal, async (person) => {
				person.ballot = await person.tablet.draw({ id: round.id, manifest });
			});
			options.say(`模拟代表 ${people.length} 人已领票`);
		}
		if (votedIn !== round.id && round.state === 'open') {
			votedIn = round.id;
			await spread(shuffled(people), options.pace.vote, signal, async (person) => {
				if (person.ballot?.roundId !== round.id) return;
				const filled = person.tablet.fill(person.ballot, opinion(manifest), new Uint8Array(randomBytes(32)));
				await person.tablet.castUntilDefinite(person.ballot, filled);
			});
			options.say('模拟代表已全部投票');
		}
	}
}

async function checkEverybodyIn(
	credentials: Credentials,
	options: SimulationOptions,
	signal: AbortSignal
): Promise<void> {
	const account = credentials.staff.filter((entry) => entry.role === 'office').at(-1)!;
	const office = new ProtocolStaff(credentials.origin);
	await office.signIn(account.username, account.password);
	await spread(options.numbers, options.pace.checkIn, signal, async (number) => {
		const refused = await office.act('/admin/roll?/checkIn', { delegateNumber: String(number) });
		if (refused && refused !== 'already-checked-in') throw new Error(`check-in of ${number}: ${refused}`);
	});
}

/**
 * A plausible hall: the projects are liked in ballot order, nearly everybody uses all marks, a few leave some.
 * Under approve-against-abstain what is not approved is sometimes opposed.
 */
export function opinion(manifest: Manifest, random: () => number = Math.random): Mark[] {
	const { seats, marks, cap } = manifest.rules;
	const count = manifest.candidates.length;
	// Liking falls along the list, with a step after the last seat: a clear result without looking arranged.
	const ranked = manifest.candidates
		.map((_, i) => ({ i, liking: (i < seats ? 1.05 : 0.72) - (0.3 * i) / count + 0.8 * random() }))
		.sort((a, b) => b.liking - a.liking);
	const used =
		cap === 'exactly' || random() < 0.8 ? seats : Math.max(1, seats - 1 - Math.floor(2 * random()));
	const ballot: Mark[] = Array.from({ length: count }, () =>
		marks === 'approve-against-abstain' && random() < 0.4 ? 2 : 0
	);
	for (const { i } of ranked.slice(0, used)) ballot[i] = 1;
	return ballot;
}

/** Does `act` for everybody, spread over `overMs` with a little unevenness; one failure is said, not fatal. */
async function spread<T>(
	list: T[],
	overMs: number,
	signal: AbortSignal,
	act: (item: T) => Promise<void>
): Promise<void> {
	const started = performance.now();
	const queue = list.map((item, i) => ({ item, at: (overMs * (i + Math.random())) / list.length }));
	const work = async () => {
		for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) {
			await pause(next.at - (performance.now() - started), signal);
			try {
				if (!signal.aborted) await act(next.item);
			} catch (error) {
				if (!(error instanceof Refusal) && !signal.aborted)
					console.error('simulation:', (error as Error).message);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, list.length) }, work));
}

const pause = (ms: number, signal: AbortSignal) =>
	new Promise<void>((resolve) => {
		if (ms <= 0 || signal.aborted) return resolve();
		const timer = setTimeout(done, ms);
		function done() {
			clearTimeout(timer);
			signal.removeEventListener('abort', done);
			resolve();
		}
		signal.addEventListener('abort', done);
	});

const shuffled = <T>(list: T[]): T[] =>
	list
		.map((item) => ({ item, at: Math.random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ item }) => item);
