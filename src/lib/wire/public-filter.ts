import { lights } from '../domain/tracker/lights.ts';
import { uuidText } from './api.ts';
import { searchWords } from './query.ts';
import type { PublicFilter } from './views.ts';

/** Reads the list's address. What it does not know it leaves out: an old link still shows the list. */
export function publicFilter(params: URLSearchParams): { filter: PublicFilter; page: number } {
	const year = wholeNumber(params.get('year'));
	const congress = uuidText.safeParse(params.get('congress'));
	return {
		filter: {
			year: year !== null && year >= 1949 && year <= 9999 ? year : null,
			congress: congress.success ? congress.data : null,
			light: lights.find((light) => light === params.get('light')) ?? null,
			words: searchWords(params, 'q')
		},
		page: Math.max(1, wholeNumber(params.get('page')) ?? 1)
	};
}

/** The address of a page of the list under a filter: `?year=2026&page=2`, or nothing. */
export function filterQuery({ year, congress, light, words }: PublicFilter, page = 1): string {
	const query = new URLSearchParams();
	if (year !== null) query.set('year', String(year));
	if (congress) query.set('congress', congress);
	if (light) query.set('light', light);
	if (words) query.set('q', words);
	if (page > 1) query.set('page', String(page));
	const text = query.toString();
	return text && `?${text}`;
}

const wholeNumber = (text: string | null): number | null =>
	text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
