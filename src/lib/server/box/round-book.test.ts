import { afterEach, expect, test, vi } from 'vitest';
import type { BoxSql } from './client.ts';
import { RoundBook } from './round-book.ts';

afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

const roundId = crypto.randomUUID();
const row = { state: 'open', closing: false, manifest: '{}', drawnAtOpening: 76 };

/** A database that answers every lookup with what `rows` says at that moment. */
function bookOver(rows: () => unknown[]) {
	const ask = vi.fn(() => Promise.resolve(rows()));
	return { book: new RoundBook(ask as unknown as BoxSql, { dir: '/nowhere', secret: '' }), ask };
}

test('a process that has just started asks the database, and calls no round unknown before', async () => {
	vi.spyOn(performance, 'now').mockReturnValue(12);
	const { book } = bookOver(() => [row]);
	expect(await book.get(roundId)).toMatchObject({ state: 'open' });
});

test('a round that was not there a moment ago is found as soon as it is', async () => {
	let rows: unknown[] = [];
	const { book } = bookOver(() => rows);
	expect(await book.get(roundId)).toBeNull();
	rows = [row];
	expect(await book.get(roundId)).toMatchObject({ state: 'open' });
});

test('a database that fails is an error, never an unknown round', async () => {
	let isAway = true;
	const { book } = bookOver(() => {
		if (isAway) throw new Error('terminating connection');
		return [row];
	});
	await expect(book.get(roundId)).rejects.toThrow();
	isAway = false;
	expect(await book.get(roundId)).toMatchObject({ state: 'open' });
});

test('many who ask at once cost two lookups: the one under way, and one for all who came after it began', async () => {
	const { book, ask } = bookOver(() => [row]);
	await Promise.all(Array.from({ length: 500 }, () => book.get(roundId)));
	expect(ask).toHaveBeenCalledTimes(2);
});

test('an older answer that comes late never stands over a newer one', async () => {
	let state = 'paused';
	const held: (() => void)[] = [];
	const ask = () =>
		new Promise<unknown[]>((resolve) => {
			const rows = [{ ...row, state }];
			held.push(() => resolve(rows));
		});
	const book = new RoundBook(ask as unknown as BoxSql, { dir: '/nowhere', secret: '' });
	// Paused, and resumed at once: two notifications. Of two questions the database answers the later one first.
	const paused = book.refresh(roundId);
	state = 'open';
	let isDone = false;
	void Promise.all([paused, book.refresh(roundId)]).then(() => (isDone = true));
	while (!isDone) {
		held.pop()?.();
		await new Promise(setImmediate);
	}
	expect(await book.get(roundId)).toMatchObject({ state: 'open' });
});

test('a lookup that is never answered holds nobody back, and says nothing later', async () => {
	vi.useFakeTimers();
	const answers: ((rows: unknown[]) => void)[] = [];
	const ask = () => new Promise<unknown[]>((resolve) => answers.push(resolve));
	const book = new RoundBook(ask as unknown as BoxSql, { dir: '/nowhere', secret: '' });
	const hung = book.refresh(roundId);
	const next = book.refresh(roundId);
	await vi.advanceTimersByTimeAsync(6_000);
	vi.useRealTimers();
	answers[1]!([row]);
	expect(await next).toMatchObject({ state: 'open' });
	answers[0]!([{ ...row, state: 'paused' }]);
	expect(await hung).toMatchObject({ state: 'open' });
	expect(await book.get(roundId)).toMatchObject({ state: 'open' });
});

test('who asks while a lookup is under way gets what is true from then on', async () => {
	let state = 'paused';
	const { book } = bookOver(() => [{ ...row, state }]);
	const before = book.refresh(roundId);
	state = 'open';
	expect(await book.refresh(roundId)).toMatchObject({ state: 'open' });
	expect(await before).toMatchObject({ state: 'paused' });
	expect(await book.get(roundId)).toMatchObject({ state: 'open' });
});
