import { eq } from 'drizzle-orm';
import { lineState, readinessChecks } from '../../domain/readiness-line.ts';
import type { ReadinessLineView } from '../../wire/readiness.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { staff } from '../db/schema.ts';
import { readinessCheck } from '../db/setup-schema.ts';
import { measureMeeting } from './readiness-measures.ts';

/** The checklist as it stands now: what the last run found, and whether that still holds. */
export const readinessView = (
	desk: Desk,
	congressId: string,
	meetingId: string,
	now = new Date()
): Promise<ReadinessLineView[]> =>
	inCongress(desk, congressId, async (tx) => {
		const stored = await tx
			.select({ run: readinessCheck, name: staff.name })
			.from(readinessCheck)
			.leftJoin(staff, eq(staff.id, readinessCheck.by))
			.where(eq(readinessCheck.meetingId, meetingId));
		const live = await measureMeeting(tx, meetingId, now);
		return readinessChecks.map((check) => {
			const last = stored.find(({ run }) => run.check === check);
			const seen = live.find((measure) => measure.check === check) ?? null;
			return {
				check,
				state: lineState(last?.run ?? null, seen, now),
				measured: last?.run.measured ?? null,
				at: last?.run.at.toISOString() ?? null,
				by: last?.name ?? null
			};
		});
	});
