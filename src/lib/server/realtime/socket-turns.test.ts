import type { Socket } from 'socket.io';
import { expect, test, vi } from 'vitest';
import { SocketTurns } from './socket-turns.ts';

function socket() {
	let hear = () => {};
	const fake = {
		connected: true,
		emit: vi.fn(),
		disconnect: vi.fn(() => (fake.connected = false)),
		onAny: (listener: () => void) => (hear = listener)
	};
	return { fake, said: () => hear(), turns: new SocketTurns(fake as unknown as Socket) };
}

test('one socket is answered one thing at a time, in order, and a failure stops nothing', async () => {
	const { fake, turns } = socket();
	const seen: string[] = [];
	const step = (name: string, fails = false) =>
		turns.take(async () => {
			seen.push(`${name} begins`);
			await new Promise((done) => setImmediate(done));
			seen.push(`${name} ends`);
			if (fails) throw new Error('away');
		});
	step('one', true);
	step('two');
	await expect.poll(() => seen).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
	expect(fake.emit.mock.calls).toEqual([['refused', { code: 'try-later' }]]);
	expect(fake.disconnect).not.toHaveBeenCalled();
});

test('a flood is cut, and what it asked is not looked at any more', async () => {
	const { fake, said, turns } = socket();
	let steps = 0;
	for (let i = 0; i < 1000 && fake.connected; i++) {
		said();
		turns.take(() => Promise.resolve(void steps++));
	}
	await new Promise((done) => setImmediate(done));
	expect(fake.disconnect).toHaveBeenCalledWith(true);
	expect(steps).toBe(0);
});

test('who says little for a long time is never cut', () => {
	vi.useFakeTimers();
	const { fake, said } = socket();
	for (let i = 0; i < 1000; i++) {
		vi.advanceTimersByTime(1000);
		said();
	}
	expect(fake.disconnect).not.toHaveBeenCalled();
	vi.useRealTimers();
});
