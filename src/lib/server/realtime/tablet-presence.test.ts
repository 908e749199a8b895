import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { afterEach, expect, test, vi } from 'vitest';
import { TabletPresence } from './tablet-presence.ts';

afterEach(() => void vi.useRealTimers());

const place = { congressId: 'congress', meetingId: 'meeting' };
const socket = () => new EventEmitter() as unknown as Socket & EventEmitter;

test('a beat names each connected deputy once, and goes on where only a console watches', async () => {
	vi.useFakeTimers();
	const told: string[][] = [];
	const presence = new TabletPresence((_, ids) => Promise.resolve(told.push(ids)));
	const [tablet, second, console] = [socket(), socket(), socket()];
	presence.joined(tablet, place, 'one');
	presence.joined(second, place, 'one');
	presence.joined(console, place, null);
	expect(told).toEqual([]);
	await vi.advanceTimersByTimeAsync(5000);
	tablet.emit('disconnect');
	await vi.advanceTimersByTimeAsync(5000);
	second.emit('disconnect');
	await vi.advanceTimersByTimeAsync(5000);
	console.emit('disconnect');
	await vi.advanceTimersByTimeAsync(5000);
	expect(told).toEqual([['one'], ['one'], []]);
	presence.stop();
});

test('a database that is away costs a beat and no more', async () => {
	vi.useFakeTimers();
	let beats = 0;
	const presence = new TabletPresence(() =>
		beats++ ? Promise.resolve() : Promise.reject(new Error('away'))
	);
	presence.joined(socket(), place, 'one');
	await vi.advanceTimersByTimeAsync(10_000);
	expect(beats).toBe(2);
	presence.stop();
});
