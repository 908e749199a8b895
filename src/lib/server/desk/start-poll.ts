import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { defaultRules, isSurvey } from '../../domain/rule-set.ts';
import { isFinished } from '../../domain/round-state.ts';
import { electedBy } from '../../domain/settlement.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { candidate, meeting, round, roundCandidate } from '../db/schema.ts';
import { currentResult, settlementOf } from '../queries/current-result.ts';
import { appendAudit } from './audit.ts';
import { candidatesOf } from '../queries/candidates-of.ts';

/**
 * A second vote (另一次票决) in the current meeting, once the one before is finished: a first round of its own, with
 * its own title, places and candidates. It follows no round, so its result, report and announcement stand alone.
 *
 * @param input.candidates of this meeting, not chosen yet; may be empty, more are entered as candidates
 */
export function startPoll(
	desk: Desk,
	actor: StaffActor,
	input: { meetingId: string; title: string; seats: number; candidates: string[] },
	now = new Date()
): Promise<Result<{ roundId: string }, 'not-found' | 'poll-not-finished' | 'candidate-already-chosen'>> {
	const { congressId } = actor;
	const { meetingId, title, seats } = input;
	return act(desk, congressId, async (tx) => {
		const [held] = await tx
			.select()
			.from(meeting)
			.where(and(eq(meeting.id, meetingId), eq(meeting.current, true), isNull(meeting.rehearsalOf)))
			.for('update');
		if (!held) return refuse('not-found');
		const rounds = await tx
			.select()
			.from(round)
			.where(eq(round.meetingId, meetingId))
			.orderBy(asc(round.sequence));
		if (!rounds.every(({ state }) => isFinished(state))) return refuse('poll-not-finished');
		const listed = await tx
			.select({ id: candidate.id, name: candidate.name })
			.from(candidate)
			.where(and(candidatesOf(meetingId), inArray(candidate.id, input.candidates)))
			.orderBy(asc(candidate.number));
		if (listed.length !== new Set(input.candidates).size) return refuse('not-found');
		const chosen = await chosenIn(tx, rounds);
		const again = listed.find(({ id }) => chosen.has(id));
		if (again) return refuse('candidate-already-chosen', { name: again.name });
		const like = rounds.findLast((one) => one.previousId === null && !isSurvey(one.rules));
		const sequence = (rounds.at(-1)?.sequence ?? 0) + 1;
		const [made] = await tx
			.insert(round)
			.values({
				...{ congressId, meetingId, title, sequence, kind: 'first' as const },
				rules: { ...(like?.rules ?? defaultRules(seats)), seats },
				receipt: like?.receipt
			})
			.returning({ id: round.id });
		const roundId = made!.id;
		if (listed.length) {
			await tx
				.insert(roundCandidate)
				.values(listed.map(({ id }, i) => ({ congressId, roundId, candidateId: id, number: i + 1 })));
		}
		await notifyDesk(tx, congressId, meetingId);
		await appendAudit(tx, {
			congressId,
			meetingId,
			actor: actor.username,
			act: 'poll-started',
			detail: { round: sequence, title, seats, candidates: listed.length },
			at: now
		});
		return ok({ roundId });
	});
}

/** Ids of the candidates that announced rounds have chosen. */
async function chosenIn(tx: Tx, rounds: (typeof round.$inferSelect)[]): Promise<Set<string>> {
	const chosen = new Set<string>();
	for (const { id, state } of rounds) {
		if (state !== 'announced') continue;
		const stored = (await currentResult(tx, id))!;
		for (const one of electedBy(stored.result, await settlementOf(tx, id))) chosen.add(one);
	}
	return chosen;
}
