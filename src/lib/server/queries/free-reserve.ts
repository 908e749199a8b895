import { and, desc, eq, sql } from 'drizzle-orm';
import type { FreeReserve } from '../../wire/tracker-views.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { round, roundCandidate } from '../db/schema.ts';
import { reserve } from '../db/tracker-schema.ts';

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
			.where(
				and(
					eq(reserve.state, 'kept'),
					// What a further round still has on its list may be chosen there.
					sql`not exists (select from ${roundCandidate} c join ${round} r on r.id = c.round_id
						where c.candidate_id = ${reserve.candidateId} and r.state not in ('announced', 'aborted', 'void'))`
				)
			)
			.orderBy(desc(reserve.year), desc(reserve.approve), reserve.number)
			.limit(MOST)
	);
