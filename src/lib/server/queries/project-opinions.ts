import { eq, sql } from 'drizzle-orm';
import { has } from '../../domain/tracker/powers.ts';
import type { ProjectOpinions } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { project, visit } from '../db/tracker-schema.ts';
import { openOpinions } from './open-opinions.ts';
import { placeAmongVisits, visitsOf } from './visits-of.ts';

const PAGE_SIZE = 30;

/**
 * A page of the 代表意见 of one project, those that wait for a reply first, for its unit, the office and the chair; null
 * for another unit, which reads of it no more than everybody.
 *
 * @param asked the page; without one that of an opinion, by its id, or else the first
 */
export const projectOpinions = (
	desk: Desk,
	actor: StaffActor,
	projectId: string,
	asked: { page?: number; opinion?: string } = {}
): Promise<ProjectOpinions | null> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const [row] = await tx.select({ unit: project.unit }).from(project).where(eq(project.id, projectId));
		if (!row) return null;
		const own = actor.role === 'department' && actor.unit === row.unit;
		if (!own && !has(actor.role, 'read')) return null;
		const [counted] = await tx.execute<{ total: number; owed: number }>(sql`
			select (select count(*)::int from tracker.visit v where v.project_id = ${projectId}::uuid) as total,
				(select count(*)::int from ${openOpinions} o where o.project_id = ${projectId}::uuid) as owed`);
		const { total, owed } = counted!;
		const ofProject = eq(visit.projectId, projectId);
		const place =
			asked.page === undefined && asked.opinion !== undefined
				? await placeAmongVisits(tx, ofProject, { kind: 'staff' }, asked.opinion)
				: null;
		const page = asked.page ?? Math.floor((place ?? 0) / PAGE_SIZE) + 1;
		const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / PAGE_SIZE)));
		const rows = await visitsOf(
			tx,
			ofProject,
			{ kind: 'staff' },
			{ limit: PAGE_SIZE, offset: (shown - 1) * PAGE_SIZE }
		);
		return { rows, owed, total, pageSize: PAGE_SIZE, filter: { page: shown } };
	});
