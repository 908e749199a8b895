import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';

test('no more runs at once than there are turns, in the order it came, also after a failure', async () => {
	const turns = inTurn(2);
	const begun: number[] = [];
	let running = 0;
	let most = 0;
	const work = (i: number) =>
		turns.take(async () => {
			begun.push(i);
			most = Math.max(most, ++running);
			await new Promise((resolve) => setImmediate(resolve));
			running--;
			if (i === 1) throw new Error('one that fails');
			return i;
		});
	const all = Promise.allSettled([0, 1, 2, 3, 4, 5].map(work));
	expect(turns.waiting()).toBe(4);
	expect((await all).map(({ status }) => status)).toEqual([
		...['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']
	]);
	expect({ most, begun, waiting: turns.waiting() }).toEqual({
		most: 2,
		begun: [0, 1, 2, 3, 4, 5],
		waiting: 0
	});
});
