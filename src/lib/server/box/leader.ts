import { releaseRow } from '../../domain/release.ts';
import { removeSealedFiles, sealedFilesOf } from '../archive/sealed-files.ts';
import type { KeyFolder } from '../round-keys.ts';
import { destroyRoundKeys } from '../round-keys.ts';
import { advisoryLocks } from '../db/advisory-locks.ts';
import type { BoxSql } from './client.ts';
import type { Entry } from './flush-queue.ts';
import { countBallots, openBallots } from './open-ballots.ts';
import { ReleasePool } from './release-pool.ts';
import type { BoxRound, RoundBook } from './round-book.ts';
import { openRow } from './sealed-row.ts';
import { Setbacks } from './setbacks.ts';
import { writeSealedArchive, type SealedParts } from './sealed-archive.ts';

/** How often every process looks for rounds that wait for a leader: the way back after a crash. */
const SWEEP_MS = 2000;

type Lead = { pool: ReleasePool | null; tick: NodeJS.Timeout | null; stale: boolean };

/**
 * What exactly one process at a time does for a round: releases while it is open, the exact count after the
 * close, the sealed archive, the seal. Leadership is an advisory lock of one session of its own, and releases are
 * recorded through that same session, so a leader that lost its lock can't release.
 *
 * Every step asks the database what is due and is safe to repeat; a process killed anywhere leaves the step
 * to the next leader.
 */
export class Leader {
	readonly #sql: BoxSql;
	readonly #book: RoundBook;
	readonly #place: { folder: KeyFolder; archiveDir: string };
	readonly #onOver: (roundId: string) => void;
	readonly #leads = new Map<string, Lead>();
	readonly #busy = new Map<string, Promise<void>>();
	readonly #setbacks = new Setbacks();
	readonly #session: BoxSql;
	#sweep: NodeJS.Timeout | undefined;
	#stopped = false;

	/**
	 * @param openSession opens the session of the locks, and calls back when it is lost
	 * @param onOver called when a round's ballots are gone from the box: forget everything about it
	 */
	constructor(
		sql: BoxSql,
		openSession: (onlost: () => void) => BoxSql,
		book: RoundBook,
		place: { folder: KeyFolder; archiveDir: string },
		onOver: (roundId: string) => void
	) {
		this.#sql = sql;
		this.#session = openSession(() => this.#forgetLeads());
		this.#book = book;
		this.#place = place;
		this.#onOver = onOver;
	}

