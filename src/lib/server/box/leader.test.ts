import { randomBytes } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { encodeMask } from '../../domain/ballot.ts';
import { defaultRules } from '../../domain/rule-set.ts';
import type { BoxSql } from './client.ts';
import { Leader } from './leader.ts';
import type { BoxRound, RoundBook } from './round-book.ts';

afterEach(() => void vi.useRealTimers());

const id = crypto.randomUUID();
const round = {
	...{ id, state: 'open', closing: false, drawnAtOpening: 76 },
	manifest: { candidates: Array.from({ length: 8 }), rules: { ...defaultRules(5), tallyDisplay: 'live' } },
	keys: { storageKey: randomBytes(32) }
} as unknown as BoxRound;

/** A database that answers what `answer` finds to the words of a question, and nothing to any other. */
const databaseOf = (answer: Record<string, () => unknown>): BoxSql =>
	((words: string | string[]) => {
		const asked = typeof words === 'string' ? words : words.join('?');
		const known = Object.keys(answer).find((part) => asked.includes(part));
		return Promise.resolve(known ? answer[known]!() : []);
	}) as unknown as BoxSql;

test('steps that are due while a release is recorded are taken one at a time after it', async () => {
	vi.useFakeTimers();
	const record = Promise.withResolvers<unknown>();
	let look = Promise.resolve();
	let [looking, most, looks] = [0, 0, 0];
	const book = {
		async refresh() {
			looks++;
			most = Math.max(most, ++looking);
			await look;
			looking--;
			return round;
		}
	} as unknown as RoundBook;
	const session = databaseOf({
		pg_try_advisory_lock: () => [{ mine: true }],
		record_release: () => record.promise
	});
	const place = { folder: { dir: '', secret: '' }, archiveDir: '' };
	const leader = new Leader(
		databaseOf({}),
		() => session,
		book,
		place,
		() => {}
	);
	await leader.tend(id);
	const mask = encodeMask([1, 1, 1, 1, 1, 0, 0, 0]);
	const none = new Uint8Array();
	leader.flushed(
		id,
		Array.from({ length: 30 }, () => ({ key: randomBytes(32), mask, sealed: none, leaf: none }))
	);
	await vi.advanceTimersByTimeAsync(3000);

	const { promise, resolve } = Promise.withResolvers<void>();
	look = promise;
	const first = leader.tend(id);
	record.resolve([{ recorded: true }]);
	await vi.advanceTimersByTimeAsync(0);
	expect(looks).toBe(2);
	const second = leader.tend(id);
	await vi.advanceTimersByTimeAsync(0);
	resolve();
	await Promise.all([first, second]);
	expect([looks, most]).toEqual([3, 1]);
});
