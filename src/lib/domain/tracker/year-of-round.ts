/**
 * The year that all projects of one vote are counted under, chosen or kept: the one in which most of the chosen end,
 * the earlier of two that are as many, and the meeting's where none names an end. One project over two years would
 * otherwise be a year of its own and hide the others from every list of the newest year.
 */
export function yearOfRound(ends: readonly (string | null)[], heldOn: string): number {
	const counted = new Map<number, number>();
	for (const end of ends) {
		if (end === null) continue;
		const year = yearOf(end);
		counted.set(year, (counted.get(year) ?? 0) + 1);
	}
	const [most] = [...counted].sort(([a, n], [b, m]) => m - n || a - b);
	return most?.[0] ?? yearOf(heldOn);
}

const yearOf = (date: string): number => Number(date.slice(0, 4));
