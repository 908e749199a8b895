import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { afterEach, expect, test, vi } from 'vitest';
import { SessionWatch } from './session-watch.ts';

afterEach(() => void vi.useRealTimers());

function socket() {
	const emitter = new EventEmitter();
	const cut = vi.fn();
	return Object.assign(emitter, { disconnect: cut }) as unknown as Socket & { disconnect: typeof cut };
}

test('the sockets of a session that is over are cut, and of no other', async () => {
	const alive = new Set(['a', 'b', 'c']);
	const asked: string[][] = [];
	const watch = new SessionWatch((hashes) => {
		asked.push(hashes);
		return Promise.resolve(new Set(hashes.filter((hash) => alive.has(hash))));
	});
	const [one, same, other] = [socket(), socket(), socket()];
	watch.joined(one, { userId: 'staff:1', hash: 'a' });
	watch.joined(same, { userId: 'staff:1', hash: 'b' });
	watch.joined(other, { userId: 'staff:2', hash: 'c' });
	await Promise.resolve();
	asked.length = 0;
	alive.delete('a');
	alive.delete('c');
	await watch.look('staff:1');
	expect(asked).toEqual([['a', 'b']]);
	expect(one.disconnect).toHaveBeenCalledWith(true);
	expect(same.disconnect).not.toHaveBeenCalled();
	expect(other.disconnect).not.toHaveBeenCalled();
	await watch.look();
	expect(other.disconnect).toHaveBeenCalledOnce();
	watch.stop();
});

test('a database that is away cuts nobody', async () => {
	const watch = new SessionWatch(() => Promise.reject(new Error('away')));
	const one = socket();
	watch.joined(one, { userId: 'staff:1', hash: 'a' });
	await watch.look('staff:1');
	expect(one.disconnect).not.toHaveBeenCalled();
	watch.stop();
});

test('a session that ended while its socket came is found at once', async () => {
	const watch = new SessionWatch(() => Promise.resolve(new Set()));
	const one = socket();
	watch.joined(one, { userId: 'staff:1', hash: 'a' });
	await vi.waitFor(() => expect(one.disconnect).toHaveBeenCalledOnce());
	watch.stop();
});

test('a session that runs out by itself is found by the beat', async () => {
	vi.useFakeTimers();
	const alive = new Set(['a']);
	const watch = new SessionWatch(() => Promise.resolve(new Set(alive)));
	const one = socket();
	watch.joined(one, { userId: 'staff:1', hash: 'a' });
	await vi.advanceTimersByTimeAsync(1000);
	expect(one.disconnect).not.toHaveBeenCalled();
	alive.clear();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(one.disconnect).toHaveBeenCalledOnce();
	watch.stop();
});
