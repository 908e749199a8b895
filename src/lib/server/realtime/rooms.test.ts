import type { Server } from 'socket.io';
import { expect, test } from 'vitest';
import { inTurn } from '../in-turn.ts';
import { Rooms } from './rooms.ts';

/** Somebody is in every room. */
const everywhere = {
	sockets: { adapter: { rooms: { get: () => ({ size: 1 }) } } },
	to: () => ({ emit: () => {} })
} as unknown as Server;

test('a hall that comes back at once costs a few reads, and nobody sees what was before the own arrival', async () => {
	const rooms = new Rooms(everywhere, inTurn(4));
	let [state, reads] = [0, 0];
	const read = async () => {
		reads++;
		const seen = state;
		await new Promise((done) => setImmediate(done));
		return seen;
	};
	const seen: { arrived: number; view: unknown }[] = [];
	const arrive = async () => {
		const arrived = state;
		await rooms.welcome('m tablet', 'tablet', read, (event) =>
			seen.push({ arrived, view: (event as { view: unknown }).view })
		);
	};
	const first = Array.from({ length: 100 }, arrive);
	await Promise.resolve();
	await Promise.resolve();
	state = 1;
	await Promise.all([...first, ...Array.from({ length: 200 }, arrive)]);
	expect(seen).toHaveLength(300);
	expect(seen.every(({ arrived, view }) => Number(view) >= arrived)).toBe(true);
	expect(reads).toBeLessThanOrEqual(3);
});

test('a read that failed does not keep those out who come later', async () => {
	const rooms = new Rooms(everywhere, inTurn(4));
	let away = true;
	const read = () => (away ? Promise.reject(new Error('away')) : Promise.resolve('view'));
	await expect(rooms.welcome('m hall', 'hall', read, () => {})).rejects.toThrow('away');
	away = false;
	const events: unknown[] = [];
	await rooms.welcome('m hall', 'hall', read, (event) => events.push(event));
	expect(events).toMatchObject([{ topic: 'hall', view: 'view' }]);
});

test('however many rooms are woken at once, a few are read at a time, and each of them is', async () => {
	const rooms = new Rooms(everywhere, inTurn(3));
	let [reading, most, reads] = [0, 0, 0];
	const read = async () => {
		most = Math.max(most, ++reading);
		await new Promise((done) => setImmediate(done));
		reading--;
		reads++;
	};
	const names = Array.from({ length: 200 }, (_, i) => `project:${i}`);
	await Promise.all(names.map((name) => rooms.welcome(name, name, read, () => {})));
	reads = 0;
	rooms.changed('');
	await expect.poll(() => reads).toBe(200);
	expect(most).toBe(3);
	rooms.stop();
});

test('a room that everybody has left costs nothing any more', async () => {
	const rooms = new Rooms(everywhere, inTurn(3));
	let reads = 0;
	await rooms.welcome(
		'm hall',
		'hall',
		() => Promise.resolve(++reads),
		() => {}
	);
	rooms.changed('m');
	rooms.left('m hall');
	rooms.changed('m');
	await new Promise((pause) => setTimeout(pause, 300));
	expect(reads).toBe(1);
});
