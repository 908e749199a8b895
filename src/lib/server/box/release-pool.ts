import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomInt } from 'node:crypto';
import { decodeMask } from '../../domain/ballot.ts';
import { releaseSize, shownTally, type ReleaseRow } from '../../domain/release.ts';
import type { RuleSet } from '../../domain/rule-set.ts';
import { keyName } from './flush-queue.ts';

export type Shown = { released: number; approve: number[] };

/** The part of a release that must survive a crash: who left the pool, and the exact sums so far. */
type ReleaseRecord = { released: number; approve: number[]; tags: string };

const TAG_BYTES = 8;

/**
 * The pool of stored, unreleased ballots of one open round, with the exact sums of what was released.
 * Every release takes a uniformly random subset and always leaves the reserve, so no difference of two
 * snapshots tells one ballot, and the last one neither.
 */
export class ReleasePool {
	readonly #candidates: number;
	readonly #rules: RuleSet;
	readonly #row: ReleaseRow;
	readonly #keys: { tag: Buffer; seal: Buffer };
	/** One-time keys that are known here, released or not. */
	readonly #known = new Set<string>();
	#pool: { name: string; mask: Uint8Array }[] = [];
	#tags = new Set<string>();
	#released = 0;
	#approve: number[];
	#seq = 0;

	constructor(candidates: number, rules: RuleSet, row: ReleaseRow, storageKey: Uint8Array) {
		this.#candidates = candidates;
		this.#rules = rules;
		this.#row = row;
		this.#approve = Array.from({ length: candidates }, () => 0);
		this.#keys = {
			tag: createHmac('sha256', storageKey).update('release-tag').digest(),
			seal: createHmac('sha256', storageKey).update('release-seal').digest()
		};
	}

	get row(): ReleaseRow {
		return this.#row;
	}

	get size(): number {
		return this.#known.size;
	}

	knows(key: Uint8Array): boolean {
		return this.#known.has(keyName(key));
	}

	/** A stored ballot: into the pool, unless a release before a restart has already taken it. */
	add(key: Uint8Array, mask: Uint8Array): void {
		const name = keyName(key);
		if (this.#known.has(name)) return;
		this.#known.add(name);
		if (!this.#tags.has(this.#tagOf(name))) this.#pool.push({ name, mask });
	}

	/** Goes on from what an earlier leader recorded, in order of `seq`. Call before the first `add`. */
	resume(records: { seq: number; sealed: Uint8Array }[]): void {
		for (const { seq, sealed } of records) {
			const record = this.#open(sealed);
			this.#seq = seq;
			this.#released = record.released;
			this.#approve = record.approve;
			const tags = Buffer.from(record.tags, 'base64url');
			for (let i = 0; i < tags.length; i += TAG_BYTES) {
				this.#tags.add(tags.subarray(i, i + TAG_BYTES).toString('base64url'));
			}
		}
	}

	/**
	 * The next release, if the rule allows one now. Nothing changes until `commit` is called, after the
	 * record is durable.
	 */
	next(): { seq: number; shown: Shown; sealed: Buffer; commit: () => void } | null {
		const size = releaseSize(this.#pool.length, this.#row);
		if (size === 0) return null;
		const shuffled = shuffle(this.#pool);
		const leaving = shuffled.slice(0, size);
		const approve = [...this.#approve];
		for (const { mask } of leaving) {
			const marks = decodeMask(mask, this.#candidates, this.#rules);
			if (!marks.ok) throw new Error(`a stored ballot is ${marks.code}`);
			marks.value.forEach((mark, i) => (approve[i]! += mark === 1 ? 1 : 0));
		}
		const released = this.#released + size;
		const seq = this.#seq + 1;
		// Sorted: the record may not keep the order in which the shuffle took them.
		const tags = leaving.map(({ name }) => this.#tagOf(name)).sort();
		const sealed = this.#seal({
			released,
			approve,
			tags: Buffer.concat(tags.map((tag) => Buffer.from(tag, 'base64url'))).toString('base64url')
		});
		const shown = shownTally({ released, approve }, this.#row);
		return {
			seq,
			shown,
			sealed,
			commit: () => {
				this.#pool = shuffled.slice(size);
				this.#released = released;
				this.#approve = approve;
				this.#seq = seq;
			}
		};
	}

	#tagOf(name: string): string {
		const mac = createHmac('sha256', this.#keys.tag).update(name).digest();
		return mac.subarray(0, TAG_BYTES).toString('base64url');
	}

	#seal(record: ReleaseRecord): Buffer {
		const nonce = randomBytes(12);
		const cipher = createCipheriv('aes-256-gcm', this.#keys.seal, nonce);
		return Buffer.concat([nonce, cipher.update(JSON.stringify(record)), cipher.final(), cipher.getAuthTag()]);
	}

	#open(sealed: Uint8Array): ReleaseRecord {
		const decipher = createDecipheriv('aes-256-gcm', this.#keys.seal, sealed.subarray(0, 12));
		decipher.setAuthTag(sealed.subarray(-16));
		const text = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString();
		return JSON.parse(text) as ReleaseRecord;
	}
}

/** Fisher-Yates with the system's generator, on a copy. */
function shuffle<T>(list: T[]): T[] {
	const copy = [...list];
	for (let i = copy.length - 1; i > 0; i--) {
		const j = randomInt(i + 1);
		[copy[i], copy[j]] = [copy[j]!, copy[i]!];
	}
	return copy;
}
