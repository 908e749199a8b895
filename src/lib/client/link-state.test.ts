import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isLost, LinkState } from './link-state.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function openingLink(takenOver = true) {
	const seen: string[] = [];
	const link: LinkState = new LinkState(takenOver, () => seen.push(link.current));
	link.opens();
	return { link, seen };
}

test('a page that was just loaded does not say that it is cut off before its socket had time to open', () => {
	const { link, seen } = openingLink();
	expect(link.current).toBe('connected');
	vi.advanceTimersByTime(1500);
	link.heard();
	vi.advanceTimersByTime(60_000);
	expect(seen).toEqual([]);
});

test('a page says that it is connected only once its script has taken it over as the server drew it', async () => {
	const { link, seen } = openingLink(false);
	expect(link.current).toBe('connecting');
	await Promise.resolve();
	expect(seen).toEqual(['connected']);
	vi.advanceTimersByTime(3000);
	expect(seen).toEqual(['connected', 'reconnecting']);
});

test('a page that is cut off while it is taken over is not called connected', async () => {
	const { link, seen } = openingLink(false);
	link.lost(false);
	await Promise.resolve();
	expect(seen).toEqual(['offline']);
});

test('nothing that is still on its way or there is called lost', () => {
	expect((['connecting', 'connected', 'reconnecting', 'offline'] as const).filter(isLost)).toEqual([
		'reconnecting',
		'offline'
	]);
});

test('a socket that never opens is told after three seconds', () => {
	const { link, seen } = openingLink();
	vi.advanceTimersByTime(3000);
	expect(seen).toEqual(['reconnecting']);
	link.heard();
	expect(seen).toEqual(['reconnecting', 'connected']);
});

test('a refused or broken connection is told at once, and why', () => {
	const { link, seen } = openingLink();
	link.lost(true);
	link.lost(false);
	expect(seen).toEqual(['reconnecting', 'offline']);
});

test('nothing is said after the page let go', () => {
	const { link, seen } = openingLink();
	link.stop();
	vi.advanceTimersByTime(60_000);
	expect(seen).toEqual([]);
});
