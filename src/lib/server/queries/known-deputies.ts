import { and, asc, eq } from 'drizzle-orm';
import type { Known } from '../../import/plan.ts';
import type { DeputyValues } from '../../import/deputies.ts';
import type { Tx } from '../db/client.ts';
import { delegate, scrutineer } from '../db/schema.ts';

/** The roll as an import holds a file against it, former deputies included: their numbers are not free. */
export async function knownDeputies(tx: Tx, meetingId: string): Promise<Known[]> {
	const rows = await tx
		.select({ person: delegate, chief: scrutineer.chief })
		.from(delegate)
		.leftJoin(scrutineer, and(eq(scrutineer.delegateId, delegate.id), eq(scrutineer.meetingId, meetingId)))
		.orderBy(asc(delegate.number));
	return rows.map(({ person, chief }) => ({
		id: person.id,
		key: person.number,
		former: !person.active,
		values: deputyValues(person, chief)
	}));
}

export function deputyValues(
	{ number, name, gender, delegation, seat, phone }: typeof delegate.$inferSelect,
	chief: boolean | null
): DeputyValues {
	const scrutineer = chief === null ? 'none' : chief ? 'chief' : 'member';
	return { number, name, gender, delegation, seat, phone, scrutineer };
}
