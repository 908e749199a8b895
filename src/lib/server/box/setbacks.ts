import { isDatabaseAway } from '../db/database-away.ts';

/** The sweep's own pace first, then twice as long after each failure. */
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Rounds whose step fails: each waits longer before the sweep tries it again, and the operator reads of it once. While
 * the database is away nothing is wrong with a round, so it neither waits nor is told of.
 */
export class Setbacks {
	readonly #clock: () => number;
	readonly #rounds = new Map<string, { pauseMs: number; until: number }>();

	/** @param clock milliseconds that only go forward */
	constructor(clock: () => number = () => performance.now()) {
		this.#clock = clock;
	}

	met(roundId: string, fault: unknown): void {
		// A folder on another machine can be away as well, and that is this round's matter.
		if (isDatabaseAway(fault) && !isOfFile(fault)) return;
		const before = this.#rounds.get(roundId);
		if (!before) console.warn(`box: round ${roundId} does not go on and is tried again: ${nameOf(fault)}`);
		const pauseMs = before ? Math.min(2 * before.pauseMs, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
		this.#rounds.set(roundId, { pauseMs, until: this.#clock() + pauseMs });
	}

	isResting(roundId: string): boolean {
		return (this.#rounds.get(roundId)?.until ?? 0) > this.#clock();
	}

	/** A step went well. */
	over(roundId: string): void {
		if (this.#rounds.delete(roundId)) console.warn(`box: round ${roundId} goes on`);
	}

	/** What is not due any more is nobody's worry here: another process may have done it. */
	keepOnly(roundIds: readonly string[]): void {
		for (const id of this.#rounds.keys()) if (!roundIds.includes(id)) this.#rounds.delete(id);
	}
}

const isOfFile = (fault: unknown): boolean => fault instanceof Error && 'syscall' in fault && 'path' in fault;

/**
 * What may be logged of a failure in the box. A file's error names the file; PostgreSQL's and the parser's own words
 * can quote what they read, which may be a ballot, so of them there is the code or the kind alone.
 */
function nameOf(fault: unknown): string {
	if (!(fault instanceof Error)) return 'failed';
	const { code, syscall } = fault as NodeJS.ErrnoException;
	if (syscall) return fault.message;
	if (code) return code;
	return fault instanceof SyntaxError ? fault.name : fault.message;
}
