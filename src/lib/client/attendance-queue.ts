import { storedRecords, type WaitingRecord } from '../wire/roll.ts';

/** What the server said to one record; `none` is no answer at all, `sign-in` one of another page. */
export type RecordAnswer =
	| { kind: 'done'; missedClose: boolean }
	| { kind: 'refused'; code: string; message: string }
	| { kind: 'none' }
	| { kind: 'sign-in' };

/** A record that another desk had overtaken, or that the server did not take: told to the person once. */
export type Conflict = { record: WaitingRecord; message: string };

/** Another desk did the same first: nothing is lost, nothing to say. */
const harmless = ['already-checked-in', 'already-left', 'not-left'];

const KEY = 'piaojue.roll.waiting';

const same = (a: WaitingRecord, b: WaitingRecord) =>
	a.act === b.act && a.delegateNumber === b.delegateNumber && a.recordedAt === b.recordedAt;

/**
 * What a desk wrote down while the network was gone: kept on this machine, uploaded in order. A record leaves
 * the list only with the server's answer, so a lost answer makes it go twice, and the server takes it once.
 */
export class AttendanceQueue {
	readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
	#uploading = false;

	constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
		this.#storage = storage;
	}

	/** Read anew every time: another window of this machine may have uploaded. */
	get waiting(): WaitingRecord[] {
		try {
			const read = storedRecords.safeParse(JSON.parse(this.#storage.getItem(KEY) ?? '[]'));
			return read.success ? read.data : [];
		} catch {
			return [];
		}
	}

	add(record: WaitingRecord): void {
		this.#keep([...this.waiting, record]);
	}

	/**
	 * Uploads what waits, oldest first, until it is empty or there is no answer.
	 * @param onprogress after every record that was answered
	 */
	async upload(
		send: (record: WaitingRecord) => Promise<RecordAnswer>,
		onprogress: () => void = () => {}
	): Promise<{
		conflicts: Conflict[];
		uploaded: number;
		stopped: 'none' | 'sign-in' | null;
		missedClose: number;
	}> {
		const told = { conflicts: [] as Conflict[], uploaded: 0, stopped: null, missedClose: 0 };
		if (this.#uploading) return told;
		this.#uploading = true;
		try {
			for (let next = this.waiting[0]; next; next = this.waiting[0]) {
				const record = next;
				const answer = await send(record);
				if (answer.kind === 'none' || answer.kind === 'sign-in') return { ...told, stopped: answer.kind };
				// The server is busy: the record stays and is sent again.
				if (answer.kind === 'refused' && answer.code === 'try-later') return { ...told, stopped: 'none' };
				this.#keep(this.waiting.filter((entry) => !same(entry, record)));
				if (answer.kind === 'done') {
					told.uploaded += 1;
					if (answer.missedClose) told.missedClose += 1;
				} else if (harmless.includes(answer.code)) told.uploaded += 1;
				else told.conflicts.push({ record, message: answer.message });
				onprogress();
			}
			return told;
		} finally {
			this.#uploading = false;
		}
	}

	#keep(records: WaitingRecord[]): void {
		this.#storage.setItem(KEY, JSON.stringify(records));
	}
}
