import type { Manifest } from '../../crypto/manifest.ts';
import type { RoundState } from '../../domain/round-state.ts';
import { readBoxKeys, type BoxKeys, type KeyFolder } from '../round-keys.ts';
import type { BoxSql } from './client.ts';

/** A round as the box knows it: its manifest, its keys and what the desk last said of its state. */
export type BoxRound = {
	id: string;
	state: RoundState;
	/** Still open, but what waits is being written and nothing new is taken. */
	closing: boolean;
	manifest: Manifest;
	/** Chooses the row of the release table; null before the opening. */
	drawnAtOpening: number | null;
	/** null where the key file is gone: sealed, or lost. */
	keys: BoxKeys | null;
};

/** How long a lookup may take before the next one begins without it. */
const HUNG_MS = 5_000;

const hung = () => new Promise<void>((tell) => setTimeout(tell, HUNG_MS).unref());

type Lookup = Promise<BoxRound | null>;

/**
 * The rounds this process has met. States are refreshed by notification; the flush checks the truth again
 * under the round's lock, so a late notification can only cost an answer's precision, never a ballot.
 */
export class RoundBook {
	readonly #sql: BoxSql;
	readonly #folder: KeyFolder;
	readonly #rounds = new Map<string, BoxRound>();
	/** Of each round at most one lookup that is under way, and one that waits for it. */
	readonly #underWay = new Map<string, Lookup>();
	readonly #waiting = new Map<string, Lookup>();
	/** Lookups so far, and which of them each round stands as. */
	#asked = 0;
	readonly #newest = new Map<string, number>();

	constructor(sql: BoxSql, folder: KeyFolder) {
		this.#sql = sql;
		this.#folder = folder;
	}

	/**
	 * @returns null only where the database has just said that no such round was ever made ready: a tablet takes
	 * that answer for final, so it may come from no cache
	 */
	async get(roundId: string): Lookup {
		return this.#rounds.get(roundId) ?? this.refresh(roundId);
	}

	/**
	 * What the database says from now on. One lookup follows another, because of two at once on two connections the
	 * older answer may come last and stay: a resumed round would go on being paused. Everybody who asks meanwhile
	 * shares the next one; at a restart that is every tablet.
	 */
	refresh(roundId: string): Lookup {
		const waiting = this.#waiting.get(roundId);
		if (waiting) return waiting;
		const begin = (): Lookup => {
			this.#waiting.delete(roundId);
			const lookup = this.#read(roundId).finally(() => {
				if (this.#underWay.get(roundId) === lookup) this.#underWay.delete(roundId);
			});
			this.#underWay.set(roundId, lookup);
			return lookup;
		};
		const underWay = this.#underWay.get(roundId);
		if (!underWay) return begin();
		// A question on a connection that died unheard is not waited for; its answer, if one comes, is too old.
		const over = underWay.catch(() => {});
		const next = Promise.race([over, hung()]).then(begin);
		this.#waiting.set(roundId, next);
		return next;
	}

	async #read(roundId: string): Lookup {
		const asked = ++this.#asked;
		const [row] = await this.#sql<
			{ state: RoundState; closing: boolean; manifest: string; drawnAtOpening: number | null }[]
		>`select state, closing_at is not null as closing, manifest, drawn_at_opening as "drawnAtOpening"
			from gate.round where round_id = ${roundId}`;
		if (!row) return null;
		const keys = this.#rounds.get(roundId)?.keys ?? (await readBoxKeys(this.#folder, roundId));
		const known = this.#rounds.get(roundId);
		if (known && asked < this.#newest.get(roundId)!) return known;
		this.#newest.set(roundId, asked);
		const round: BoxRound = {
			id: roundId,
			state: row.state,
			closing: row.closing && (row.state === 'open' || row.state === 'paused'),
			manifest: known?.manifest ?? (JSON.parse(row.manifest) as Manifest),
			drawnAtOpening: row.drawnAtOpening,
			keys
		};
		this.#rounds.set(roundId, round);
		return round;
	}

	/** Forgets the keys with the file: after sealing or discarding nothing in memory opens a ballot. */
	forget(roundId: string): void {
		const round = this.#rounds.get(roundId);
		if (!round?.keys) return;
		round.keys.ackSecret.fill(0);
		round.keys.storageKey.fill(0);
		this.#rounds.set(roundId, { ...round, keys: null });
	}

	/** After a lost connection: notifications may have been missed. */
	async refreshAll(): Promise<void> {
		for (const roundId of this.#rounds.keys()) await this.refresh(roundId);
	}
}
