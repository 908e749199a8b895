import { cutText, writableText } from '../domain/writable-text.ts';

/** The query of an address as Zod reads it: of a name that stands there twice the last value, cleaned like a form's. */
export const queryFields = (params: URLSearchParams): Record<string, string> =>
	Object.fromEntries([...params].map(([name, value]) => [name, writableText(value)]));

/** What an address searches a list for: `most` characters of it, and empty where it names nothing. */
export const searchWords = (params: URLSearchParams, name: string, most = 100): string =>
	cutText(params.get(name)?.trim() ?? '', most).trim();
