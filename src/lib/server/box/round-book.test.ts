import { expect, test, vi } from 'vitest';
import type { BoxSql } from './client.ts';
import { RoundBook } from './round-book.ts';

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
	vi.restoreAllMocks();
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

test('many who ask at once cost one lookup', async () => {
	const { book, ask } = bookOver(() => [row]);
	await Promise.all(Array.from({ length: 500 }, () => book.get(roundId)));
	expect(ask).toHaveBeenCalledTimes(1);
});
