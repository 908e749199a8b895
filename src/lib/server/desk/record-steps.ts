import { and, count, eq } from 'drizzle-orm';
import type { StepReport } from '../../domain/rehearsal-report.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { DelegateActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { meeting } from '../db/schema.ts';
import { rehearsal, rehearsalStep } from '../db/setup-schema.ts';

/** More than a deputy can live through in one rehearsal; what a broken tablet repeats without end stops here. */
export const MOST_STEPS = 200;

/**
 * What a deputy's tablet reports of a rehearsal's steps: how long, and what went wrong. Of a formal meeting it is
 * refused, and the table's reference to the rehearsal would refuse it again: there, nobody keeps when who did what.
 */
export function recordSteps(
	desk: Desk,
	actor: DelegateActor,
	input: { meetingId: string; steps: Omit<StepReport, 'number'>[] }
): Promise<Result<object, 'no-rehearsal' | 'enough-steps'>> {
	return act(desk, actor.congressId, async (tx) => {
		const [running] = await tx
			.select({ endedAt: rehearsal.endedAt })
			.from(rehearsal)
			.innerJoin(meeting, and(eq(meeting.id, rehearsal.meetingId), eq(meeting.current, true)))
			.where(eq(rehearsal.meetingId, input.meetingId));
		if (!running || running.endedAt) return refuse('no-rehearsal');
		const [kept] = await tx
			.select({ count: count() })
			.from(rehearsalStep)
			.where(and(eq(rehearsalStep.meetingId, input.meetingId), eq(rehearsalStep.delegateId, actor.id)));
		if (kept!.count + input.steps.length > MOST_STEPS) return refuse('enough-steps', { most: MOST_STEPS });
		if (input.steps.length) {
			await tx.insert(rehearsalStep).values(
				input.steps.map((step) => ({
					congressId: actor.congressId,
					meetingId: input.meetingId,
					delegateId: actor.id,
					...step
				}))
			);
		}
		return ok({});
	});
}
