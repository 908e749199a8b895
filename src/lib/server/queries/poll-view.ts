import { asc, eq } from 'drizzle-orm';
import { heldRounds } from '../../domain/round-state.ts';
import { isSurvey } from '../../domain/rule-set.ts';
import { electedBy } from '../../domain/settlement.ts';
import type { PollView } from '../../wire/views.ts';
import type { Tx } from '../db/client.ts';
import { round } from '../db/schema.ts';
import { currentResult, settlementOf } from './current-result.ts';
import { candidateHeads, type RoundRow } from './meeting-frame.ts';

/**
 * The whole poll that `row` belongs to: the union of what its announced rounds chose (docs/rules.md: the poll's
 * result is the union over its rounds). Null before the first announcement.
 */
export async function pollView(tx: Tx, row: RoundRow): Promise<PollView | null> {
	// A survey chooses nothing, so that there is nothing to unite.
	if (isSurvey(row.rules)) return null;
	const rounds = await roundsOfPoll(tx, row);
	const announced = rounds.filter(({ state }) => state === 'announced');
	if (!announced.length) return null;
	// The places and the list that were voted on: after an abort both may be changed before the next ballot.
	const first = heldRounds(rounds)[0]!;
	const heads = new Map((await candidateHeads(tx, first.id)).map((head) => [head.id, head]));
	const chosen: PollView['chosen'] = [];
	for (const one of announced) {
		const stored = (await currentResult(tx, one.id))!;
		const elected = electedBy(stored.result, await settlementOf(tx, one.id));
		for (const standing of stored.result.standings) {
			if (!elected.includes(standing.candidate)) continue;
			const head = heads.get(standing.candidate)!;
			chosen.push({ ...head, approve: standing.approve, sequence: one.sequence });
		}
	}
	return {
		title: first.title,
		seats: first.rules.seats,
		chosen,
		seatsLeft: Math.max(0, first.rules.seats - chosen.length),
		rounds: rounds.map(({ id, sequence, kind, title, state }) => ({ id, sequence, kind, title, state }))
	};
}

/** From the first round to the newest, along `previousId`; another poll of the same meeting is left out. */
async function roundsOfPoll(tx: Tx, row: RoundRow): Promise<RoundRow[]> {
	const all = await tx
		.select()
		.from(round)
		.where(eq(round.meetingId, row.meetingId))
		.orderBy(asc(round.sequence));
	const rootOf = (one: RoundRow): string => {
		const previous = all.find(({ id }) => id === one.previousId);
		return previous ? rootOf(previous) : one.id;
	};
	const root = rootOf(row);
	return all.filter((one) => rootOf(one) === root);
}
