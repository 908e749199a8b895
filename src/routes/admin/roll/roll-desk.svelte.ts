import { refresh } from '../../refresh.ts';
import { untrack } from 'svelte';
import { AttendanceQueue, type Conflict } from '#lib/client/attendance-queue.ts';
import type { Connection } from '#lib/client/feed.svelte.ts';
import { nameSounds, type NameSound } from '#lib/client/pinyin.ts';
import { formatTime } from '#lib/i18n/format.ts';
import { actDone, rollTexts } from '#lib/i18n/zh-CN/roll.ts';
import { recordable, type Recordable, type WaitingRecord } from '#lib/wire/roll.ts';
import type { RollRow } from '#lib/wire/views.ts';
import { localAnswer, type DeskAnswer } from './desk-answer.ts';
import { readEntry } from './roll-entry.ts';
import { postAct, type RollAct } from './roll-post.ts';
import { withWaiting } from './with-waiting.ts';

const retryMs = 4000;

const noSounds: ReadonlyMap<string, NameSound> = new Map();
const isRecordable = (act: RollAct): act is Recordable => (recordable as readonly string[]).includes(act);

/** What the desk depends on; read anew at every use. */
export type DeskSurroundings = {
	readonly roll: RollRow[];
	readonly meetingId: string;
	readonly connection: Connection;
	readonly clockAheadMs: number;
};

/** One check-in desk at work: takes entries, does acts, and keeps them while the network is gone. */
export class RollDesk {
	readonly #around: DeskSurroundings;
	readonly #queue = new AttendanceQueue(localStorage);

	answer = $state.raw<DeskAnswer | null>(null);
	/** Goes up with every answer, so that the entry box takes the focus back after each. */
	answers = $state(0);
	busyNumber = $state<number | null>(null);
	waiting = $state.raw<WaitingRecord[]>([]);
	conflicts = $state.raw<Conflict[]>([]);
	/** The session is over: nothing is uploaded before somebody signs in again. */
	signInNeeded = $state(false);
	/** 已上传 since the network came back; null while nothing was. */
	uploaded = $state<{ count: number; missedClose: number } | null>(null);
	sounds = $state.raw<ReadonlyMap<string, NameSound>>(noSounds);

	readonly roll = $derived.by(() => withWaiting(this.#around.roll, this.waiting));

	constructor(around: DeskSurroundings) {
		this.#around = around;
		// After the page has been drawn as the server drew it.
		$effect(() => {
			this.waiting = this.#queue.waiting;
		});
		$effect(() => {
			const connected = around.connection === 'connected';
			const waits = this.waiting.length > 0;
			if (!waits) return;
			if (connected) untrack(() => void this.upload());
			const timer = setInterval(() => around.connection !== 'offline' && void this.upload(), retryMs);
			return () => clearInterval(timer);
		});
		// What another window of this machine records or uploads.
		$effect(() => {
			const reread = () => (this.waiting = this.#queue.waiting);
			addEventListener('storage', reread);
			return () => removeEventListener('storage', reread);
		});
		$effect(() => {
			void nameSounds(untrack(() => around.roll).map(({ name }) => name)).then(
				(sounds) => (this.sounds = sounds),
				// Without it names are still found by their characters.
				() => {}
			);
		});
	}

	/** An entry that Enter ended; false where the deputy has still to be chosen. */
	take(entered: string): boolean {
		const entry = readEntry(entered, this.roll);
		if (entry.ok) void this.checkInOrReturn(entry.value);
		else if (entry.code === 'choose-row') return false;
		else this.#say(localAnswer(entry));
		return true;
	}

	/** Whoever stands at the desk: arrives, or comes back. */
	checkInOrReturn(row: RollRow): Promise<void> {
		if (row.checkedInAt === null) return this.do('checkIn', row);
		if (row.leftAt !== null) return this.do('returnToHall', row);
		this.#say({ tone: 'warn', text: rollTexts.already(row.name, formatTime(row.checkedInAt)), row });
		return Promise.resolve();
	}

	/** Does `act`, or keeps it for later where it can be kept. */
	async do(act: RollAct, row: RollRow, fields: Record<string, string> = {}): Promise<void> {
		if (this.busyNumber === row.number) return;
		// eslint-disable-next-line svelte/prefer-svelte-reactivity -- a moment, not a clock
		const recordedAt = new Date(Date.now() + this.#around.clockAheadMs).toISOString();
		const keep = () => isRecordable(act) && this.#keep(act, row, recordedAt);
		// Behind what waits already: the server has to hear of one deputy's acts in their order.
		if (isRecordable(act) && (this.#around.connection === 'offline' || this.waiting.length))
			return void keep();
		this.busyNumber = row.number;
		const answer = await postAct(act, { delegateNumber: String(row.number), ...fields });
		this.busyNumber = null;
		if (answer.kind === 'none' && isRecordable(act)) return void keep();
		if (answer.kind === 'none') return this.#say({ tone: 'bad', text: rollTexts.noAnswer, row });
		if (answer.kind === 'sign-in') return this.#say({ tone: 'bad', text: rollTexts.signIn, row: null });
		await refresh('admin:roll');
		const now = this.roll.find(({ number }) => number === row.number) ?? row;
		if (answer.kind === 'done') this.#say({ tone: 'ok', text: actDone[act](row.name), row: now });
		else if (answer.code === 'already-checked-in' && now.checkedInAt)
			this.#say({ tone: 'warn', text: rollTexts.already(now.name, formatTime(now.checkedInAt)), row: now });
		else this.#say({ tone: 'bad', text: answer.message, row: now });
	}

	async upload(): Promise<void> {
		const told = await this.#queue.upload(
			({ act, delegateNumber, recordedAt, meetingId }) =>
				postAct(act, { delegateNumber: String(delegateNumber), recordedAt, meetingId }),
			() => (this.waiting = this.#queue.waiting)
		);
		this.signInNeeded = told.stopped === 'sign-in';
		if (told.conflicts.length) this.conflicts = [...this.conflicts, ...told.conflicts];
		if (told.uploaded) {
			this.uploaded = {
				count: (this.uploaded?.count ?? 0) + told.uploaded,
				missedClose: (this.uploaded?.missedClose ?? 0) + told.missedClose
			};
		}
		if (!this.waiting.length && this.answer?.waits) this.answer = { ...this.answer, waits: false };
		if (told.uploaded || told.conflicts.length) await refresh('admin:roll');
	}

	#keep(act: Recordable, row: RollRow, recordedAt: string): void {
		const { meetingId } = this.#around;
		this.uploaded = null;
		try {
			this.#queue.add({ act, delegateNumber: row.number, meetingId, recordedAt });
		} catch {
			// The browser keeps nothing (private window, full disk): said, because paper has to do it then.
			return this.#say({ tone: 'bad', text: rollTexts.cannotKeep(row.name), row: null });
		}
		this.waiting = this.#queue.waiting;
		const now = this.roll.find(({ number }) => number === row.number) ?? row;
		this.#say({ tone: 'ok', text: actDone[act](row.name), row: now, waits: true });
	}

	#say(answer: DeskAnswer): void {
		this.answer = answer;
		this.answers += 1;
	}
}
