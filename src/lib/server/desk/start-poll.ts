import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { defaultRules, isSurvey } from '../../domain/rule-set.ts';
import { isFinished } from '../../domain/round-state.ts';
import { electedBy } from '../../domain/settlement.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { ownUntilCommit } from '../db/round-lock.ts';
import { candidate, meeting, round, roundCandidate } from '../db/schema.ts';
import { reserve } from '../db/tracker-schema.ts';
import { currentResult, settlementOf } from '../queries/current-result.ts';
import { appendAudit } from './audit.ts';
import { candidatesOf } from '../queries/candidates-of.ts';

/**
 * A second vote (另一次票决) in the current meeting, once the one before is finished: a first round of its own, with
 * its own title, places and candidates. It follows no round, so its result, report and announcement stand alone.
 *
 * @param input.candidates of this meeting, neither chosen nor given up in the 储备库; may be empty, more are entered as candidates
 */
export function startPoll(
	desk: Desk,
	actor: StaffActor,
	input: { meetingId: string; title: string; seats: number; candidates: string[] },
	now = new Date()
): Promise<
	Result<
		{ roundId: string },
		'not-found' | 'poll-not-finished' | 'candidate-already-chosen' | 'candidate-given-up'
	>
> {
	const { congressId } = actor;
	const { meetingId, title, seats } = input;
	return act(desk, congressId, async (tx) => {
		// Of a candidate that is listed anew and takes the place of a replaced project, one comes too late.
		await ownUntilCommit(tx, 'roll', congressId);
		const [held] = await tx
			.select()
			.from(meeting)
			.where(and(eq(meeting.id, meetingId), eq(meeting.current, true), isNull(meeting.rehearsalOf)))
			.for('no key update');
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
		const gone = listed.length ? await goneFromReserve(tx, listed) : null;
		if (gone) return gone;
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

/** What the 储备库 keeps no longer: it is under way already, or was given up for good. */
async function goneFromReserve(tx: Tx, listed: { id: string; name: string }[]) {
	const ids = listed.map(({ id }) => id);
	const [gone] = await tx
		.select({ name: reserve.name, state: reserve.state })
		.from(reserve)
		.where(and(inArray(reserve.candidateId, ids), ne(reserve.state, 'kept')))
		.orderBy(asc(reserve.number))
		.limit(1);
	if (!gone) return null;
	return refuse(gone.state === 'dropped' ? 'candidate-given-up' : 'candidate-already-chosen', {
		name: gone.name
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
