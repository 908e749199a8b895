import { randomBytes } from 'node:crypto';
import type { KeyFolder } from '../round-keys.ts';
import { BallotBox } from './ballot-box.ts';
import { connectBox, connectSession } from './client.ts';
import { boxDoor } from './door.ts';
import { Leader } from './leader.ts';
import { RoundBook } from './round-book.ts';

export type BoxOptions = {
	url: string;
	folder: KeyFolder;
	archiveDir: string;
	deskOrigins: readonly string[];
	flushMs: number;
	flushRows: number;
};

export type RunningBox = { door: ReturnType<typeof boxDoor>; stop(): Promise<void> };

/** Puts the box together: its own connection, its book of rounds, the queue, the leader and the HTTP edge. */
export async function startBox(options: BoxOptions): Promise<RunningBox> {
	const sql = connectBox(options.url);
	const book = new RoundBook(sql, options.folder);
	// Tells this process's batches from others' on the notification channel; random, and means nothing else.
	const flusher = randomBytes(6).toString('base64url');
	const box = new BallotBox(sql, book, {
		flushMs: options.flushMs,
		flushRows: options.flushRows,
		flusher,
		onFlush: (roundId, entries) => leader.flushed(roundId, entries)
	});
	const leader = new Leader(
		sql,
		(onlost) => connectSession(options.url, onlost),
		book,
		{ folder: options.folder, archiveDir: options.archiveDir },
		(roundId) => {
			box.forget(roundId);
			book.forget(roundId);
		}
	);
	await sql.listen(
		'gate',
		(roundId) => void lookAt(roundId),
		() => void book.refreshAll().catch(() => {})
	);
	await sql.listen('box', (payload) => {
		const [roundId, from] = payload.split(' ');
		if (roundId && from && from !== flusher) leader.flushedElsewhere(roundId);
	});
	leader.start();

	async function lookAt(roundId: string): Promise<void> {
		try {
			const round = await book.refresh(roundId);
			if (round?.closing) await box.drain(roundId);
			await leader.tend(roundId);
		} catch {
			// The database is away for a moment: the leader's sweep comes by again.
		}
	}

	return {
		door: boxDoor(box, options.deskOrigins),
		async stop() {
			await box.drainAll();
			await leader.stop();
			await sql.end({ timeout: 5 });
		}
	};
}
