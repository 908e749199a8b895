import { toBase64url } from '../../crypto/bytes.ts';
import { signAck } from '../../crypto/cast.ts';
import { manifestIssuers } from '../../crypto/manifest.ts';
import type { IssuerKey } from '../../crypto/issuer-key.ts';
import { parseCastBody } from '../../wire/cast-body.ts';
import { refused, stored, type Answer } from './answer.ts';
import { checkCast } from './check-cast.ts';
import type { BoxSql } from './client.ts';
import { FlushQueue, keyName, type Entry } from './flush-queue.ts';
import type { BoxRound, RoundBook } from './round-book.ts';
import { sealRow } from './sealed-row.ts';

/** Ballots checked or waiting at once; beyond it the tablet is asked to come again, before its body is read. */
const MOST_AT_ONCE = 4000;

/** Told of every durable batch of this process, so that the leader need not read it back. */
export type FlushListener = (roundId: string, entries: Entry[]) => void;

/**
 * Takes ballots. One request becomes one answer: stored and acknowledged, or a definite refusal, or "come
 * again". No identity, header or address ever reaches this class, and it logs nothing.
 */
export class BallotBox {
	readonly #sql: BoxSql;
	readonly #book: RoundBook;
	readonly #options: { flushMs: number; flushRows: number; flusher: string; onFlush: FlushListener };
	readonly #queues = new Map<string, FlushQueue>();
	readonly #issuers = new Map<string, IssuerKey[]>();
	#atOnce = 0;

	constructor(
		sql: BoxSql,
		book: RoundBook,
		options: { flushMs: number; flushRows: number; flusher: string; onFlush: FlushListener }
	) {
		this.#sql = sql;
		this.#book = book;
		this.#options = options;
	}

	/** False: answer `try-later` before the body is read. */
	get hasRoom(): boolean {
		return this.#atOnce < MOST_AT_ONCE;
	}

	/** @param body as received, at most 2,048 bytes */
	async cast(roundId: string, body: Uint8Array): Promise<Answer> {
		this.#atOnce++;
		try {
			return await this.#cast(roundId, body);
		} catch {
			// Never the error itself: a driver's detail can name a key. The tablet sends the same bytes again.
			return refused('try-later');
		} finally {
			this.#atOnce--;
		}
	}

	/** The round is closing: what waits is written now. */
	async drain(roundId: string): Promise<void> {
		await this.#queues.get(roundId)?.drain();
	}

	/** This process is stopping: nobody who waits is left without an answer. */
	async drainAll(): Promise<void> {
		await Promise.all([...this.#queues.values()].map((queue) => queue.drain()));
	}

	forget(roundId: string): void {
		this.#queues.delete(roundId);
		this.#issuers.delete(roundId);
	}

	async #cast(roundId: string, bytes: Uint8Array): Promise<Answer> {
		const body = parseCastBody(bytes);
		if (!body.ok) return refused(body.code);
		const round = await this.#book.get(roundId);
		if (!round) return refused('not-found');
		const gate = stateGate(round);
		if (gate.answer) return gate.answer;
		if (!round.keys) return refused('try-later');
		const cast = checkCast(round.manifest, this.#issuersOf(round), body.value);
		// Outside `open` only a ballot that is already in the box learns anything, and only that it is in.
		if (!cast.ok) return gate.storedOnly ? gate.otherwise : refused(cast.code);
		const { key, leaf, ballot } = cast.value;
		const kept = gate.storedOnly
			? await this.#storedLeaf(roundId, key)
			: await this.#queueOf(roundId).add({
					key,
					leaf,
					mask: ballot.mask,
					sealed: sealRow(round.keys.storageKey, roundId, key, ballot)
				});
		if (!kept) return this.#notInTheBox(roundId);
		// Asked again: a seal in the meantime has overwritten the secret this request came in with.
		const keys = (await this.#book.get(roundId))?.keys;
		if (!keys) return refused('try-later');
		return stored(toBase64url(kept), toBase64url(signAck(keys.ackSecret, roundId, kept)));
	}

	/** The flush found the round not open: say what it is now, which may be open again. */
	async #notInTheBox(roundId: string): Promise<Answer> {
		const round = await this.#book.refresh(roundId);
		if (!round) return refused('try-later');
		const gate = stateGate(round);
		return gate.answer ?? (gate.storedOnly ? gate.otherwise : refused('try-later'));
	}

	#queueOf(roundId: string): FlushQueue {
		let queue = this.#queues.get(roundId);
		if (!queue) {
			queue = new FlushQueue((entries) => this.#store(roundId, entries), this.#options);
			this.#queues.set(roundId, queue);
		}
		return queue;
	}

	async #store(roundId: string, entries: Entry[]): Promise<Map<string, Uint8Array>> {
		const bytea = (pick: (entry: Entry) => Uint8Array) =>
			this.#sql.array(
				entries.map((entry) => Buffer.from(pick(entry))),
				BYTEA
			);
		const rows = await this.#sql<{ key: Uint8Array; leaf: Uint8Array }[]>`
			select key, leaf from box.store(${roundId}, ${bytea((e) => e.key)}, ${bytea((e) => e.sealed)},
				${bytea((e) => e.leaf)}, ${this.#options.flusher})`;
		this.#options.onFlush(roundId, entries);
		return new Map(rows.map((row) => [keyName(row.key), row.leaf]));
	}

	async #storedLeaf(roundId: string, key: Uint8Array): Promise<Uint8Array | null> {
		const [row] = await this.#sql<{ leaf: Uint8Array }[]>`
			select leaf from ${this.#sql(`box.inbox_${roundId.replaceAll('-', '')}`)} where key = ${Buffer.from(key)}`;
		return row?.leaf ?? null;
	}

	#issuersOf(round: BoxRound): IssuerKey[] {
		let issuers = this.#issuers.get(round.id);
		if (!issuers) {
			const parsed = manifestIssuers(round.manifest);
			if (!parsed.ok) throw new Error(`the manifest of round ${round.id} has an unusable issuer key`);
			issuers = parsed.value;
			this.#issuers.set(round.id, issuers);
		}
		return issuers;
	}
}

const BYTEA = 17;

type Gate =
	| { answer: Answer }
	| { answer: null; storedOnly: false }
	| { answer: null; storedOnly: true; otherwise: Answer };

/** What a round's state lets a cast do. */
function stateGate(round: BoxRound): Gate {
	switch (round.state) {
		case 'open':
			// Closing: what is under way is being written; the tablet will hear `round-closed` in a moment.
			return round.closing ? { answer: refused('try-later') } : { answer: null, storedOnly: false };
		case 'paused':
			return { answer: null, storedOnly: true, otherwise: refused('round-not-open') };
		case 'closed':
		case 'counted':
			return { answer: null, storedOnly: true, otherwise: refused('round-closed') };
		case 'draft':
		case 'ready':
			return { answer: refused('round-not-open') };
		case 'certified':
		case 'announced':
		case 'void':
		case 'aborted':
			return { answer: refused('round-closed') };
		default: {
			const impossible: never = round.state;
			throw new Error(`no such round state: ${String(impossible)}`);
		}
	}
}
