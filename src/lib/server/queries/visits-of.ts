import { and, asc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { opinionStanding } from '../../domain/tracker/opinion.ts';
import type { VisitView } from '../../wire/tracker-views.ts';
import type { Tx } from '../db/client.ts';
import { delegate } from '../db/schema.ts';
import { evidence, visit, visitRating, visitReply } from '../db/tracker-schema.ts';
import { evidenceView } from './evidence-view.ts';
import { openOpinions, unratedReplies } from './open-opinions.ts';

/** Who reads the records: staff see every grade, a deputy the own ones. */
export type VisitReader = { kind: 'staff' } | { kind: 'delegate'; id: string };

/** What waits, before all that is done: for the desk the owed replies by their term, for a deputy what he has to judge. */
const waitingFirst = (reader: VisitReader): SQL =>
	reader.kind === 'staff'
		? sql`(select o.due_on from ${openOpinions} o where o.id = ${visit.id}) nulls last`
		: sql`exists (select from ${unratedReplies} u
			where u.id = ${visit.id} and u.delegate_id = ${reader.id}::uuid) desc`;

/** The order of a list of records. */
const order = (reader: VisitReader): SQL => sql`${waitingFirst(reader)}, ${visit.at} desc, ${visit.id}`;

/** Which one of `visitsOf` a record is, from 0 on; null where it is none of them. */
export async function placeAmongVisits(
	tx: Tx,
	where: SQL | undefined,
	reader: VisitReader,
	id: string
): Promise<number | null> {
	const ranked = tx
		.select({
			id: visit.id,
			place: sql<number>`(row_number() over (order by ${order(reader)}))::int - 1`.as('place')
		})
		.from(visit)
		.innerJoin(delegate, eq(delegate.id, visit.delegateId))
		.where(where)
		.as('ranked');
	const [row] = await tx.select({ place: ranked.place }).from(ranked).where(eq(ranked.id, id));
	return row?.place ?? null;
}

/**
 * Deputies' records under a condition on `visit`, each with its replies and photographs: what waits for the reader
 * first, then the newest.
 */
export async function visitsOf(
	tx: Tx,
	where: SQL | undefined,
	reader: VisitReader,
	{ limit = 200, offset = 0 }: { limit?: number; offset?: number } = {}
): Promise<VisitView[]> {
	const rows = await tx
		.select({ visit, by: delegate.name })
		.from(visit)
		.innerJoin(delegate, eq(delegate.id, visit.delegateId))
		.where(where)
		.orderBy(order(reader))
		.limit(limit)
		.offset(offset);
	if (!rows.length) return [];
	const ids = rows.map((row) => row.visit.id);
	const replies = await tx
		.select()
		.from(visitReply)
		.where(inArray(visitReply.visitId, ids))
		.orderBy(asc(visitReply.number));
	const ratings = await tx.select().from(visitRating).where(inArray(visitRating.visitId, ids));
	const photos = await tx
		.select()
		.from(evidence)
		.where(and(inArray(evidence.visitId, ids), isNull(evidence.withdrawnAt)))
		.orderBy(asc(evidence.uploadedAt));
	return rows.map(({ visit: row, by }) => {
		const ofThis = <Row extends { visitId: string | null }>(list: Row[]) =>
			list.filter(({ visitId }) => visitId === row.id);
		const own = reader.kind === 'delegate' && reader.id === row.delegateId;
		const rated = ofThis(ratings);
		const answers = ofThis(replies);
		return {
			id: row.id,
			projectId: row.projectId,
			kind: row.kind,
			visitedOn: row.visitedOn,
			by,
			own,
			companions: row.companions,
			found: row.found,
			opinion: row.opinion,
			...opinionStanding({ replyDueOn: row.replyDueOn, replies: answers.length, ratings: rated }),
			at: row.at.toISOString(),
			photos: ofThis(photos).map(evidenceView),
			replies: answers.map(({ number, text, at, by: who }) => {
				const rating = rated.find((one) => one.number === number);
				const before = rated.find((one) => one.number === number - 1);
				return {
					number,
					text,
					at: at.toISOString(),
					by: who,
					dueOn: before?.replyDueOn ?? row.replyDueOn!,
					rating:
						rating && (own || reader.kind === 'staff')
							? { grade: rating.grade, comment: rating.comment, at: rating.at.toISOString() }
							: null,
					rated: rating !== undefined
				};
			})
		};
	});
}
