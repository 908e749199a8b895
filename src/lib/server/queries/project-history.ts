import { and, desc, eq, lt } from 'drizzle-orm';
import type { HistoryView } from '../../wire/tracker-views.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { history } from '../db/tracker-schema.ts';

const PAGE = 50;

/** A project's acts, newest first, a page at a time. @param before the id that the page starts below */
export const projectHistory = (
	desk: Desk,
	congressId: string,
	projectId: string,
	before: number | null
): Promise<{ lines: HistoryView[]; more: boolean }> =>
	inCongress(desk, congressId, async (tx) => {
		const rows = await tx
			.select()
			.from(history)
			.where(and(eq(history.projectId, projectId), before === null ? undefined : lt(history.id, before)))
			.orderBy(desc(history.id))
			.limit(PAGE + 1);
		return {
			lines: rows.slice(0, PAGE).map(({ id, at, by, unit, act, changes, reason }) => ({
				id,
				at: at.toISOString(),
				by,
				unit,
				act,
				changes,
				reason
			})),
			more: rows.length > PAGE
		};
	});
