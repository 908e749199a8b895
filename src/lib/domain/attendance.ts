import { ok, refuse, type Result } from './result.ts';

/** Where a deputy is, as the check-in desk knows it; 请假 counts only for who has not come. */
export type Attendance = 'absent' | 'on-leave' | 'in-hall' | 'left';

export const attendanceState = (row: {
	checkedInAt: string | null;
	leftAt: string | null;
	leave: string | null;
}): Attendance => {
	if (row.checkedInAt !== null) return row.leftAt === null ? 'in-hall' : 'left';
	return row.leave === null ? 'absent' : 'on-leave';
};

/** 补签: checked in while a round was under way, from its opening to its close. */
export const isLateCheckIn = (
	at: Date,
	rounds: { openedAt: Date | null; closedAt: Date | null }[]
): boolean =>
	rounds.some(
		({ openedAt, closedAt }) => openedAt !== null && at > openedAt && (closedAt === null || at < closedAt)
	);

/** Two clocks that keep time differ by no more; the page also corrects its own by the server's. */
const CLOCK_DIFFERENCE_MS = 60_000;
/** A meeting's day. An older record is a forgotten one of another day and must move nobody. */
const OLDEST_RECORD_MS = 12 * 3600_000;

/**
 * The moment an attendance record is about: what the desk wrote down while the network was gone, within bounds,
 * or now. A record slightly ahead of the server's clock counts as now, so nothing ever happens in the future.
 */
export function recordedMoment(
	recordedAt: Date | null,
	now: Date
): Result<Date, 'recorded-in-future' | 'recorded-too-long-ago'> {
	if (recordedAt === null) return ok(now);
	const ahead = recordedAt.getTime() - now.getTime();
	if (ahead > CLOCK_DIFFERENCE_MS) return refuse('recorded-in-future');
	if (-ahead > OLDEST_RECORD_MS) return refuse('recorded-too-long-ago');
	return ok(ahead > 0 ? now : recordedAt);
}
