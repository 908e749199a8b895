import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import { recordedMoment } from '../../domain/attendance.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { audit, checkIn, delegate, meeting, round } from '../db/schema.ts';
import { appendAudit, shanghaiTime } from './audit.ts';

/**
 * Whom an act at the check-in desk is about. `recordedAt` and `meetingId` come with a record that was written
 * down while the network was gone and is uploaded now.
 */
export type AttendanceInput = { delegateNumber: number; recordedAt?: Date; meetingId?: string };

export type Attended = {
	name: string;
	seat: string;
	/** Recorded before a close and uploaded after it: not in that round's 实到. */
	missedClose: boolean;
};

export type AttendanceRefusal =
	| 'forbidden'
	| 'not-found'
	| 'no-such-delegate'
	| 'another-meeting'
	| 'recorded-in-future'
	| 'recorded-too-long-ago'
	| 'superseded';

type CheckInRow = typeof checkIn.$inferSelect;
type Place = {
	congressId: string;
	meetingId: string;
	/** In a rehearsal nothing outside of it changes, a card's state least of all. */
	rehearsal: boolean;
	delegateId: string;
	by: string;
	at: Date;
};

/** What makes an act of its own: what it writes down, what stands against it, what it changes. */
export type AttendanceAct<Code extends string> = {
	act: (typeof attendanceActs)[number];
	/** What the act must own before the deputy is looked at. */
	own?: (tx: Tx, meetingId: string) => Promise<void>;
	against: (present: CheckInRow | null, tx: Tx, place: Place) => Code | null | Promise<Code | null>;
	change: (tx: Tx, place: Place) => Promise<unknown>;
	detail?: Record<string, string>;
};

const attendanceActs = [
	'checked-in',
	'check-in-undone',
	'left-early',
	'returned',
	'leave-noted',
	'leave-withdrawn'
] as const;

/**
 * One act about one deputy's attendance at the current meeting: one transaction, one line of audit. Acts about
 * the same deputy follow each other, however many desks there are. An uploaded record that arrives twice is
 * answered the same way and changes nothing; one that is older than what is known of the deputy is refused.
 */
export function attend<Code extends string>(
	desk: Desk,
	actor: StaffActor,
	input: AttendanceInput,
	wanted: AttendanceAct<Code>,
	now: Date
): Promise<Result<Attended, AttendanceRefusal | Code>> {
	return act(desk, actor.congressId, async (tx) => {
		if (actor.role !== 'office') return refuse('forbidden');
		const [current] = await tx
			.select({ id: meeting.id, rehearsalOf: meeting.rehearsalOf })
			.from(meeting)
			.where(eq(meeting.current, true));
		if (!current) return refuse('not-found');
		if (input.meetingId && input.meetingId !== current.id) return refuse('another-meeting');
		await wanted.own?.(tx, current.id);
		const [person] = await tx
			.select()
			.from(delegate)
			.where(eq(delegate.number, input.delegateNumber))
			.for('no key update');
		if (!person?.active) return refuse('no-such-delegate', { number: input.delegateNumber });
		const { name, seat, number } = person;
		const moment = recordedMoment(input.recordedAt ?? null, now);
		if (!moment.ok) return refuse(moment.code, { name });
		const at = moment.value;
		const done = { name, seat, missedClose: false };
		const recorded = input.recordedAt && shanghaiTime(at);
		const earlier = recorded ? await recordsOf(tx, current.id, number) : [];
		if (earlier.some((entry) => entry.act === wanted.act && entry.at === recorded)) return ok(done);
		const place = {
			congressId: actor.congressId,
			meetingId: current.id,
			rehearsal: current.rehearsalOf !== null,
			delegateId: person.id,
			by: actor.id,
			at
		};
		const [present] = await tx
			.select()
			.from(checkIn)
			.where(and(eq(checkIn.meetingId, current.id), eq(checkIn.delegateId, person.id)));
		const against = await wanted.against(present ?? null, tx, place);
		if (against) return refuse(against, { name });
		if (recorded && earlier.some((entry) => entry.at > recorded)) return refuse('superseded', { name });
		await wanted.change(tx, place);
		await tx
			.update(meeting)
			.set({ rollVersion: sql`${meeting.rollVersion} + 1` })
			.where(eq(meeting.id, current.id));
		await notifyDesk(tx, actor.congressId, current.id);
		await appendAudit(tx, {
			congressId: actor.congressId,
			meetingId: current.id,
			actor: actor.username,
			act: wanted.act,
			// The line's own time is when it was uploaded.
			detail: { number, ...wanted.detail, ...(recorded && { recordedAt: recorded }) },
			at: now
		});
		return ok({ ...done, missedClose: Boolean(recorded) && (await closedSince(tx, current.id, at)) });
	});
}

/** What the chain says of this deputy's attendance, with the moments the acts were about. */
async function recordsOf(tx: Tx, meetingId: string, number: number): Promise<{ act: string; at: string }[]> {
	const rows = await tx
		.select({ act: audit.act, at: audit.at, detail: audit.detail })
		.from(audit)
		.where(
			and(
				eq(audit.meetingId, meetingId),
				inArray(audit.act, [...attendanceActs]),
				sql`${audit.detail}->>'number' = ${String(number)}`
			)
		);
	return rows.map((row) => ({ act: row.act, at: String(row.detail?.recordedAt ?? row.at) }));
}

async function closedSince(tx: Tx, meetingId: string, at: Date): Promise<boolean> {
	const [closed] = await tx
		.select({ id: round.id })
		.from(round)
		.where(and(eq(round.meetingId, meetingId), gt(round.closedAt, at)))
		.limit(1);
	return closed !== undefined;
}
