import { describe, expect, test } from 'vitest';
import { openFigures, outstandingTexts } from './chair.ts';

const turnout = { drawn: 70, cast: 70, inHall: 76, paper: 0 };

describe('what may still come into the box', () => {
	test('electronic ballots by count, and whoever drew none', () => {
		expect(outstandingTexts(turnout, false)).toEqual(['已领票的代表都已投票', '另有 6 人已签到未领票']);
		expect(outstandingTexts({ ...turnout, cast: 68, inHall: 70 }, false)).toEqual(['还有 2 人已领票未投票']);
	});

	test('paper in hand, which nobody can count before the box is opened', () => {
		expect(outstandingTexts({ ...turnout, paper: 6 }, false)).toEqual([
			'已领票的代表都已投票',
			'另有纸质票 6 张，请确认已全部投入票箱'
		]);
	});

	test('on paper only nothing is said of ballots that no tablet drew', () => {
		const paperOnly = { drawn: 0, cast: 0, inHall: 76, paper: 70 };
		expect(outstandingTexts(paperOnly, true)).toEqual([
			'纸质票 70 张，请确认已全部投入票箱',
			'另有 6 人已签到未领票'
		]);
		expect(outstandingTexts({ ...paperOnly, paper: 0 }, true)[0]).toBe('还没有发出纸质票');
	});
});

test('the opening names the ballots that are out, of the kinds there are', () => {
	const figures = { checkedIn: 76, inHall: 76, needed: 51, drawn: 70, cast: 0 };
	const lines = (paper: number, paperOnly: boolean) => openFigures({ ...figures, paper, paperOnly }).join();
	expect(lines(0, false)).toContain('已领电子票 70 张');
	expect(lines(0, false)).not.toContain('纸质票');
	expect(lines(6, false)).toContain('已发纸质票 6 张');
	expect(lines(76, true)).toContain('已发纸质票 76 张');
	expect(lines(76, true)).not.toContain('电子票');
});
