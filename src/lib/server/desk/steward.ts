import { sql } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';
import { isDatabaseAway } from '../db/database-away.ts';
import { faultText } from '../fault-text.ts';
import { finishClose } from './close-round.ts';
import { countRound } from './count-round.ts';
import { finishCount } from './finish-count.ts';
import { recordDestruction } from './record-destruction.ts';

/** How long the box has to write what it holds between the chair's word and the close itself. */
export type StewardOptions = { closeGraceMs: number };

const SWEEP_MS = 3000;

type Due = { congress_id: string; round_id: string; state: string; closing_at: string | null };

/**
 * Does what a round waits for and no person does: finish a close, count once the box has reported, name the
 * result hash once the archive is written, write the record of a destruction. Each step is one idempotent command, so every process may run a
 * steward, and one that died is replaced by any other's next sweep.
 */
export class Steward {
	readonly #desk: Desk;
	readonly #closeGraceMs: number;
	#timer: NodeJS.Timeout | undefined;
	#running: Promise<void> | null = null;
	#again = false;
	/** Rounds whose step failed in the last look. */
	#failing: ReadonlySet<string> = new Set();

	constructor(desk: Desk, options: StewardOptions) {
		this.#desk = desk;
		this.#closeGraceMs = options.closeGraceMs;
	}

	start(): void {
		this.#timer = setInterval(() => this.look(), SWEEP_MS);
		this.look();
	}

	async stop(): Promise<void> {
		clearInterval(this.#timer);
		await this.#running;
	}

	/** Something may be due now. Calls during a look ask for one more after it. */
	look(): void {
		if (this.#running) {
			this.#again = true;
			return;
		}
		this.#running = this.#lookOnce()
			.catch((error: unknown) => {
				console.error(`steward: ${faultText(error)}`);
			})
			.finally(() => {
				this.#running = null;
				if (this.#again) {
					this.#again = false;
					this.look();
				}
			});
	}

	async #lookOnce(): Promise<void> {
		const due = await this.#desk.execute<Due>(sql`select * from desk.rounds_due()`);
		const failed = new Set<string>();
		for (const row of due) await this.#step(row.round_id, failed, () => this.#goOn(row));
		const destroyed = await this.#desk.execute<{ congress_id: string; round_id: string }>(
			sql`select * from desk.destructions_done()`
		);
		for (const row of destroyed) {
			const place = { congressId: row.congress_id, roundId: row.round_id };
			await this.#step(row.round_id, failed, () => recordDestruction(this.#desk, place));
		}
		this.#failing = failed;
	}

	/** What is wrong with one round keeps no other one waiting; it is told of once, until its step goes well. */
	async #step(roundId: string, failed: Set<string>, step: () => Promise<unknown>): Promise<void> {
		try {
			await step();
		} catch (fault) {
			// Of every round alike: the look ends here and comes again.
			if (isDatabaseAway(fault)) throw fault;
			failed.add(roundId);
			if (!this.#failing.has(roundId)) console.error(`steward: round ${roundId}: ${faultText(fault)}`);
		}
	}

	async #goOn(row: Due): Promise<void> {
		const place = { congressId: row.congress_id, roundId: row.round_id };
		if (row.closing_at) {
			const dueInMs = new Date(row.closing_at).getTime() + this.#closeGraceMs - Date.now();
			if (dueInMs > 0) setTimeout(() => this.look(), dueInMs);
			else await finishClose(this.#desk, place);
		} else if (row.state === 'closed') {
			await countRound(this.#desk, place);
		} else {
			await finishCount(this.#desk, place);
		}
	}
}
