import { and, eq, sql } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { checkSubstitute, type Substitute, type SubstituteFault } from '../../domain/tracker/substitute.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Tx } from '../db/client.ts';
import { ownUntilCommit } from '../db/round-lock.ts';
import { candidate, round } from '../db/schema.ts';
import { project, reserve, type changeRequest } from '../db/tracker-schema.ts';
import { isId } from '../../wire/form.ts';
import { isFree } from '../queries/free-reserve.ts';
import type { ProjectRow } from './own-project.ts';
import { recordAct } from './record-act.ts';

export type SubstituteRefusal = SubstituteFault | 'substitute-not-free';

type Sheet = typeof candidate.$inferSelect;

/**
 * The substitute's sheet, checked before anything is written: that of the 储备库, locked so that nobody else takes or
 * drops it, or a new one beside the ballot of the meeting that voted on the replaced project.
 */
export async function substituteSheet(
	tx: Tx,
	replaced: ProjectRow,
	substitute: Substitute | undefined,
	decision: string
): Promise<Result<Sheet, SubstituteRefusal>> {
	const checked = checkSubstitute(substitute, replaced);
	if (!checked.ok) return checked;
	const { reserveId, sheet, startsOn, endsOn } = checked.value;
	// Of two substitutes at once the second is numbered on from the first, whatever round each of them replaces.
	await ownUntilCommit(tx, 'roll', replaced.congressId);
	const [held] = await tx
		.select({ meetingId: round.meetingId })
		.from(round)
		.where(eq(round.id, replaced.roundId));
	if (reserveId === undefined)
		return ok(
			await newSheet(
				tx,
				{ ...held!, congressId: replaced.congressId },
				{ ...sheet, startsOn, endsOn },
				decision
			)
		);
	if (!isId(reserveId)) return refuse('substitute-missing');
	const [kept] = await tx
		.select()
		.from(reserve)
		.where(and(eq(reserve.id, reserveId), isFree))
		.for('update');
	if (!kept) return refuse('substitute-not-free');
	await tx.update(reserve).set({ state: 'chosen' }).where(eq(reserve.id, kept.id));
	const [own] = await tx.select().from(candidate).where(eq(candidate.id, kept.candidateId));
	return ok({ ...own!, startsOn, endsOn });
}

/** Numbered below zero: the year-end survey reads it, and no vote lists it (`candidates-of.ts`). */
async function newSheet(
	tx: Tx,
	{ congressId, meetingId }: { congressId: string; meetingId: string },
	sheet: Omit<
		typeof candidate.$inferInsert,
		'id' | 'congressId' | 'meetingId' | 'number' | 'shortName' | 'basis'
	>,
	decision: string
): Promise<Sheet> {
	const [lowest] = await tx
		.select({ number: sql<number>`least(0, min(${candidate.number}))`.mapWith(Number) })
		.from(candidate)
		.where(eq(candidate.meetingId, meetingId));
	const [made] = await tx
		.insert(candidate)
		.values({
			...sheet,
			...{ congressId, meetingId, number: lowest!.number - 1, basis: decision },
			shortName: [...sheet.name].slice(0, SHORT_NAME).join('')
		})
		.returning();
	return made!;
}

/** What the hall screen has room for, on the day the project is graded. */
const SHORT_NAME = 12;

/**
 * The project that takes the place of a replaced one: of its vote and year, behind the year's last number, nobody's
 * votes to its name, and with a hand-over of its own still to come.
 */
export async function nameSubstitute(
	tx: Tx,
	actor: StaffActor,
	replaced: ProjectRow,
	change: Pick<typeof changeRequest.$inferSelect, 'id'> & { decision: string },
	sheet: Sheet,
	now: Date
): Promise<ProjectRow> {
	const { congressId, roundId, year } = replaced;
	const [last] = await tx
		.select({ number: sql<number>`max(${project.number})`.mapWith(Number) })
		.from(project)
		.where(eq(project.year, year));
	const { name, category, content, place, beneficiaries, unit, leader } = sheet;
	const { totalFen, yearFen, funding, startsOn, endsOn } = sheet;
	const [made] = await tx
		.insert(project)
		.values({
			...{ congressId, roundId, year, candidateId: sheet.id, number: last!.number + 1 },
			...{ name, category, content, place, beneficiaries, unit, leader },
			...{ totalFen, yearFen, funding, startsOn, endsOn },
			...{ approve: 0, updatedAt: now, predecessorId: replaced.id, namedAt: now }
		})
		.returning();
	await recordAct(
		tx,
		actor,
		made!,
		{
			act: 'project-substituted',
			subjectId: change.id,
			changes: [{ field: 'predecessor', before: null, after: replaced.name }],
			detail: { replaced: replaced.id, decision: change.decision }
		},
		now
	);
	return made!;
}
