import { count, desc, eq, and, ne, asc } from 'drizzle-orm';
import { quorumHolds, quorumNeeded } from '../../domain/quorum.ts';
import type { CandidateHead, MeetingHead, Quorum, RoundHead, Turnout } from '../../wire/views.ts';
import type { Tx } from '../db/client.ts';
import {
	candidate,
	checkIn,
	congress,
	delegate,
	draw,
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
	const [all] = await tx.select({ count: count() }).from(delegate);
	const [present] = await tx.select({ count: count() }).from(checkIn).where(eq(checkIn.meetingId, meetingId));
	const electorate = row?.manifest?.electorate ?? all!.count;
	const rule = row?.rules.quorum ?? 'two-thirds';
	return {
		meeting: {
			id: head.meeting.id,
			congressName: head.congressName,
			name: head.meeting.name,
			heldOn: head.meeting.heldOn,
			venue: head.meeting.venue,
			demonstration: head.meeting.demonstration
		},
		rollVersion: head.meeting.rollVersion,
		row,
		round: row && roundHead(row),
		turnout: {
			electorate,
			checkedIn: present!.count,
			drawn: drawnOn('electronic'),
			cast,
			paper: drawnOn('paper')
		},
		quorum: {
			rule,
			needed: quorumNeeded(rule, electorate),
			met: quorumHolds(rule, electorate, present!.count)
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

/** The draft that waits to be made ready, if there is one. */
export async function draftRound(tx: Tx, meetingId: string): Promise<RoundRow | null> {
	const [draft] = await tx
		.select()
		.from(round)
		.where(and(eq(round.meetingId, meetingId), eq(round.state, 'draft')))
		.orderBy(desc(round.sequence))
		.limit(1);
	return draft ?? null;
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
		cap: row.rules.cap,
		tallyDisplay: row.rules.tallyDisplay,
		fingerprint: row.fingerprint,
		openedAt: iso(row.openedAt),
		closedAt: iso(row.closedAt),
		announcedAt: iso(row.announcedAt),
		reason: row.reason
	};
}

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
