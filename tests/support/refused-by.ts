import { violatedConstraint, type Tx } from '#lib/server/db/client.ts';

/** The constraint, or the sentence of a trigger, by which the database refuses a command; null where it takes it. */
export async function refusedBy(
	read: <Found>(command: (tx: Tx) => Promise<Found>) => Promise<Found>,
	command: (tx: Tx) => Promise<unknown>
): Promise<string | null> {
	try {
		await read(command);
	} catch (error) {
		return violatedConstraint(error) ?? String((error as { cause?: Error }).cause?.message ?? error);
	}
	return null;
}
