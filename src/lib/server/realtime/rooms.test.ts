import type { Server } from 'socket.io';
import { expect, test } from 'vitest';
import { Rooms } from './rooms.ts';

const nobody = { sockets: { adapter: { rooms: new Map() } } } as unknown as Server;

test('a hall that comes back at once costs a few reads, and nobody sees what was before the own arrival', async () => {
	const rooms = new Rooms(nobody);
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
	const rooms = new Rooms(nobody);
	let away = true;
	const read = () => (away ? Promise.reject(new Error('away')) : Promise.resolve('view'));
	await expect(rooms.welcome('m hall', 'hall', read, () => {})).rejects.toThrow('away');
	away = false;
	const events: unknown[] = [];
	await rooms.welcome('m hall', 'hall', read, (event) => events.push(event));
	expect(events).toMatchObject([{ topic: 'hall', view: 'view' }]);
});
