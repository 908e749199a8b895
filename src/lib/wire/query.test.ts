import { describe, expect, test } from 'vitest';
import { isWritable } from '../domain/writable-text.ts';
import { auditFilter } from './audit.ts';
import { deputiesQuery } from './deputies.ts';
import { paperQuery } from './papers.ts';
import { accountFilter } from './people.ts';
import { calendarQuery, newsQuery, projectsQuery } from './public-api.ts';
import { publicFilter } from './public-filter.ts';
import { queryFields, searchWords } from './query.ts';
import { feedbackFilter, narrowing, pageNumber } from './residents.ts';
import { superviseFilter } from './supervise.ts';
import { followFilter, reserveFilter, yearOf } from './tracker.ts';

const asked = (query: string) => new URLSearchParams(query);

test('what a list is searched for is text that the database can hold, cut between characters', () => {
	expect(searchWords(asked('q=%00%20水渠%00'), 'q')).toBe('水渠');
	expect(searchWords(asked('q=%00'), 'q')).toBe('');
	expect(searchWords(asked(''), 'q')).toBe('');
	expect(searchWords(asked(`q=${'长'.repeat(99)}👍`), 'q')).toBe('长'.repeat(99));
});

test('of a name that stands twice in an address the last value counts, cleaned', () => {
	expect(queryFields(asked('actor=a&actor=b%00&__proto__=x'))).toMatchObject({ actor: 'b' });
});

/** Every reader of an address, with what it makes of one. */
const readers: Record<string, (params: URLSearchParams) => unknown> = {
	publicFilter,
	followFilter,
	feedbackFilter,
	narrowing,
	superviseFilter,
	reserveFilter,
	pageNumber,
	yearOf,
	auditFilter: (params) => auditFilter.parse(queryFields(params)),
	deputiesQuery: (params) => deputiesQuery.parse(queryFields(params)),
	accountFilter: (params) => accountFilter.parse(queryFields(params)),
	paperQuery: (params) => paperQuery.safeParse(queryFields(params)).data,
	// Programs are told; a page shows its list all the same.
	projectsQuery: (params) => projectsQuery.safeParse(Object.fromEntries(params)).data,
	newsQuery: (params) => newsQuery.safeParse(Object.fromEntries(params)).data,
	calendarQuery: (params) => calendarQuery.safeParse(Object.fromEntries(params)).data
};

const names = [
	...[
		'q',
		'text',
		'actor',
		'act',
		'chain',
		'from',
		'to',
		'at',
		'go',
		'unit',
		'place',
		'light',
		'grade',
		'due'
	],
	...[
		'year',
		'page',
		'list',
		'late',
		'project',
		'congress',
		'state',
		'role',
		'former',
		'after',
		'limit',
		'round'
	],
	...['copies', 'whole', 'votes']
];
const dashes = '-'.repeat(36);
const values = [
	...['\0', '水\0渠', '\ufffe', '\ud842', `${'长'.repeat(99)}👍`, '长'.repeat(10_000), '-1', '1e99', '1.5'],
	...['99999999999999999999', '2147483648', dashes, `2025.${dashes}.1.${dashes}`]
];

/** All that stands anywhere in what a reader says. */
const leaves = (value: unknown): unknown[] =>
	typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];

describe.each(Object.entries(readers))('%s', (_, read) => {
	test.each(names)('takes nothing for `%s` that the database can not', (name) => {
		for (const value of values) {
			const found = leaves(
				read(
					new URLSearchParams([
						[name, value],
						[`${name}[]`, 'x'],
						[`${name}[]`, 'x']
					])
				)
			);
			for (const leaf of found) {
				if (typeof leaf === 'string') expect([value, isWritable(leaf)]).toEqual([value, true]);
				if (typeof leaf === 'number')
					expect(Number.isInteger(leaf) && Math.abs(leaf) <= 2_147_483_647).toBe(true);
			}
		}
	});
});

test('a page of the open data begins behind a project, and at nothing else', () => {
	const id = '5b1d3b52-0000-4000-8000-00000000000a';
	const after = (cursor: string) => projectsQuery.safeParse({ after: cursor }).success;
	expect(after(`2025.${id}.1.${id}`)).toBe(true);
	expect(after(`2025.${dashes}.1.${dashes}`)).toBe(false);
	expect(after(`2025.${id}.1234567.${id}`)).toBe(false);
	expect(projectsQuery.safeParse({ q: '水\0渠' }).success).toBe(false);
});
