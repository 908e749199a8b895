import { and, eq } from 'drizzle-orm';
import { ok, type Result } from '../../domain/result.ts';
import type { DelegateActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { follow } from '../db/tracker-schema.ts';
import { projectForDeputy } from './own-project.ts';

/**
 * 关注 and its end. A deputy's own bookmark and no act on the project: it stands in no history and no chain, and nobody
 * else sees it.
 */
export const followProject = (
	desk: Desk,
	actor: DelegateActor,
	input: { projectId: string; wanted: boolean },
	now = new Date()
): Promise<Result<object, 'not-found' | 'no-longer-deputy' | 'project-replaced'>> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await projectForDeputy(tx, actor, input.projectId);
		if (!found.ok && !(found.code === 'project-replaced' && !input.wanted)) return found;
		const { projectId } = input;
		const mine = { congressId: actor.congressId, projectId, delegateId: actor.id };
		if (input.wanted)
			await tx
				.insert(follow)
				.values({ ...mine, at: now })
				.onConflictDoNothing();
		else await tx.delete(follow).where(and(eq(follow.projectId, projectId), eq(follow.delegateId, actor.id)));
		return ok({});
	});
