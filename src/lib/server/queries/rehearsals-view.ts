import { and, count, desc, eq, isNotNull } from 'drizzle-orm';
import { isUnderWay } from '../../domain/round-state.ts';
import type { RehearsalReport, RehearsalsView } from '../../wire/rehearsal-views.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { delegate, meeting, round, scrutineer, staff } from '../db/schema.ts';
import { rehearsal, rehearsalCard } from '../db/setup-schema.ts';
import { rehearsalReport } from './rehearsal-report.ts';

/** The office's page of rehearsals: the running one, what a new one could be, and those before. */
export const rehearsalsView = (desk: Desk, congressId: string): Promise<RehearsalsView> =>
	inCongress(desk, congressId, async (tx) => {
		const [current] = await tx.select().from(meeting).where(eq(meeting.current, true));
		const rows = await tx
			.select({ rehearsal, by: staff.name })
			.from(rehearsal)
			.innerJoin(staff, eq(staff.id, rehearsal.startedBy))
			.orderBy(desc(rehearsal.startedAt));
		const heads = rows.map(({ rehearsal: row, by }) => {
			const report = row.report as RehearsalReport | null;
			return {
				meetingId: row.meetingId,
				startedAt: row.startedAt.toISOString(),
				startedBy: by,
				endedAt: row.endedAt?.toISOString() ?? null,
				simulated: row.simulated,
				submitted: report?.turnout.submitted ?? null,
				present: report?.turnout.present ?? null,
				toMend: report?.mend.length ?? null
			};
		});
		const running = current?.rehearsalOf ? heads.find(({ meetingId }) => meetingId === current.id) : null;
		return {
			heads,
			running: running ?? null,
			...(current ? await roomFor(tx, current) : { most: 0, scrutineers: 0, cannot: 'not-found' as const })
		};
	});

/** How many may be simulated, and what stands against a start. */
async function roomFor(tx: Tx, current: typeof meeting.$inferSelect) {
	const [all] = await tx.select({ count: count() }).from(delegate).where(eq(delegate.active, true));
	const [watching] = await tx
		.select({ count: count() })
		.from(scrutineer)
		.innerJoin(delegate, and(eq(delegate.id, scrutineer.delegateId), eq(delegate.active, true)))
		.where(eq(scrutineer.meetingId, current.id));
	const rounds = await tx.select({ state: round.state }).from(round).where(eq(round.meetingId, current.id));
	const cannot = rounds.some(({ state }) => isUnderWay(state))
		? ('formal-round-under-way' as const)
		: rounds.length === 0
			? ('nothing-to-rehearse' as const)
			: null;
	return { most: all!.count - watching!.count, scrutineers: watching!.count, cannot };
}

/** How many deputies of a running rehearsal the program plays. */
export const simulatedCount = (desk: Desk, congressId: string, meetingId: string): Promise<number> =>
	inCongress(desk, congressId, async (tx) => {
		const [row] = await tx
			.select({ count: count() })
			.from(rehearsalCard)
			.where(eq(rehearsalCard.meetingId, meetingId));
		return row!.count;
	});

/** The report as it was written, or of a running rehearsal as of now; null for everything that is no rehearsal. */
export const reportOf = (
	desk: Desk,
	congressId: string,
	meetingId: string,
	now = new Date()
): Promise<{ report: RehearsalReport; ended: boolean } | null> =>
	inCongress(desk, congressId, async (tx) => {
		const [row] = await tx
			.select({ report: rehearsal.report, endedAt: rehearsal.endedAt })
			.from(rehearsal)
			.innerJoin(meeting, and(eq(meeting.id, rehearsal.meetingId), isNotNull(meeting.rehearsalOf)))
			.where(eq(rehearsal.meetingId, meetingId));
		if (!row) return null;
		const written = row.report as RehearsalReport | null;
		return { report: written ?? (await rehearsalReport(tx, meetingId, now)), ended: row.endedAt !== null };
	});
