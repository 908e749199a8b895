import { asc, desc, isNull } from 'drizzle-orm';
import { discardDraft } from '../../domain/discard-draft.ts';
import { isFinished, isUnderWay } from '../../domain/round-state.ts';
import { isSurvey } from '../../domain/rule-set.ts';
import type { MeetingsView } from '../../wire/views-meetings.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { candidate, congress, meeting, round } from '../db/schema.ts';
import { reserve, survey } from '../db/tracker-schema.ts';
import { pollView } from './poll-view.ts';
import { candidatesOf } from './candidates-of.ts';

/** The meetings of one congress, the current one and then the newest first, with what may be done about each. Rehearsals have their own page. */
export const meetingsView = (desk: Desk, congressId: string): Promise<MeetingsView> =>
	inCongress(desk, congressId, async (tx) => {
		const [own] = await tx.select().from(congress);
		const meetings = await tx
			.select()
			.from(meeting)
			.where(isNull(meeting.rehearsalOf))
			.orderBy(
				desc(meeting.current),
				desc(meeting.heldOn),
				desc(meeting.term),
				desc(meeting.session),
				asc(meeting.id)
			);
		const rounds = await tx.select().from(round).orderBy(asc(round.sequence));
		const surveys = await tx.select({ roundId: survey.roundId, tookOver: survey.tookOver }).from(survey);
		const current = meetings.find((one) => one.current);
		const held = rounds.filter(({ meetingId }) => meetingId === current?.id);
		const mayVoteAgain = held.length > 0 && held.every(({ state }) => isFinished(state));
		const chosen = new Set<string>();
		for (const row of mayVoteAgain ? held : []) {
			for (const { id } of (await pollView(tx, row))?.chosen ?? []) chosen.add(id);
		}
		const kept = await tx.select({ id: reserve.candidateId, state: reserve.state }).from(reserve);
		const gone = new Set(kept.filter(({ state }) => state !== 'kept').map(({ id }) => id));
		const sheets =
			current && mayVoteAgain
				? await tx
						.select({ id: candidate.id, number: candidate.number, name: candidate.name })
						.from(candidate)
						.where(candidatesOf(current.id))
						.orderBy(asc(candidate.number))
				: [];
		return {
			congress: { name: own!.name, level: own!.level },
			meetings: meetings.map((one) => {
				const its = rounds.filter(({ meetingId }) => meetingId === one.id);
				return {
					id: one.id,
					name: one.name,
					term: one.term,
					session: one.session,
					heldOn: one.heldOn,
					endsOn: one.endsOn,
					venue: one.venue,
					agenda: one.agenda,
					current: one.current,
					demonstration: one.demonstration,
					copiedFrom: meetings.find(({ id }) => id === one.copiedFrom)?.name ?? null,
					frozen: its.some(({ state }) => state !== 'draft'),
					stage: its.some(({ state }) => isUnderWay(state))
						? ('under-way' as const)
						: its.length > 0 && its.every(({ state }) => isFinished(state))
							? ('finished' as const)
							: ('preparing' as const),
					rounds: its.map(({ id, sequence, kind, rules, title, state, previousId }) => ({
						...{ id, sequence, kind, marks: rules.marks, title, state, previousId },
						discard: fateOf(
							{
								state,
								survey: isSurvey(rules),
								follows: previousId !== null,
								tookOver: Boolean(surveys.find(({ roundId }) => roundId === id)?.tookOver)
							},
							{ votes: its.filter((other) => other.id !== id && !isSurvey(other.rules)).length }
						)
					}))
				};
			}),
			nextPoll: mayVoteAgain
				? { candidates: sheets.filter(({ id }) => !chosen.has(id) && !gone.has(id)) }
				: null
		};
	});

function fateOf(...asked: Parameters<typeof discardDraft>) {
	const fate = discardDraft(...asked);
	return fate.ok ? fate.value : null;
}
