import { expect, test } from 'vitest';
import {
	formatCount,
	formatDate,
	formatDateTime,
	formatMonth,
	formatTime,
	formatTimeWithSeconds,
	formatExactWan,
	formatWan,
	isoDate
} from './format.ts';

test('a late evening in UTC is the next morning at the meeting', () => {
	expect(formatDateTime('2024-04-11T18:05:09Z')).toBe('2024年4月12日 02:05');
	expect(isoDate('2024-04-11T18:05:09Z')).toBe('2024-04-12');
	expect(formatTimeWithSeconds('2024-04-11T18:05:09Z')).toBe('02:05:09');
});

test('midnight is written 00:00, not 24:00', () => {
	expect(formatTime('2024-04-12T00:00:00+08:00')).toBe('00:00');
});

test('a date without a time stays that day', () => {
	expect(formatDate('2024-04-12')).toBe('2024年4月12日');
	expect(formatMonth('2024-12-01')).toBe('2024年12月');
	expect(isoDate('2024-01-01')).toBe('2024-01-01');
});

test('money in fen is written in 万元 with two decimals', () => {
	expect(formatWan(480_000_000)).toBe('480.00 万元');
	expect(formatWan(1_480_005_000)).toBe('1,480.01 万元');
	expect(formatExactWan(1_480_005_000)).toBe('1,480.005 万元');
	expect(formatExactWan(480_000_000)).toBe('480.00 万元');
	expect(formatWan(0)).toBe('0.00 万元');
});

test('a count carries its measure word', () => {
	expect(formatCount(76)).toBe('76');
	expect(formatCount(3200, '人')).toBe('3,200 人');
});

test('what is not a date is never shown as one', () => {
	expect(() => formatDate('soon')).toThrow('not a date: soon');
});