	start(): void {
		this.#sweep = setInterval(() => void this.sweep(), SWEEP_MS);
		void this.sweep();
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		clearInterval(this.#sweep);
		for (const lead of this.#leads.values()) if (lead.tick) clearInterval(lead.tick);
		await Promise.allSettled(this.#busy.values());
		await this.#session.end({ timeout: 5 });
	}

	/** Looks after every round that is not over. */
	async sweep(): Promise<void> {
		try {
			const due = await this.#sql<{ round_id: string }[]>`select round_id from box.rounds_due()`;
			const ids = due.map((row) => row.round_id);
			this.#setbacks.keepOnly(ids);
			await Promise.all(
				ids.filter((id) => !this.#setbacks.isResting(id)).map((roundId) => this.tend(roundId))
			);
		} catch {
			// The database is away; the next sweep asks again. The error's text is not ours to log.
		}
	}

	/** This process wrote a batch. */
	flushed(roundId: string, entries: Entry[]): void {
		const pool = this.#leads.get(roundId)?.pool;
		for (const entry of entries) pool?.add(entry.key, entry.mask);
	}

	/** Another process wrote a batch: the pool is read again before the next release. */
	flushedElsewhere(roundId: string): void {
		const lead = this.#leads.get(roundId);
		if (lead) lead.stale = true;
	}

	/** One step at a time per round; a call during a step asks for one more after it. Never rejects. */
	async tend(roundId: string): Promise<void> {
		const before = this.#busy.get(roundId);
		const step = (before ?? Promise.resolve())
			.then(() => this.#tend(roundId))
			.catch((fault: unknown) => this.#failed(roundId, fault))
			.finally(() => {
				if (this.#busy.get(roundId) === step) this.#busy.delete(roundId);
			});
		this.#busy.set(roundId, step);
		await step;
	}

	async #tend(roundId: string): Promise<void> {
		if (this.#stopped) return;
		const round = await this.#book.refresh(roundId);
		if (!round || round.state === 'draft' || round.state === 'ready') return;
		if (!(await this.#lead(round))) return;
		const lead = this.#leads.get(roundId)!;
		if (round.state !== 'open' && lead.tick) {
			clearInterval(lead.tick);
			lead.tick = null;
		}
		await this.#step(round, lead);
		// A tally that goes on has not gone well before its next release has.
		if (!lead.tick) this.#setbacks.over(roundId);
	}

	async #step(round: BoxRound, lead: Lead): Promise<void> {
		switch (round.state) {
			case 'open':
				return this.#tendOpen(round, lead);
			case 'closed':
				return this.#count(round);
			case 'counted':
				return this.#archive(round);
			case 'certified':
			case 'announced':
				await this.#archive(round);
				return this.#unlessBackup(async () => {
					await this.#end(round, 'seal');
					await this.#destroyIfOrdered(round);
				});
			case 'void':
			case 'aborted':
				return this.#unlessBackup(async () => {
					await this.#end(round, 'discard');
					await this.#destroyIfOrdered(round);
				});
		}
	}

	/** True where this process leads the round. */
	async #lead(round: BoxRound): Promise<boolean> {
		if (this.#leads.has(round.id)) return true;
		const [row] = await this.#session<{ mine: boolean }[]>`
			select pg_try_advisory_lock(${advisoryLocks.boxLeader}, hashtext(${round.id})) as mine`;
		if (!row?.mine) return false;
		this.#leads.set(round.id, { pool: null, tick: null, stale: false });
		return true;
	}

	/** The session is lost, and every lock with it. */
	#forgetLeads(): void {
		for (const lead of this.#leads.values()) if (lead.tick) clearInterval(lead.tick);
		this.#leads.clear();
	}

	/**
	 * A step failed, and nobody knows how far it came: another process, or this one anew, begins at the database. What
	 * is wrong with one round is no other round's matter, least of all the open one's, so only this one is let go.
	 */
	#failed(roundId: string, fault: unknown): void {
		const lead = this.#leads.get(roundId);
		if (lead?.tick) clearInterval(lead.tick);
		// With the session every lock is gone already, and `#forgetLeads` knew it first.
		if (this.#leads.delete(roundId)) void this.#unlock(roundId).catch(() => {});
		this.#setbacks.met(roundId, fault);
	}

	#unlock(roundId: string): Promise<unknown> {
		return this.#session`select pg_advisory_unlock(${advisoryLocks.boxLeader}, hashtext(${roundId}))`;
	}

	async #tendOpen(round: BoxRound, lead: Lead): Promise<void> {
		if (round.manifest.rules.tallyDisplay !== 'live' || lead.pool || !round.keys) return;
		const row = releaseRow(round.drawnAtOpening ?? 0);
		if (!row) return;
		const pool = new ReleasePool(
			round.manifest.candidates.length,
			round.manifest.rules,
			row,
			round.keys.storageKey
		);
		const records = await this.#sql<{ seq: number; sealed: Uint8Array }[]>`
			select seq, sealed from box.release where round_id = ${round.id} order by seq`;
		pool.resume(records);
		// Batches this process writes from here on arrive by `flushed`; what was there before is read now.
		lead.pool = pool;
		await this.#read(round, pool);
		lead.tick = setInterval(() => void this.#release(round, lead), row.tickMs);
	}

	async #release(round: BoxRound, lead: Lead): Promise<void> {
		if (!lead.pool || this.#leads.get(round.id) !== lead || this.#busy.has(round.id)) return;
		const step = this.#releaseOnce(round, lead, lead.pool)
			.catch((fault: unknown) => this.#failed(round.id, fault))
			.finally(() => {
				if (this.#busy.get(round.id) === step) this.#busy.delete(round.id);
			});
		this.#busy.set(round.id, step);
		await step;
	}

	async #releaseOnce(round: BoxRound, lead: Lead, pool: ReleasePool): Promise<void> {
		if (lead.stale) {
			lead.stale = false;
			await this.#read(round, pool);
		}
		const release = pool.next();
		// Reading took a while: without the lock it is another process's to release.
		if (!release || this.#leads.get(round.id) !== lead) return;
		const [row] = await this.#session<{ recorded: boolean }[]>`
			select box.record_release(${round.id}, ${release.seq}, ${release.shown.released},
				${release.shown.approve}::integer[], ${release.sealed}) as recorded`;
		if (row!.recorded) release.commit();
		this.#setbacks.over(round.id);
	}

	/** Reads the rows that the pool does not know: all of them for a new leader, other processes' later. */
	async #read(round: BoxRound, pool: ReleasePool): Promise<void> {
		const inbox = this.#sql(`box.inbox_${round.id.replaceAll('-', '')}`);
		const rows = await this.#sql<{ key: Uint8Array; sealed: Uint8Array }[]>`select key, sealed from ${inbox}`;
		for (const { key, sealed } of rows) {
			if (pool.knows(key)) continue;
			pool.add(
				key,
				openRow(round.keys!.storageKey, round.id, key, sealed, round.manifest.issuers.length).mask
			);
		}
	}

	async #count(round: BoxRound): Promise<void> {
		const [done] = await this.#sql`select 1 from gate.count where round_id = ${round.id}`;
		if (done || !round.keys) return;
		const count = await countBallots(this.#openAll(round), round.manifest);
		await this.#sql`
			insert into gate.count (round_id, returned, approve, against, abstain, basic, root, leaves)
			values (${round.id}, ${count.returned}, ${count.approve}::integer[], ${count.against}::integer[],
				${count.abstain}::integer[], ${count.basic}::integer[], ${count.root}, ${count.leaves})
			on conflict do nothing`;
		await this.#sql`select pg_notify('box', ${round.id})`;
	}

	async #archive(round: BoxRound): Promise<void> {
		const [parts] = await this.#sql<SealedParts[]>`
			select version, audit, draws, paper, roll from gate.parts p where round_id = ${round.id}
				and not exists (select from gate.archive a where a.round_id = p.round_id and a.version = p.version)
			order by version desc limit 1`;
		// Without keys there must be an archive to take the ballots from; else they are lost, not sealed.
		if (!parts || (!round.keys && parts.version === 1)) return;
		const sealedHash = await writeSealedArchive(
			this.#place.archiveDir,
			round.id,
			// A correction after the seal: the ballots stand in the archive of the version before, unchanged.
			round.keys ? this.#openAll(round) : null,
			parts
		);
		await this.#sql`
			insert into gate.archive (round_id, version, sealed_hash) values (${round.id}, ${parts.version}, ${sealedHash})
			on conflict do nothing`;
		await this.#sql`select pg_notify('box', ${round.id})`;
	}

	/**
	 * Drops nothing that a backup under way is about to read: without waiting for its end, which may be minutes away, the
	 * sweep after it comes by again.
	 */
	async #unlessBackup(step: () => Promise<void>): Promise<void> {
		const [row] = await this.#session<{ free: boolean }[]>`
			select pg_try_advisory_lock_shared(${advisoryLocks.backup}, 0) as free`;
		if (!row!.free) return;
		try {
			await step();
		} finally {
			await this.#session`select pg_advisory_unlock_shared(${advisoryLocks.backup}, 0)`;
		}
	}

	/** Seal or discard, then the key file: from here nothing anywhere opens a stored row. */
	async #end(round: BoxRound, how: 'seal' | 'discard'): Promise<void> {
		if (how === 'seal') {
			const [missing] = await this.#sql`
				select 1 from gate.parts p where round_id = ${round.id}
					and not exists (select from gate.archive a where a.round_id = p.round_id and a.version = p.version)`;
			if (missing) return;
			await this.#sql`select box.seal_round(${round.id})`;
		} else {
			await this.#sql`select box.discard_round(${round.id})`;
		}
		await destroyRoundKeys(this.#place.folder, round.id);
		this.#leads.delete(round.id);
		await this.#unlock(round.id);
		this.#onOver(round.id);
		await this.#sql`select pg_notify('box', ${round.id})`;
	}

	/**
	 * 销毁, where the desk has ordered it: the files of the sealed archive and what the database keeps of it. The key
	 * file went with the seal. What the files were is written down before the first of them goes, so a crash loses
	 * no record; every step may be repeated, also by two processes at once.
	 */
	async #destroyIfOrdered({ id }: BoxRound): Promise<void> {
		const [order] = await this.#sql<{ noted: boolean; done: boolean }[]>`
			select files is not null as noted, done_at is not null as done from gate.destruction where round_id = ${id}`;
		if (!order || order.done) return;
		if (!order.noted) {
			const files = await sealedFilesOf(this.#place.archiveDir, id);
			await this.#sql`
				update gate.destruction set files = ${this.#sql.json(files)} where round_id = ${id} and files is null`;
		}
		await removeSealedFiles(this.#place.archiveDir, id);
		await this.#sql`select box.destroy_round(${id})`;
		await this.#sql`update gate.destruction set done_at = now() where round_id = ${id}`;
		await this.#sql`select pg_notify('box', ${id})`;
	}

	#openAll(round: BoxRound) {
		return openBallots(this.#sql, {
			id: round.id,
			storageKey: round.keys!.storageKey,
			issuers: round.manifest.issuers.length
		});
	}
}
