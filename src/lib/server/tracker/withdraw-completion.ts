import { and, eq, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { formatDate } from '../../i18n/format.ts';
import { toldTexts } from '../../i18n/zh-CN/reminders.ts';
import { completionTexts } from '../../i18n/zh-CN/residents.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { correction, milestone } from '../db/tracker-schema.ts';
import { isAccepted } from '../queries/accepted.ts';
import { keptUnder } from './own-project.ts';
import { recordAct } from './record-act.ts';
import { tellUnit } from './tell-unit.ts';

/**
 * 更正: a milestone that was reported and approved as done is not. It is open again, with the correction beside it for
 * good; the database lets a completion go for nothing else. Lights, charts, calendars and the open data follow, for
 * all of them go by its day. The unit reports it anew when it is reached, unless the
 * project is accepted or replaced.
 */
export const withdrawCompletion = (
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; milestoneId: string; reason: string },
	now = new Date()
): Promise<Result<object, 'not-found' | 'forbidden' | 'milestone-not-done'>> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await keptUnder(tx, actor, 'review', input.projectId);
		if (!found.ok) return found;
		const { id: projectId, congressId } = found.value;
		const [node] = await tx
			.select()
			.from(milestone)
			.where(
				and(
					eq(milestone.id, input.milestoneId),
					eq(milestone.projectId, projectId),
					isNull(milestone.droppedAt)
				)
			);
		if (!node?.doneOn) return refuse('milestone-not-done');
		const subject = completionTexts.subject(node.name);
		const [before, after] = [formatDate(node.doneOn), completionTexts.open];
		const [published] = await tx
			.insert(correction)
			.values({
				...{ congressId, projectId, subject, before, after, reason: input.reason },
				...{ milestoneId: node.id, at: now, by: actor.name }
			})
			.returning({ id: correction.id });
		await tx
			.update(milestone)
			.set({ doneOn: null, undoneBy: published!.id })
			.where(eq(milestone.id, node.id));
		const ended = found.value.replacedAt !== null || (await isAccepted(tx, projectId));
		const text = toldTexts.completionWithdrawn(node.name, ended);
		const told = { told: 'completion-withdrawn', subjectId: published!.id, text } as const;
		await tellUnit(tx, found.value, told, now);
		await recordAct(
			tx,
			actor,
			found.value,
			{
				act: 'completion-withdrawn',
				subjectId: node.id,
				changes: [{ field: `milestones.${node.name}.doneOn`, before: node.doneOn, after: null }],
				reason: input.reason
			},
			now
		);
		return ok({});
	});
