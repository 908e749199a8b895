import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { FreeReserve } from '../../wire/tracker-views.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { round, roundCandidate } from '../db/schema.ts';
import { reserve } from '../db/tracker-schema.ts';

/** Kept, and on the list of no round that is not over: there it may still be chosen. */
export const isFree: SQL = and(
	eq(reserve.state, 'kept'),
	sql`not exists (select from ${roundCandidate} c join ${round} r on r.id = c.round_id
		where c.candidate_id = ${reserve.candidateId} and r.state not in ('announced', 'aborted', 'void'))`
)!;

/** More than a town keeps in ten years. */
const MOST = 300;

/** The projects of the 储备库 that may still take the place of a replaced one, newest year and most votes first. */
export const freeReserve = (desk: Desk, congressId: string): Promise<FreeReserve[]> =>
	inCongress(desk, congressId, (tx) =>
		tx
			.select({
				id: reserve.id,
				name: reserve.name,
				unit: reserve.unit,
				year: reserve.year,
				totalFen: reserve.totalFen
			})
			.from(reserve)
			.where(isFree)
			.orderBy(desc(reserve.year), desc(reserve.approve), reserve.number)
			.limit(MOST)
	);
