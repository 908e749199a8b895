import type { Desk } from '../db/client.ts';

/** What an answer of the open data needs of a request. */
export type Asked = {
	request: Request;
	url: URL;
	locals: { publicDesk: Desk; origin: string; dataLicense?: { url: string } | undefined };
};

/** The query of an address; a field of a form that was left empty asks for nothing. */
export const queryOf = (url: URL): Record<string, string> =>
	Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''));
