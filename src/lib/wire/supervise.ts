import { z } from 'zod';
import { grades } from '../domain/tracker/satisfaction.ts';
import { uuidText } from './api.ts';
import { day } from './day.ts';
import { searchWords } from './query.ts';

/** Forms of the deputies' pages. Dates are ISO calendar dates. */

const words = (most: number) => z.string().trim().max(most).default('');

/** Longest text of a visit's field. */
export const VISIT_TEXT = 2000;

export const visitForm = z.object({
	id: uuidText,
	kind: z.enum(['visit', 'opinion']),
	visitedOn: day,
	companions: z
		.string()
		.max(200)
		.default('')
		.transform((text) =>
			text
				.split(/[、,，;；\n]/)
				.map((name) => name.trim())
				.filter(Boolean)
		),
	found: words(VISIT_TEXT),
	opinion: words(VISIT_TEXT)
});

export const visitPhotoForm = z.object({
	id: uuidText,
	caption: words(100),
	/** Of a photograph that the phone has drawn smaller, which no longer says it itself; a clock that is wrong may say any day. */
	cameraDay: z.union([z.literal(''), z.iso.date()]).default('')
});

export const ratingForm = z.object({
	id: uuidText,
	number: z.coerce.number().int().min(1).max(1000),
	grade: z.enum(grades),
	comment: words(500)
});

export const opinionReplyForm = z.object({
	id: uuidText,
	number: z.coerce.number().int().min(1).max(1000),
	text: z.string().trim().min(1).max(2000)
});

/** What an address asks of the deputies' list. */
export function superviseFilter(params: URLSearchParams): { words: string; page: number } {
	const page = Number(params.get('page'));
	return {
		words: searchWords(params, 'q'),
		page: Number.isInteger(page) && page > 0 && page <= 100_000 ? page : 1
	};
}
