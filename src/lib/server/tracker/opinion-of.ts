import { and, asc, eq } from 'drizzle-orm';
import { opinionStanding, type OpinionStanding } from '../../domain/tracker/opinion.ts';
import type { Tx } from '../db/client.ts';
import { visit, visitRating, visitReply } from '../db/tracker-schema.ts';

export type Opinion = { row: typeof visit.$inferSelect; replies: number } & OpinionStanding;

/** A deputy's record on this project with where its opinion stands; read under the project's lock. */
export async function opinionOf(tx: Tx, projectId: string, visitId: string): Promise<Opinion | null> {
	const [row] = await tx
		.select()
		.from(visit)
		.where(and(eq(visit.id, visitId), eq(visit.projectId, projectId)));
	if (!row) return null;
	const replies = await tx
		.select({ number: visitReply.number })
		.from(visitReply)
		.where(eq(visitReply.visitId, visitId));
	const ratings = await tx
		.select()
		.from(visitRating)
		.where(eq(visitRating.visitId, visitId))
		.orderBy(asc(visitRating.number));
	const { replyDueOn } = row;
	return {
		row,
		replies: replies.length,
		...opinionStanding({ replyDueOn, replies: replies.length, ratings })
	};
}
