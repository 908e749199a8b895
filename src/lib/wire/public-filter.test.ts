import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lights } from '../domain/tracker/lights.ts';
import { filterQuery, publicFilter } from './public-filter.ts';

test('an address says what was chosen, and reads back the same', () => {
	fc.assert(
		fc.property(
			fc.record({
				year: fc.option(fc.integer({ min: 1949, max: 9999 })),
				congress: fc.option(fc.uuid().map((id) => id.toLowerCase())),
				light: fc.option(fc.constantFrom(...lights)),
				words: fc.string({ maxLength: 100 }).map((words) => words.trim())
			}),
			fc.integer({ min: 1, max: 999_999 }),
			(filter, page) => {
				expect(publicFilter(new URLSearchParams(filterQuery(filter, page)))).toEqual({ filter, page });
			}
		)
	);
});

test.each(['year=abc&page=-1', 'year=99999&congress=1&light=pink&page=0', 'page=1e3', ''])(
	'an address that makes no sense shows the whole list: %s',
	(query) => {
		expect(publicFilter(new URLSearchParams(query))).toEqual({
			filter: { year: null, congress: null, light: null, words: '' },
			page: 1
		});
	}
);
