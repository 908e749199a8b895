import { and, eq, isNull } from 'drizzle-orm';
import type { StandingNode } from '../../domain/tracker/change.ts';
import type { Tx } from '../db/client.ts';
import { milestone } from '../db/tracker-schema.ts';

/** The milestones of a project as they stand, done ones too, by day; none before a plan is approved. */
export const standingNodes = (tx: Tx, projectId: string): Promise<StandingNode[]> =>
	tx
		.select({
			id: milestone.id,
			stage: milestone.stage,
			name: milestone.name,
			plannedOn: milestone.plannedOn,
			doneOn: milestone.doneOn
		})
		.from(milestone)
		.where(and(eq(milestone.projectId, projectId), isNull(milestone.droppedAt)))
		.orderBy(milestone.plannedOn, milestone.name);
