import { z } from 'zod';
import { writableText } from '../domain/writable-text.ts';

/**
 * A form as Zod reads it. A field sent twice is taken once, the last one; files are no field of ours; controls that
 * no keyboard types are left out: PostgreSQL's text can't hold U+0000, and no workbook or feed the others. So is a
 * field `__proto__`: no answer that gives the form back could be written with one.
 */
export const formFields = (data: FormData): Record<string, string> =>
	Object.fromEntries(
		[...data]
			.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== '__proto__')
			.map(([name, value]) => [name, writableText(value)])
	);

/** The first field at fault: the page says one thing at a time. */
export const faultyField = <Field extends string>(error: z.ZodError<{ [Name in Field]?: unknown }>): Field =>
	String(error.issues[0]?.path[0] ?? '') as Field;

/** Whether the part of an address can be an id at all; the database is not asked about anything else. */
export const isId = (text: string): boolean => z.guid().safeParse(text).success;
