import { readFileSync } from 'node:fs';
import type { DelegateActor, StaffActor } from '../auth/actor.ts';
import type { SimulationProgress } from '../../wire/rehearsal-views.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { delegate } from '../db/schema.ts';
import { checkIn } from '../desk/check-in.ts';
import { recordSteps } from '../desk/record-steps.ts';
import type { SimulatedDeputy } from '../desk/rehearsal-cards.ts';
import { playDeputies, type Pace, type PlayedStep, type Player } from './play-deputies.ts';
import { ProtocolDelegate, Refusal, type Send } from './protocol-delegate.ts';
import { fetchTrusting } from './trusting-fetch.ts';

/** Two minutes of a living hall, or as quick as the server is. */
export const paces: Record<'hall' | 'quick', Pace> = {
	hall: { checkIn: 20_000, draw: 10_000, vote: 90_000 },
	quick: { checkIn: 1_000, draw: 1_000, vote: 3_000 }
};

type Running = {
	abort: AbortController;
	done: Promise<void>;
	progress: Omit<SimulationProgress, 'alive'>;
};

/**
 * The simulated deputies that this process plays. Their seeds are in its memory alone: when it ends they are lost, and
 * the office lets new ones take their place.
 */
export class Simulations {
	readonly #desk: Desk;
	readonly #place: { origin: string; boxOrigin: string; send?: Send };
	readonly #running = new Map<string, Running>();

	/** @param place.certFile TLS_CERT, where this server speaks HTTPS itself */
	constructor(desk: Desk, place: { origin: string; boxOrigin: string; certFile: string | undefined }) {
		const { origin, boxOrigin, certFile } = place;
		this.#desk = desk;
		this.#place = {
			origin,
			boxOrigin,
			...(certFile ? { send: fetchTrusting(readFileSync(certFile, 'utf8')) } : {})
		};
	}

	/** Lets them come in, at once and until the rehearsal ends. @param actor who checks them in */
	start(actor: StaffActor, meetingId: string, deputies: readonly SimulatedDeputy[], pace: Pace): void {
		void this.stopOne(meetingId);
		if (!deputies.length) return;
		const abort = new AbortController();
		const progress = { people: deputies.length, checkedIn: 0, drawn: 0, cast: 0, fault: null };
		const running: Running = { abort, progress, done: Promise.resolve() };
		running.done = this.#play(actor, meetingId, deputies, pace, running).catch((error: unknown) => {
			if (!abort.signal.aborted) console.error('simulation:', (error as Error).message);
		});
		this.#running.set(meetingId, running);
	}

	/** @param people how many the rehearsal has, for one that this process knows nothing of */
	progress(meetingId: string, people: number): SimulationProgress {
		const running = this.#running.get(meetingId);
		return running
			? { alive: true, ...running.progress }
			: { alive: people === 0, people, checkedIn: 0, drawn: 0, cast: 0, fault: null };
	}

	/** Resolves when nobody of them does anything any more; at once where nobody does. */
	async stopOne(meetingId: string): Promise<void> {
		const running = this.#running.get(meetingId);
		this.#running.delete(meetingId);
		running?.abort.abort();
		await running?.done;
	}

	async stop(): Promise<void> {
		await Promise.all([...this.#running.keys()].map((meetingId) => this.stopOne(meetingId)));
	}

	async #play(
		actor: StaffActor,
		meetingId: string,
		deputies: readonly SimulatedDeputy[],
		pace: Pace,
		{ abort, progress }: Running
	): Promise<void> {
		const persons = await inCongress(this.#desk, actor.congressId, (tx) => tx.select().from(delegate));
		const actorOf = new Map(
			persons.map(({ id, number, name, delegation, seat }): [number, DelegateActor] => [
				number,
				{
					kind: 'delegate',
					role: 'delegate',
					...{ id, congressId: actor.congressId, number, name, delegation, seat }
				}
			])
		);
		const people = deputies.map(({ number, seed }): Player => ({
			number,
			tablet: new ProtocolDelegate({ ...this.#place, seed })
		}));
		const counted: Record<PlayedStep, 'checkedIn' | 'drawn' | 'cast' | null> = {
			'check-in': 'checkedIn',
			'sign-in': null,
			draw: 'drawn',
			cast: 'cast'
		};
		await playDeputies(
			people,
			{
				pace,
				checkIn: async (delegateNumber) => {
					const done = await checkIn(this.#desk, actor, { delegateNumber, meetingId });
					if (!done.ok && done.code !== 'already-checked-in') throw new Refusal(409, done.code);
				},
				told: async ({ number }, step, ms, trouble) => {
					const key = counted[step];
					if (trouble === null && key) progress[key] += 1;
					if (trouble !== null) progress.fault = trouble;
					if (step === 'check-in') return;
					const steps = [{ step, ms, trouble }];
					// The database is away, or the rehearsal is over: the play goes on, or ends by itself.
					await recordSteps(this.#desk, actorOf.get(number)!, { meetingId, steps }).catch(() => {});
				},
				begins: (step) => {
					const key = counted[step];
					if (key) progress[key] = 0;
					// A further round: nobody has voted in it yet.
					if (step === 'draw') progress.cast = 0;
				},
				all: () => {}
			},
			abort.signal
		);
	}
}
