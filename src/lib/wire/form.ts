import { z } from 'zod';

/**
 * A form as Zod reads it. A field sent twice is taken once, the last one; files are no field of ours; U+0000,
 * which no keyboard types and PostgreSQL's text can't hold, is left out.
 */
export const formFields = (data: FormData): Record<string, string> =>
	Object.fromEntries(
		[...data]
			.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
			.map(([name, value]) => [name, value.replaceAll('\0', '')])
	);

/** The first field at fault: the page says one thing at a time. */
export const faultyField = <Field extends string>(error: z.ZodError<{ [Name in Field]?: unknown }>): Field =>
	String(error.issues[0]?.path[0] ?? '') as Field;

/** Whether the part of an address can be an id at all; the database is not asked about anything else. */
export const isId = (text: string): boolean => z.guid().safeParse(text).success;
