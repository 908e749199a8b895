const PATIENCE_MS = 20_000;

/**
 * What `look` finds, once it finds something: what another process, a sweep or a notification brings about. Nothing
 * here measures time, so the patience is a person's and not the usual wait.
 *
 * @param what in words, for the error where it never comes
 */
export async function eventually<Found>(
	what: string,
	look: () => Promise<Found> | Found
): Promise<NonNullable<Found>> {
	for (const deadline = Date.now() + PATIENCE_MS; ;) {
		const found = await look();
		if (found) return found;
		if (Date.now() > deadline) throw new Error(`not within ${PATIENCE_MS / 1000} s: ${what}`);
		await new Promise((wait) => setTimeout(wait, 25));
	}
}
