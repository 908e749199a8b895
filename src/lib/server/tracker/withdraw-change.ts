import { and, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { changeRequest } from '../db/tracker-schema.ts';
import { ownProject } from './own-project.ts';
import { recordAct } from './record-act.ts';

/** 撤回变更: a change nobody has decided on is asked for no more; it stays on the page with why. */
export const withdrawChange = (
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; id: string; reason: string },
	now = new Date()
): Promise<
	Result<object, 'not-found' | 'not-your-unit' | 'project-replaced' | 'change-decided' | 'reason-needed'>
> =>
	act(desk, actor.congressId, async (tx) => {
		const own = await ownProject(tx, actor, input.projectId);
		if (!own.ok) return own;
		const [change] = await tx
			.select()
			.from(changeRequest)
			.where(and(eq(changeRequest.id, input.id), eq(changeRequest.projectId, input.projectId)));
		if (!change) return refuse('not-found');
		if (change.state !== 'asked') return refuse('change-decided');
		const reason = input.reason.trim();
		if (!reason) return refuse('reason-needed');
		await tx
			.update(changeRequest)
			.set({ state: 'withdrawn', note: reason })
			.where(eq(changeRequest.id, change.id));
		await recordAct(
			tx,
			actor,
			own.value,
			{ act: 'change-withdrawn', subjectId: change.id, reason, detail: { kind: change.kind } },
			now
		);
		return ok({});
	});
