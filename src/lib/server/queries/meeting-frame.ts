import { and, asc, count, desc, eq, gt, isNull, ne, notExists, sql } from 'drizzle-orm';
import { quorumHolds, quorumNeeded } from '../../domain/quorum.ts';
import type { RuleSet } from '../../domain/rule-set.ts';
import type { CandidateHead, Grading, MeetingHead, Quorum, RoundHead, Turnout } from '../../wire/views.ts';
import type { Tx } from '../db/client.ts';
import {
	candidate,
	checkIn,
	congress,
	delegate,
	draw,
	leave,
	meeting,
	round,
	roundCandidate
} from '../db/schema.ts';
import { castCount } from './cast-count.ts';

export type RoundRow = typeof round.$inferSelect;

/** What every view of a meeting begins with. */
export type MeetingFrame = {
	meeting: MeetingHead;
	rollVersion: number;
	/** The round that the hall is about: the last one made ready, or else the draft. */
	row: RoundRow | null;
	round: RoundHead | null;
	turnout: Turnout;
	quorum: Quorum;
};

/** @param about another round of the meeting than the current one */
export async function meetingFrame(
	tx: Tx,
	meetingId: string,
	about?: RoundRow
): Promise<MeetingFrame | null> {
	const [head] = await tx
		.select({ meeting, congressName: congress.name })
		.from(meeting)
		.innerJoin(congress, eq(congress.id, meeting.congressId))
		.where(eq(meeting.id, meetingId));
	if (!head) return null;
	const row = about ?? (await currentRound(tx, meetingId));
	// Cast before drawn: a ballot that arrives between the two reads must not look like one too many.
	const cast = row && row.state !== 'draft' ? await castCount(tx, row.id) : 0;
	const draws = row
		? await tx
				.select({ channel: draw.channel, count: count() })
				.from(draw)
				.where(eq(draw.roundId, row.id))
				.groupBy(draw.channel)
		: [];
	const drawnOn = (channel: string) => draws.find((entry) => entry.channel === channel)?.count ?? 0;
	const [all] = await tx.select({ count: count() }).from(delegate).where(eq(delegate.active, true));
	const attendance = await attendanceOf(tx, meetingId);
	const electorate = row?.manifest?.electorate ?? all!.count;
	const rule = row?.rules.quorum ?? 'two-thirds';
	const heldNow = quorumHolds(rule, electorate, attendance.inHall);
	return {
		meeting: {
			id: head.meeting.id,
			congressName: head.congressName,
			name: head.meeting.name,
			heldOn: head.meeting.heldOn,
			venue: head.meeting.venue,
			demonstration: head.meeting.demonstration,
			rehearsal: head.meeting.rehearsalOf !== null
		},
		rollVersion: head.meeting.rollVersion,
		row,
		round: row && roundHead(row),
		turnout: {
			electorate,
			...attendance,
			drawn: drawnOn('electronic'),
			cast,
			paper: drawnOn('paper')
		},
		quorum: {
			rule,
			needed: quorumNeeded(rule, electorate),
			met: Boolean(row?.openedAt) || heldNow,
			heldNow
		}
	};
}

/** The round of this meeting made ready last; before the first, the draft. */
export async function currentRound(tx: Tx, meetingId: string): Promise<RoundRow | null> {
	const [ready] = await tx
		.select()
		.from(round)
		.where(and(eq(round.meetingId, meetingId), ne(round.state, 'draft')))
		.orderBy(desc(round.sequence))
		.limit(1);
	// An aborted or void round is followed by a draft: that is what the office works on next, while the hall
	// still shows what happened to the last one.
	if (ready) return ready;
	const [draft] = await tx
		.select()
		.from(round)
		.where(eq(round.meetingId, meetingId))
		.orderBy(asc(round.sequence))
		.limit(1);
	return draft ?? null;
}

/** The draft that follows `row`, waiting to be made ready; null while the round itself is the work at hand. */
export async function followingDraft(tx: Tx, row: RoundRow): Promise<RoundRow | null> {
	if (!['announced', 'void', 'aborted'].includes(row.state)) return null;
	const [draft] = await tx
		.select()
		.from(round)
		.where(
			and(eq(round.meetingId, row.meetingId), eq(round.state, 'draft'), gt(round.sequence, row.sequence))
		)
		.orderBy(desc(round.sequence))
		.limit(1);
	return draft ?? null;
}

/** 实到 at any moment so far, in the hall now, and 请假 of those who have not come. Former deputies are in none. */
export async function attendanceOf(
	tx: Tx,
	meetingId: string
): Promise<Pick<Turnout, 'checkedIn' | 'inHall' | 'onLeave'>> {
	const [present] = await tx
		.select({
			ever: count(),
			now: sql<number>`count(*) filter (where ${isNull(checkIn.leftAt)})`.mapWith(Number)
		})
		.from(checkIn)
		.innerJoin(delegate, and(eq(delegate.id, checkIn.delegateId), eq(delegate.active, true)))
		.where(eq(checkIn.meetingId, meetingId));
	const [excused] = await tx
		.select({ count: count() })
		.from(leave)
		.innerJoin(delegate, and(eq(delegate.id, leave.delegateId), eq(delegate.active, true)))
		.where(
			and(
				eq(leave.meetingId, meetingId),
				notExists(
					tx
						.select({ one: sql`1` })
						.from(checkIn)
						.where(and(eq(checkIn.meetingId, meetingId), eq(checkIn.delegateId, leave.delegateId)))
				)
			)
		);
	return { checkedIn: present!.ever, inHall: present!.now, onLeave: excused!.count };
}

export function roundHead(row: RoundRow): RoundHead {
	const iso = (at: Date | null) => at?.toISOString() ?? null;
	return {
		id: row.id,
		sequence: row.sequence,
		kind: row.kind,
		title: row.title,
		state: row.state,
		closing: row.closingAt !== null,
		seats: row.rules.seats,
		marks: row.rules.marks,
		grading: gradingOf(row.rules),
		cap: row.rules.cap,
		tallyDisplay: row.rules.tallyDisplay,
		fingerprint: row.fingerprint,
		openedAt: iso(row.openedAt),
		closedAt: iso(row.closedAt),
		announcedAt: iso(row.announcedAt),
		reason: row.reason,
		previousId: row.previousId,
		paperOnly: row.paperOnly,
		validAt: iso(row.validAt),
		paperDoneAt: iso(row.paperDoneAt)
	};
}

/** How a survey's rules grade; null for a vote. */
export const gradingOf = ({ grading, majorityBase }: RuleSet): Grading | null =>
	grading && (majorityBase === 'all' || majorityBase === 'present')
		? { base: majorityBase, rule: grading }
		: null;

export async function candidateHeads(tx: Tx, roundId: string): Promise<CandidateHead[]> {
	return tx
		.select({
			id: candidate.id,
			number: roundCandidate.number,
			name: candidate.name,
			shortName: candidate.shortName
		})
		.from(roundCandidate)
		.innerJoin(candidate, eq(candidate.id, roundCandidate.candidateId))
		.where(eq(roundCandidate.roundId, roundId))
		.orderBy(asc(roundCandidate.number));
}
