import { eq } from 'drizzle-orm';
import { canHaveVisited } from '../../domain/tracker/opinion.ts';
import { deputyMay } from '../../domain/tracker/powers.ts';
import { addWorkingDays } from '../../domain/tracker/workdays.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import type { DelegateActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { visit } from '../db/tracker-schema.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';
import { keptForDeputy } from './own-project.ts';
import { recordAct } from './record-act.ts';

export type VisitInput = {
	/** Made on the phone, before there is a network: a record sent twice is one. */
	id: string;
	projectId: string;
	kind: 'visit' | 'opinion';
	visitedOn: string;
	companions: string[];
	found: string;
	opinion: string;
};

/**
 * 视察记录, or an opinion without a visit. An opinion asks the unit for a reply within the working days of the
 * settings, counted from the day that it arrives here and not from the day of the visit.
 *
 * @returns `again` where this very record had arrived before
 */
export const recordVisit = (
	desk: Desk,
	actor: DelegateActor,
	input: VisitInput,
	now = new Date()
): Promise<
	Result<
		{ id: string; replyDueOn: string | null; again: boolean },
		| 'not-found'
		| 'no-longer-deputy'
		| 'project-replaced'
		| 'not-in-group'
		| 'visit-date'
		| 'visit-empty'
		| 'visit-sent-differently'
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await keptForDeputy(tx, actor, input.projectId);
		if (!found.ok) return found;
		const [sent] = await tx.select().from(visit).where(eq(visit.id, input.id));
		if (sent)
			return isSame(sent, actor, input)
				? ok({ id: sent.id, replyDueOn: sent.replyDueOn, again: true })
				: refuse('visit-sent-differently');
		const { row, inGroup } = found.value;
		if (row.replacedAt) return refuse('project-replaced');
		if (!deputyMay('record', { inGroup, isAuthor: true })) return refuse('not-in-group');
		if (input.kind === 'visit' ? !input.found : !input.opinion) return refuse('visit-empty');
		const today = isoDate(now);
		if (!canHaveVisited(input.visitedOn, today)) return refuse('visit-date');
		const { calendar, visitReplyDays } = (await trackerSettings(tx)).values;
		const replyDueOn = input.opinion ? addWorkingDays(today, visitReplyDays, calendar) : null;
		const kept = await tx
			.insert(visit)
			.values({ ...input, congressId: actor.congressId, delegateId: actor.id, replyDueOn, at: now })
			// An id that is taken where this congress can't see.
			.onConflictDoNothing({ target: visit.id })
			.returning({ id: visit.id });
		if (!kept.length) return refuse('visit-sent-differently');
		await recordAct(
			tx,
			actor,
			row,
			{
				act: 'visit-recorded',
				subjectId: input.id,
				// What a deputy found and thinks is read by the group, the unit and the office; the history has more readers.
				changes: [
					{ field: input.kind === 'visit' ? 'visitedOn' : 'raisedOn', before: null, after: input.visitedOn }
				],
				detail: { kind: input.kind }
			},
			now
		);
		return ok({ id: input.id, replyDueOn, again: false });
	});

const isSame = (sent: typeof visit.$inferSelect, actor: DelegateActor, input: VisitInput): boolean =>
	sent.delegateId === actor.id &&
	sent.projectId === input.projectId &&
	sent.kind === input.kind &&
	sent.visitedOn === input.visitedOn &&
	sent.found === input.found &&
	sent.opinion === input.opinion &&
	sent.companions.join('\n') === input.companions.join('\n');
