import { isOwed } from '../../domain/tracker/opinion.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { visitReply } from '../db/tracker-schema.ts';
import { opinionOf } from './opinion-of.ts';
import { ownKept } from './own-project.ts';
import { recordAct } from './record-act.ts';

/**
 * The unit's answer to a deputy's opinion: the first, or a further one after 不满意. A late one is taken too; the page
 * says how late it was. The deputy waits on where the project has been replaced.
 *
 * @param input.number which reply the form was for, so that a form sent twice answers once
 */
export const replyOpinion = (
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; id: string; number: number; text: string },
	now = new Date()
): Promise<Result<object, 'not-found' | 'not-your-unit' | 'nothing-asked' | 'already-replied'>> =>
	act(desk, actor.congressId, async (tx) => {
		const own = await ownKept(tx, actor, input.projectId);
		if (!own.ok) return own;
		const opinion = await opinionOf(tx, input.projectId, input.id);
		if (!opinion) return refuse('not-found');
		if (opinion.stage === 'nothing-asked') return refuse('nothing-asked');
		const number = opinion.replies + 1;
		if (!isOwed(opinion.stage) || input.number !== number) return refuse('already-replied');
		await tx.insert(visitReply).values({
			congressId: actor.congressId,
			visitId: input.id,
			number,
			text: input.text,
			at: now,
			by: actor.name
		});
		await recordAct(
			tx,
			actor,
			own.value,
			{
				act: 'visit-replied',
				subjectId: input.id,
				changes: [{ field: 'reply', before: null, after: number }],
				detail: { reply: number }
			},
			now
		);
		return ok({});
	});
