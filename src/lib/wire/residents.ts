/** What residents' pages take. */

/** The page that an address asks for; the first where it names none. */
export function pageNumber(params: URLSearchParams): number {
	const page = Number(params.get('page'));
	return Number.isInteger(page) && page > 0 && page <= 100_000 ? page : 1;
}
