/** The same address with other values in its query; null takes one out. */
export function addressOf(url: URL, changed: Record<string, string | null>): string {
	const query = new URLSearchParams(url.searchParams);
	for (const [name, value] of Object.entries(changed)) {
		if (value === null) query.delete(name);
		else query.set(name, value);
	}
	return `${url.pathname}?${query}`;
}
