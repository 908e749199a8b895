import { eq } from 'drizzle-orm';
import { moveReport } from '../../domain/tracker/report.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { report } from '../db/tracker-schema.ts';
import { ownProject } from './own-project.ts';
import { recordAct } from './record-act.ts';

/**
 * 撤回月报: a report that was handed in and is not decided yet becomes a draft again. The newest month first, since
 * each was compared with the one before it; the version handed in stays under its hash.
 *
 * @param input.version the one that was read: a colleague's newer one is not taken back unseen
 */
export const withdrawReport = (
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; month: string; version: number; reason: string },
	now = new Date()
): Promise<
	Result<
		object,
		| 'not-found'
		| 'not-your-unit'
		| 'project-replaced'
		| 'nothing-to-withdraw'
		| 'other-version'
		| 'later-month-first'
		| 'reason-needed'
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		const own = await ownProject(tx, actor, input.projectId);
		if (!own.ok) return own;
		const reports = await tx.select().from(report).where(eq(report.projectId, input.projectId));
		const paper = reports.find(({ month }) => month === input.month);
		if (!paper) return refuse('not-found');
		const moved = moveReport(paper.state, 'withdraw');
		if (!moved.ok) return refuse('nothing-to-withdraw');
		if (paper.version !== input.version) return refuse('other-version');
		const later = reports.find(({ month, state }) => month > input.month && state === 'submitted');
		if (later) return refuse('later-month-first', { month: later.month });
		const reason = input.reason.trim();
		if (!reason) return refuse('reason-needed');
		await tx.update(report).set({ state: moved.value, submittedAt: null }).where(eq(report.id, paper.id));
		await recordAct(
			tx,
			actor,
			own.value,
			{
				act: 'report-withdrawn',
				subjectId: paper.id,
				reason,
				detail: { month: input.month, version: input.version }
			},
			now
		);
		return ok({});
	});
