import { asc, eq, inArray } from 'drizzle-orm';
import type { CountResult } from '../../domain/count.ts';
import { isSurvey } from '../../domain/rule-set.ts';
import { electedBy, type Settlement } from '../../domain/settlement.ts';
import { yearOfRound } from '../../domain/tracker/year-of-round.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Tx } from '../db/client.ts';
import { candidate, meeting, round, roundCandidate } from '../db/schema.ts';
import { project, reserve } from '../db/tracker-schema.ts';
import { recordSurvey } from './record-survey.ts';

/**
 * What the follow-up takes over from an announced round, in the announcing transaction: a vote's chosen projects, or
 * of a 满意度测评, which chooses nothing, the grades of the projects that it was about.
 *
 * @returns how many of them, for the audit line
 */
export const followAnnounced = async (
	tx: Tx,
	actor: StaffActor,
	row: typeof round.$inferSelect,
	stored: { result: CountResult; resultHash: Uint8Array | null },
	settled: Settlement | null,
	now: Date
): Promise<Record<string, number>> =>
	isSurvey(row.rules)
		? { graded: await recordSurvey(tx, actor, row, stored.result, now) }
		: { projects: await startTracking(tx, row, stored, settled, now) };

/**
 * Turns the elected candidates of an announced round into projects under way, in the announcing transaction, and
 * keeps the others in the 储备库. A candidate that a further round chooses leaves it again.
 *
 * @returns how many projects
 */
export async function startTracking(
	tx: Tx,
	row: typeof round.$inferSelect,
	stored: { result: CountResult; resultHash: Uint8Array | null },
	settled: Settlement | null,
	now: Date
): Promise<number> {
	const elected = electedBy(stored.result, settled);
	const sheets = await tx
		.select({ candidate, number: roundCandidate.number })
		.from(roundCandidate)
		.innerJoin(candidate, eq(candidate.id, roundCandidate.candidateId))
		.where(eq(roundCandidate.roundId, row.id))
		.orderBy(roundCandidate.number);
	const ends = sheets.flatMap(({ candidate: sheet }) => (elected.includes(sheet.id) ? [sheet.endsOn] : []));
	const year = await yearOf(tx, row, ends);
	const approvals = new Map(stored.result.standings.map((entry) => [entry.candidate, entry.approve]));
	const both = sheets.map(({ candidate: sheet, number }) => ({
		congressId: row.congressId,
		roundId: row.id,
		candidateId: sheet.id,
		number,
		name: sheet.name,
		unit: sheet.unit,
		totalFen: sheet.totalFen,
		approve: approvals.get(sheet.id)!,
		year,
		sheet
	}));
	const chosen = both.filter(({ candidateId }) => elected.includes(candidateId));
	const others = both.filter(({ candidateId }) => !elected.includes(candidateId));
	if (chosen.length) {
		await tx.insert(project).values(
			chosen.map(({ sheet, ...head }) => ({
				...head,
				category: sheet.category,
				content: sheet.content,
				place: sheet.place,
				beneficiaries: sheet.beneficiaries,
				leader: sheet.leader,
				yearFen: sheet.yearFen,
				funding: sheet.funding,
				startsOn: sheet.startsOn,
				endsOn: sheet.endsOn,
				resultHash: stored.resultHash,
				updatedAt: now
			}))
		);
		await tx
			.update(reserve)
			.set({ state: 'chosen' })
			.where(
				inArray(
					reserve.candidateId,
					chosen.map(({ candidateId }) => candidateId)
				)
			);
	}
	if (others.length) {
		const kept = others.map(({ sheet: _sheet, ...head }) => ({ ...head, addedAt: now }));
		await tx.insert(reserve).values(kept).onConflictDoNothing();
	}
	return chosen.length;
}

/** A further round adds to what its meeting has chosen before, so it goes with that year. */
async function yearOf(
	tx: Tx,
	row: typeof round.$inferSelect,
	ends: readonly (string | null)[]
): Promise<number> {
	const [earlier] = row.previousId
		? await tx
				.select({ year: project.year })
				.from(project)
				.innerJoin(round, eq(round.id, project.roundId))
				.where(eq(round.meetingId, row.meetingId))
				.orderBy(asc(round.sequence))
				.limit(1)
		: [];
	if (earlier) return earlier.year;
	const [held] = await tx
		.select({ heldOn: meeting.heldOn })
		.from(meeting)
		.where(eq(meeting.id, row.meetingId));
	return yearOfRound(ends, held!.heldOn);
}
