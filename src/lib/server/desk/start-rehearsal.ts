import { asc, eq } from 'drizzle-orm';
import { simulatedOf } from '../../domain/rehearsal.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isUnderWay } from '../../domain/round-state.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { ownRounds, ownUntilCommit } from '../db/round-lock.ts';
import { delegate, meeting, round, scrutineer } from '../db/schema.ts';
import { rehearsal } from '../db/setup-schema.ts';
import { dropUpload } from '../uploads/upload-folder.ts';
import { appendAudit } from './audit.ts';
import { appendCongressAudit } from './congress-audit.ts';
import { copyForRehearsal } from './copy-for-rehearsal.ts';
import { makeRehearsalCards, type SimulatedDeputy } from './rehearsal-cards.ts';
import { switchMeeting } from './switch-meeting.ts';

export type StartRehearsalRefusal =
	| 'forbidden'
	| 'not-found'
	| 'rehearsal-runs'
	| 'formal-round-under-way'
	| 'nothing-to-rehearse'
	| 'too-many-simulated';

type MeetingRow = typeof meeting.$inferSelect;

/**
 * 开始演练: the current meeting is copied, and the copy, which can never become formal, is the current one until the
 * rehearsal ends. Hall screens, consoles and tablets follow. Nothing of the formal meeting changes but that it waits.
 *
 * @param input.simulated how many deputies are played by the program: the last of the roll, no scrutineer among them
 * @param input.unattended true where nobody is in the hall: the scrutineers' cards are the program's too
 * @returns the cards' seeds, which are nowhere else
 */
export async function startRehearsal(
	desk: Desk,
	actor: StaffActor,
	input: { simulated: number; uploadDir: string; unattended?: boolean },
	now = new Date()
): Promise<Result<{ meetingId: string; deputies: SimulatedDeputy[] }, StartRehearsalRefusal>> {
	const copied: string[] = [];
	const started = await act(desk, actor.congressId, async (tx) => {
		if (actor.role !== 'office') return refuse('forbidden');
		// Its scrutineers and cards name deputies, whom the roll's own acts hold before the meeting.
		await ownUntilCommit(tx, 'roll', actor.congressId);
		const [seen] = await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.current, true));
		// A round that is being made ready is wholly before this, or finds that its meeting is not the current one.
		if (seen) await ownRounds(tx, seen.id);
		const [formal] = await tx.select().from(meeting).where(eq(meeting.current, true)).for('no key update');
		if (!formal) return refuse('not-found');
		if (formal.rehearsalOf || formal.id !== seen?.id) return refuse('rehearsal-runs');
		const first = await rehearsedRound(tx, formal);
		if (!first.ok) return first;
		const people = await simulatedPeople(tx, formal.id, input);
		if (people.length < input.simulated) return refuse('too-many-simulated', { most: people.length });
		const meetingId = await copyForRehearsal(tx, formal, first.value, {
			uploadDir: input.uploadDir,
			copied,
			now
		});
		const { congressId } = actor;
		await tx
			.insert(rehearsal)
			.values({ congressId, meetingId, startedAt: now, startedBy: actor.id, simulated: people.length });
		const deputies = await makeRehearsalCards(tx, { congressId, meetingId }, people);
		await switchMeeting(tx, congressId, formal.id, meetingId);
		const detail = { simulated: people.length };
		const line = { congressId, actor: actor.username, act: 'rehearsal-started' as const, detail, at: now };
		await appendAudit(tx, { ...line, meetingId });
		await appendCongressAudit(tx, line);
		return ok({ meetingId, deputies });
	});
	if (!started.ok) for (const id of copied) await dropUpload(input.uploadDir, actor.congressId, id);
	return started;
}

/** The round whose ballot and rules are rehearsed, unless the hall is in the middle of a formal one. */
async function rehearsedRound(
	tx: Tx,
	formal: MeetingRow
): Promise<Result<typeof round.$inferSelect, 'formal-round-under-way' | 'nothing-to-rehearse'>> {
	const rounds = await tx
		.select()
		.from(round)
		.where(eq(round.meetingId, formal.id))
		.orderBy(asc(round.sequence));
	if (rounds.some(({ state }) => isUnderWay(state))) return refuse('formal-round-under-way');
	// The last vote that the meeting prepares; the rounds that follow one narrow it.
	const first = rounds.findLast(({ previousId }) => previousId === null);
	return first ? ok(first) : refuse('nothing-to-rehearse');
}

async function simulatedPeople(
	tx: Tx,
	meetingId: string,
	{ simulated, unattended = false }: { simulated: number; unattended?: boolean }
): Promise<{ id: string; number: number }[]> {
	const roll = await tx
		.select({ id: delegate.id, number: delegate.number })
		.from(delegate)
		.where(eq(delegate.active, true))
		.orderBy(asc(delegate.number));
	const named = await tx
		.select({ id: scrutineer.delegateId })
		.from(scrutineer)
		.where(eq(scrutineer.meetingId, meetingId));
	const scrutineers = new Set(named.map(({ id }) => id));
	if (!unattended) return simulatedOf(roll, scrutineers, simulated);
	const watching = roll.filter(({ id }) => scrutineers.has(id));
	return [...watching, ...simulatedOf(roll, scrutineers, Math.max(0, simulated - watching.length))];
}
