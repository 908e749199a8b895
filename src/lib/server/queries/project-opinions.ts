import { eq } from 'drizzle-orm';
import { has } from '../../domain/tracker/powers.ts';
import type { VisitView } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { project, visit } from '../db/tracker-schema.ts';
import { visitsOf } from './visits-of.ts';

/**
 * 代表意见 of one project for its unit, the office and the chair; null for another unit, which reads of it no more than
 * everybody.
 */
export const projectOpinions = (
	desk: Desk,
	actor: StaffActor,
	projectId: string
): Promise<VisitView[] | null> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const [row] = await tx.select({ unit: project.unit }).from(project).where(eq(project.id, projectId));
		if (!row) return null;
		const own = actor.role === 'department' && actor.unit === row.unit;
		if (!own && !has(actor.role, 'read')) return null;
		return visitsOf(tx, eq(visit.projectId, projectId), { kind: 'staff' });
	});
