import { and, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { acceptance } from '../db/tracker-schema.ts';
import { ownProject } from './own-project.ts';
import { recordAct } from './record-act.ts';

/**
 * 撤回验收: what was handed in and nobody has decided on waits no more; the version stays with its files and with why.
 *
 * @param input.version the one that was read: a colleague's newer one is not taken back unseen
 */
export const withdrawAcceptance = (
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; version: number; reason: string },
	now = new Date()
): Promise<
	Result<object, 'not-found' | 'not-your-unit' | 'project-replaced' | 'nothing-to-withdraw' | 'reason-needed'>
> =>
	act(desk, actor.congressId, async (tx) => {
		const own = await ownProject(tx, actor, input.projectId);
		if (!own.ok) return own;
		const { projectId, version } = input;
		const [sheet] = await tx
			.select({ id: acceptance.id, state: acceptance.state })
			.from(acceptance)
			.where(and(eq(acceptance.projectId, projectId), eq(acceptance.version, version)));
		if (sheet?.state !== 'submitted') return refuse('nothing-to-withdraw');
		const reason = input.reason.trim();
		if (!reason) return refuse('reason-needed');
		await tx.update(acceptance).set({ state: 'withdrawn', reason }).where(eq(acceptance.id, sheet.id));
		await recordAct(
			tx,
			actor,
			own.value,
			{ act: 'acceptance-withdrawn', subjectId: sheet.id, reason, detail: { version } },
			now
		);
		return ok({});
	});
