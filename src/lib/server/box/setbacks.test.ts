import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Setbacks } from './setbacks.ts';

let told: string[];

beforeEach(() => {
	told = [];
	vi.spyOn(console, 'warn').mockImplementation((line: string) => void told.push(line));
});

afterEach(() => vi.restoreAllMocks());

test('a round that fails each time is tried less and less often, and told of once', () => {
	let now = 0;
	const setbacks = new Setbacks(() => now);
	const pauses: number[] = [];
	for (let i = 0; i < 8; i++) {
		setbacks.met('r', Object.assign(new Error("ENOSPC: no space left, open '/a'"), { syscall: 'open' }));
		const failedAt = now;
		while (setbacks.isResting('r')) now += 1000;
		pauses.push(now - failedAt);
	}
	expect(pauses).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
	expect(told).toEqual(["box: round r does not go on and is tried again: ENOSPC: no space left, open '/a'"]);
	expect(setbacks.isResting('another')).toBe(false);
	setbacks.over('r');
	expect(told.at(-1)).toBe('box: round r goes on');
	setbacks.met('r', new Error('a stored ballot is bad-ballot'));
	now += 2000;
	expect(setbacks.isResting('r')).toBe(false);
});

test('a database that is away makes no round wait', () => {
	const setbacks = new Setbacks(() => 0);
	setbacks.met('r', Object.assign(new Error('write CONNECTION_CLOSED'), { code: 'CONNECTION_CLOSED' }));
	expect(setbacks.isResting('r')).toBe(false);
	expect(told).toEqual([]);
});

test('a folder that is away does', () => {
	const setbacks = new Setbacks(() => 0);
	const fault = { code: 'ETIMEDOUT', syscall: 'open', path: '/archive/a' };
	setbacks.met('r', Object.assign(new Error('ETIMEDOUT: connection timed out, open'), fault));
	expect(setbacks.isResting('r')).toBe(true);
});

test('nothing that a driver or a parser quotes is logged', () => {
	const setbacks = new Setbacks(() => 0);
	setbacks.met('a', Object.assign(new Error('invalid input syntax: "secret"'), { code: '22P02' }));
	setbacks.met('b', new SyntaxError('Unexpected token: "secret"'));
	setbacks.met('c', 'secret');
	expect(told).toHaveLength(3);
	expect(told.join()).not.toContain('secret');
	expect(told[0]).toContain('22P02');
});

test('a round that another process has finished is forgotten', () => {
	const setbacks = new Setbacks(() => 0);
	setbacks.met('r', new Error('failed'));
	setbacks.keepOnly(['another']);
	expect(setbacks.isResting('r')).toBe(false);
});
