import { ok, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { milestone } from '../db/tracker-schema.ts';
import { ownProject, reported } from './own-project.ts';

/** A 时间节点 that the responsible unit commits to. @param input.plannedOn ISO date */
export function addMilestone(
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; name: string; plannedOn: string },
	now = new Date()
): Promise<Result<object, 'not-found' | 'not-your-unit'>> {
	return act(desk, actor.congressId, async (tx) => {
		const own = await ownProject(tx, actor, input.projectId);
		if (!own.ok) return own;
		await tx.insert(milestone).values({
			congressId: actor.congressId,
			projectId: own.value.id,
			name: input.name,
			plannedOn: input.plannedOn
		});
		await reported(
			tx,
			actor,
			own.value,
			'milestone-added',
			{ name: input.name, plannedOn: input.plannedOn },
			now
		);
		return ok({});
	});
}
