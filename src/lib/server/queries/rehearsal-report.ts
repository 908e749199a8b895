import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { reportFigures, type RehearsalStep } from '../../domain/rehearsal-report.ts';
import type { RehearsalReport } from '../../wire/rehearsal-views.ts';
import type { Tx } from '../db/client.ts';
import { checkIn, delegate, draw, meeting, round } from '../db/schema.ts';
import { rehearsal, rehearsalCard, rehearsalStep } from '../db/setup-schema.ts';
import { candidateHeads, currentRound } from './meeting-frame.ts';
import { pollView } from './poll-view.ts';
import { resultView } from './result-view.ts';

/** 演练报告 as of now: of the rehearsal's last round, and of every step that was reported. */
export async function rehearsalReport(tx: Tx, meetingId: string, now: Date): Promise<RehearsalReport> {
	const [head] = await tx
		.select({ name: meeting.name, startedAt: rehearsal.startedAt, simulated: rehearsal.simulated })
		.from(rehearsal)
		.innerJoin(meeting, eq(meeting.id, rehearsal.meetingId))
		.where(eq(rehearsal.meetingId, meetingId));
	if (!head) throw new Error(`no rehearsal ${meetingId}`);
	const row = await currentRound(tx, meetingId);
	const result = row && ['counted', 'certified', 'announced'].includes(row.state);
	return {
		v: 1,
		meetingName: head.name,
		startedAt: head.startedAt.toISOString(),
		endedAt: now.toISOString(),
		simulated: head.simulated,
		round: row && { id: row.id, title: row.title, state: row.state },
		result: result ? await resultView(tx, row, await candidateHeads(tx, row.id)) : null,
		poll: row && (await pollView(tx, row)),
		...reportFigures(
			await deputies(tx, meetingId, row?.id ?? null),
			await reports(tx, meetingId),
			(await announcedRound(tx, meetingId)) !== null
		)
	};
}

/** The last round of a rehearsal that came to its announcement: what the demonstration of secrecy opens. */
export async function announcedRound(tx: Tx, meetingId: string): Promise<typeof round.$inferSelect | null> {
	const [row] = await tx
		.select()
		.from(round)
		.where(and(eq(round.meetingId, meetingId), inArray(round.state, ['certified', 'announced'])))
		.orderBy(desc(round.sequence))
		.limit(1);
	return row ?? null;
}

async function deputies(tx: Tx, meetingId: string, roundId: string | null) {
	const people = await tx
		.select({
			id: delegate.id,
			number: delegate.number,
			name: delegate.name,
			delegation: delegate.delegation,
			card: rehearsalCard.cardId,
			at: checkIn.at
		})
		.from(delegate)
		.leftJoin(
			rehearsalCard,
			and(eq(rehearsalCard.delegateId, delegate.id), eq(rehearsalCard.meetingId, meetingId))
		)
		.leftJoin(checkIn, and(eq(checkIn.delegateId, delegate.id), eq(checkIn.meetingId, meetingId)))
		.where(eq(delegate.active, true))
		.orderBy(asc(delegate.number));
	const draws = roundId
		? await tx
				.select({ id: draw.delegateId, channel: draw.channel })
				.from(draw)
				.where(eq(draw.roundId, roundId))
		: [];
	const channelOf = new Map(draws.map(({ id, channel }) => [id, channel]));
	return people.map(({ id, number, name, delegation, card, at }) => ({
		number,
		name,
		delegation,
		simulated: card !== null,
		checkedIn: at !== null,
		drew: channelOf.get(id) ?? null
	}));
}

async function reports(tx: Tx, meetingId: string) {
	const rows = await tx
		.select({
			number: delegate.number,
			step: rehearsalStep.step,
			ms: rehearsalStep.ms,
			trouble: rehearsalStep.trouble
		})
		.from(rehearsalStep)
		.innerJoin(delegate, eq(delegate.id, rehearsalStep.delegateId))
		.where(eq(rehearsalStep.meetingId, meetingId))
		.orderBy(asc(delegate.number));
	return rows.map((row) => ({ ...row, step: row.step as RehearsalStep }));
}
