import { randomBytes } from 'node:crypto';
import type { Manifest } from '../../crypto/manifest.ts';
import type { Mark } from '../../domain/ballot.ts';
import type { RehearsalStep } from '../../domain/rehearsal-report.ts';
import { faultText } from '../fault-text.ts';
import { Refusal, type DrawnBallot, type ProtocolDelegate } from './protocol-delegate.ts';

/** Over how long they arrive, draw and vote. Milliseconds. */
export type Pace = { checkIn: number; draw: number; vote: number };

export type Player = { number: number; tablet: ProtocolDelegate };

export type Play = {
	/** The office sees the deputy. Throws where it is refused. */
	checkIn: (number: number) => Promise<void>;
	pace: Pace;
	/** A step that a deputy went through, well or with a trouble's code. */
	told: (player: Player, step: PlayedStep, ms: number, trouble: string | null) => void | Promise<void>;
	/** A step begins for all of them. */
	begins?: (step: PlayedStep) => void;
	/** Everybody has gone through a step. */
	all: (step: PlayedStep, count: number) => void;
};

export type PlayedStep = 'check-in' | Extract<RehearsalStep, 'sign-in' | 'draw' | 'cast'>;

/** Requests under way at once: more would only queue on two cores. */
const AT_ONCE = 12;

/**
 * Deputies who are not there: they check in at the office, draw when a round is ready, and once it is open vote one by
 * one, each with the own card over the real protocol. Runs until aborted, or until nobody of them is known any more;
 * a new round after an aborted one is played too.
 */
export async function playDeputies(
	people: readonly Player[],
	play: Play,
	signal: AbortSignal
): Promise<void> {
	if (!people.length) return;
	const ballots = new Map<number, DrawnBallot>();
	const step = async (
		name: PlayedStep,
		list: readonly Player[],
		overMs: number,
		act: (player: Player) => Promise<boolean | void>
	) => {
		let count = 0;
		play.begins?.(name);
		await spread(list, overMs, signal, async (player) => {
			const began = performance.now();
			const trouble = await troubleOf(act(player));
			if (signal.aborted) return;
			if (trouble === null) count += 1;
			await play.told(player, name, Math.round(performance.now() - began), trouble);
		});
		if (!signal.aborted) play.all(name, count);
	};
	await step('check-in', people, play.pace.checkIn, ({ number }) => play.checkIn(number));
	await step('sign-in', people, 0, ({ tablet }) => tablet.signIn());
	let drawnIn = '';
	let votedIn = '';
	for (const scout = people[0]!.tablet; !signal.aborted; await pause(700, signal)) {
		const round = await scout.currentRound().catch((error: unknown) => error as Error);
		if (round instanceof Refusal && round.code === 'not-signed-in') return;
		if (round === null || round instanceof Error || !round.manifest) continue;
		const { id, manifest } = round;
		if (drawnIn !== id && ['ready', 'open'].includes(round.state)) {
			drawnIn = id;
			await step('draw', people, play.pace.draw, async ({ number, tablet }) => {
				ballots.set(number, await tablet.draw({ id, manifest }));
			});
		}
		if (votedIn !== id && round.state === 'open') {
			votedIn = id;
			const ready = people.filter(({ number }) => ballots.get(number)?.roundId === id);
			await step('cast', shuffled(ready), play.pace.vote, async ({ number, tablet }) => {
				const ballot = ballots.get(number)!;
				const filled = tablet.fill(ballot, opinion(manifest), new Uint8Array(randomBytes(32)));
				await tablet.castUntilDefinite(ballot, filled);
			});
		}
	}
}

/** Null where it went well; a refusal's code, or `network` for what is no refusal. */
async function troubleOf(done: Promise<unknown>): Promise<string | null> {
	try {
		await done;
		return null;
	} catch (error) {
		if (error instanceof Refusal) return error.code;
		console.error(`simulation: ${faultText(error)}`);
		return 'network';
	}
}

/**
 * A plausible hall: the projects are liked in ballot order, nearly everybody uses all marks, a few leave some.
 * Under approve-against-abstain what is not approved is sometimes opposed.
 */
export function opinion(manifest: Manifest, random: () => number = Math.random): Mark[] {
	const { seats, marks, cap } = manifest.rules;
	const count = manifest.candidates.length;
	if (marks === 'three-grades') return manifest.candidates.map(() => gradeOf(random()));
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

/** Mostly 满意, some 基本满意, a few 不满意, and now and then a project left open. */
const gradeOf = (chance: number): Mark => (chance < 0.62 ? 1 : chance < 0.88 ? 3 : chance < 0.96 ? 2 : 0);

/** Does `act` for everybody, spread over `overMs` with a little unevenness. */
async function spread<T>(
	list: readonly T[],
	overMs: number,
	signal: AbortSignal,
	act: (item: T) => Promise<void>
): Promise<void> {
	const started = performance.now();
	const queue = list.map((item, i) => ({ item, at: (overMs * (i + Math.random())) / list.length }));
	const work = async () => {
		for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) {
			await pause(next.at - (performance.now() - started), signal);
			if (!signal.aborted) await act(next.item);
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

const shuffled = <T>(list: readonly T[]): T[] =>
	list
		.map((item) => ({ item, at: Math.random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ item }) => item);
