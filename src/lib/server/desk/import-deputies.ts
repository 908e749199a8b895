import { and, eq, inArray } from 'drizzle-orm';
import type { Value } from '../../import/cells.ts';
import { deputyKind, type DeputyValues } from '../../import/deputies.ts';
import type { Tx } from '../db/client.ts';
import { delegate, scrutineer } from '../db/schema.ts';
import { knownDeputies } from '../queries/known-deputies.ts';
import type { ImportBook, Place } from './apply-import.ts';
import { deleteUnreferred } from './delete-unreferred.ts';
import { inLots } from './in-lots.ts';

/** 代表名册. A deputy that the file leaves out stays: an import never takes anybody off the roll. */
export const deputyBook: ImportBook<'roll-locked'> = {
	kind: 'deputies',
	file: deputyKind,
	known: knownDeputies,
	locked: 'roll-locked',

	insert: async (tx, place, rows) => {
		await inLots(rows, (lot) =>
			tx
				.insert(delegate)
				.values(
					lot.map(
						({ id, values }) => ({ id, congressId: place.congressId, ...ownFields(values) }) as NewDelegate
					)
				)
		);
		await setScrutineers(tx, place, rows);
	},

	update: async (tx, place, rows) => {
		for (const { id, values } of rows) {
			const own = ownFields(values);
			if (Object.keys(own).length) await tx.update(delegate).set(own).where(eq(delegate.id, id));
		}
		await setScrutineers(tx, place, rows);
	},

	remove: (tx, { meetingId }, ids) =>
		deleteUnreferred(tx, ids, (inner, some) =>
			inLots(some, async (lot) => {
				await inner
					.delete(scrutineer)
					.where(and(eq(scrutineer.meetingId, meetingId), inArray(scrutineer.delegateId, lot)));
				await inner.delete(delegate).where(inArray(delegate.id, lot));
			})
		)
};

type NewDelegate = typeof delegate.$inferInsert;

/** The fields of the roll's own row; who is a scrutineer is of the meeting. */
function ownFields(values: Record<string, Value>): Partial<NewDelegate> {
	const { scrutineer: _, ...own } = values as Partial<DeputyValues>;
	return own;
}

/** The chief's office is given up before it is taken: there is one at a time. */
async function setScrutineers(
	tx: Tx,
	{ congressId, meetingId }: Place,
	rows: { id: string; values: Record<string, Value> }[]
): Promise<void> {
	const named = rows.filter(({ values }) => values.scrutineer !== undefined);
	const ids = (word: DeputyValues['scrutineer']) =>
		named.filter(({ values }) => values.scrutineer === word).map(({ id }) => id);
	const row = (chief: boolean) => (delegateId: string) => ({ congressId, meetingId, delegateId, chief });
	await inLots([...ids('none'), ...ids('member')], (lot) =>
		tx.delete(scrutineer).where(and(eq(scrutineer.meetingId, meetingId), inArray(scrutineer.delegateId, lot)))
	);
	await inLots(ids('member').map(row(false)), (lot) => tx.insert(scrutineer).values(lot));
	for (const chief of ids('chief').map(row(true)))
		await tx
			.insert(scrutineer)
			.values(chief)
			.onConflictDoUpdate({ target: [scrutineer.meetingId, scrutineer.delegateId], set: { chief: true } });
}
