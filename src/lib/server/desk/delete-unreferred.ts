import { violatedConstraint, type Tx } from '../db/client.ts';

/**
 * Deletes where nothing refers to what is deleted. The database is asked by trying, in savepoints: it alone knows of
 * every table that may refer, and row-level security keeps it from telling which row it was, so halves are tried.
 *
 * @returns an id that is still referred to; some of the others may be gone then, and the caller refuses the act
 */
export async function deleteUnreferred(
	tx: Tx,
	ids: readonly string[],
	remove: (inner: Tx, ids: string[]) => Promise<unknown>
): Promise<string | null> {
	if (!ids.length || (await wentThrough(tx, (inner) => remove(inner, [...ids])))) return null;
	if (ids.length === 1) return ids[0]!;
	const half = Math.ceil(ids.length / 2);
	return (
		(await deleteUnreferred(tx, ids.slice(0, half), remove)) ??
		(await deleteUnreferred(tx, ids.slice(half), remove))
	);
}

async function wentThrough(tx: Tx, step: (inner: Tx) => Promise<unknown>): Promise<boolean> {
	try {
		await tx.transaction(step);
		return true;
	} catch (error) {
		if (violatedConstraint(error) === null) throw error;
		return false;
	}
}
