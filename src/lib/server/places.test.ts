import { expect, test } from 'vitest';
import { Places } from './places.ts';

test('no more work at once than there are places, in the order of coming, failed work included', async () => {
	const places = new Places(2);
	const done: number[] = [];
	let atOnce = 0;
	let most = 0;
	const work = (i: number) =>
		places.take(async () => {
			most = Math.max(most, ++atOnce);
			await new Promise((wait) => setTimeout(wait, 1));
			atOnce -= 1;
			done.push(i);
			if (i === 1) throw new Error('this one fails');
		});
	const all = await Promise.allSettled([0, 1, 2, 3, 4].map(work));
	expect(all.map(({ status }) => status)).toEqual([
		...['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']
	]);
	expect(done).toEqual([0, 1, 2, 3, 4]);
	expect(most).toBe(2);
	await work(5);
	expect(done).toHaveLength(6);
});
