import { expect, it } from 'vitest';
import { turnsOf } from './act-turns.ts';

it('puts replies and what was sent back in the order in which they came', () => {
	const replies = [
		{ number: 1, at: '2026-04-07T04:00:00.000Z' },
		{ number: 2, at: '2026-04-10T04:00:00.000Z' }
	];
	const returns = [
		{ words: '没有写明日期', at: '2026-04-08T04:00:00.000Z' },
		{ words: '仍不明确', at: '2026-04-10T04:00:00.000Z' }
	];
	expect(turnsOf({ replies, returns }).map(({ reply, back }) => reply?.number ?? back?.words)).toEqual([
		...[1, '没有写明日期', 2, '仍不明确']
	]);
});
