import { and, asc, inArray, isNull } from 'drizzle-orm';
import type { MilestoneFacts } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { milestone } from '../db/tracker-schema.ts';

/** The milestones of the projects of a list, by project, in the order of their days. */
export const timelineNodes = (
	desk: Desk,
	actor: StaffActor,
	projectIds: string[]
): Promise<Record<string, MilestoneFacts[]>> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const rows = projectIds.length
			? await tx
					.select()
					.from(milestone)
					.where(and(inArray(milestone.projectId, projectIds), isNull(milestone.droppedAt)))
					.orderBy(asc(milestone.plannedOn), asc(milestone.name))
			: [];
		const byProject: Record<string, MilestoneFacts[]> = {};
		for (const { id, projectId, stage, name, plannedOn, firstPlannedOn, doneOn, note } of rows)
			(byProject[projectId] ??= []).push({ id, stage, name, plannedOn, firstPlannedOn, doneOn, note });
		return byProject;
	});
