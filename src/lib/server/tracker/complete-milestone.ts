import { and, eq, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { milestone } from '../db/tracker-schema.ts';
import { ownProject, reported } from './own-project.ts';

/** 填报完成. Done once; a second report of the same node is refused. @param input.doneOn ISO date */
export function completeMilestone(
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; milestoneId: string; doneOn: string; note: string },
	now = new Date()
): Promise<Result<object, 'not-found' | 'not-your-unit' | 'already-done'>> {
	return act(desk, actor.congressId, async (tx) => {
		const own = await ownProject(tx, actor, input.projectId);
		if (!own.ok) return own;
		const here = and(eq(milestone.id, input.milestoneId), eq(milestone.projectId, own.value.id));
		const [node] = await tx.select({ name: milestone.name }).from(milestone).where(here);
		if (!node) return refuse('not-found');
		const done = await tx
			.update(milestone)
			.set({ doneOn: input.doneOn, note: input.note })
			.where(and(here, isNull(milestone.doneOn)))
			.returning({ id: milestone.id });
		if (!done.length) return refuse('already-done');
		await reported(tx, actor, own.value, 'milestone-done', { name: node.name, doneOn: input.doneOn }, now);
		return ok({});
	});
}
