import { NETWORK, type RehearsalStep } from '../domain/rehearsal-report.ts';
import type { MeetingHead } from '../wire/views.ts';

export type WatchedStep = { step: RehearsalStep; ms: number; trouble: string | null };

/** More than a deputy's way through a rehearsal; a desk that takes nothing must not fill the tablet. */
const MOST_KEPT = 20;

/**
 * How long each step took on this tablet, for the report of a rehearsal. In a formal meeting nothing is sent and
 * nothing kept; until the meeting is known, what there is stays here.
 */
export class StepWatch {
	readonly #send: (meetingId: string, steps: WatchedStep[]) => Promise<boolean>;
	readonly #now: () => number;
	readonly #began = new Map<RehearsalStep, number>();
	#kept: WatchedStep[] = [];
	#meeting: MeetingHead | null = null;
	#sending = false;

	/**
	 * @param send resolves to whether the desk has answered: what it refused is not sent again, what it did not hear is
	 * @param now milliseconds of a clock that only goes forward
	 */
	constructor(
		send: (meetingId: string, steps: WatchedStep[]) => Promise<boolean>,
		now: () => number = () => performance.now()
	) {
		this.#send = send;
		this.#now = now;
	}

	/** The meeting that this tablet is in. */
	in(meeting: MeetingHead): void {
		this.#meeting = meeting;
		if (meeting.rehearsal) return this.flush();
		this.forget();
	}

	/** @param agoMs how long ago it began, where that is known */
	begin(step: RehearsalStep, agoMs = 0): void {
		if (!this.#began.has(step)) this.#began.set(step, this.#now() - agoMs);
	}

	/** The step is over: well, or with a trouble. One that had not begun is not told of. */
	end(step: RehearsalStep, trouble: string | null = null): void {
		const began = this.#began.get(step);
		if (began === undefined) return;
		this.#began.delete(step);
		this.#keep({ step, ms: Math.max(0, Math.round(this.#now() - began)), trouble });
	}

	/** No answer of the server so far; the step goes on. */
	network(step: RehearsalStep): void {
		const began = this.#began.get(step) ?? this.#now();
		this.#keep({ step, ms: Math.max(0, Math.round(this.#now() - began)), trouble: NETWORK });
	}

	/** Another deputy: what was begun and not sent is nobody's any more. */
	forget(): void {
		this.#began.clear();
		this.#kept = [];
	}

	/** Sends what there is, once somebody is signed in. */
	flush(): void {
		const meeting = this.#meeting;
		if (!meeting?.rehearsal || this.#sending || !this.#kept.length) return;
		const sent = this.#kept;
		this.#kept = [];
		this.#sending = true;
		void this.#send(meeting.id, sent).then((heard) => {
			this.#sending = false;
			if (!heard) this.#kept = [...sent, ...this.#kept].slice(-MOST_KEPT);
			else this.flush();
		});
	}

	#keep(step: WatchedStep): void {
		if (this.#meeting && !this.#meeting.rehearsal) return;
		this.#kept = [...this.#kept, step].slice(-MOST_KEPT);
		this.flush();
	}
}
