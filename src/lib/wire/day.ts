import { z } from 'zod';
import { isDay, isMonth, OLDEST_PICTURE } from '../domain/days.ts';

/** Days, months and moments of forms and addresses: real ones, and of the years that the database and every sum can hold. */

export const day = z.string().refine((text) => isDay(text));
export const dayOrNone = z.union([z.literal(''), day]);

/** Of what a picture or a paper shows, which may be older than any other day. */
export const pictureDay = z.string().refine((text) => isDay(text, OLDEST_PICTURE));

export const month = z.string().refine(isMonth);

/** An instant as `toISOString` writes it. */
export const moment = z.iso
	.datetime()
	.refine((text) => isDay(text.slice(0, 10)))
	.transform((text) => new Date(text));
