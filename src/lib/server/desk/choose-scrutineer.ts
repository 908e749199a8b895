import { and, eq, inArray } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { lockingStates } from '../../domain/round-state.ts';
import type { ScrutineerOffice } from '../../wire/scrutineers.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { ownRounds, ownUntilCommit } from '../db/round-lock.ts';
import { delegate, meeting, round, scrutineer } from '../db/schema.ts';
import { rehearsing } from '../queries/rehearsing.ts';
import { appendAudit } from './audit.ts';
import { letReadyFall } from './let-ready-fall.ts';

/**
 * Makes a deputy 总监票人 or 监票人, or neither. There is one chief: a new one makes the former a 监票人. The list is
 * closed while a round is ready and not announced, because the manifest names them and their cards; a finished round
 * keeps the names of its manifest, so that another vote of the meeting may have others.
 *
 * @param input.deputy 代表证号, or the name where only one deputy has it
 * @source 监票人由代表担任 (docs/rules.md)
 */
export function chooseScrutineer(
	desk: Desk,
	actor: StaffActor,
	input: { meetingId: string; deputy: string; as: ScrutineerOffice },
	now = new Date()
): Promise<
	Result<
		{ name: string },
		| 'forbidden'
		| 'not-found'
		| 'rehearsal-under-way'
		| 'scrutineers-frozen'
		| 'no-such-deputy'
		| 'deputy-ambiguous'
		| 'nothing-changed'
	>
> {
	const { congressId } = actor;
	const { meetingId, as } = input;
	return act(desk, congressId, async (tx) => {
		if (actor.role !== 'office') return refuse('forbidden');
		if (await rehearsing(tx)) return refuse('rehearsal-under-way');
		// It names a deputy, whom the roll's own acts hold before the meeting.
		await ownUntilCommit(tx, 'roll', congressId);
		// The drafts first and the meeting then, in the order of every other act; so none becomes ready with a list that
		// changes under it, and two of the office follow each other.
		await ownRounds(tx, meetingId);
		const [held] = await tx
			.select({ id: meeting.id })
			.from(meeting)
			.where(and(eq(meeting.id, meetingId), eq(meeting.current, true)))
			.for('no key update');
		if (!held) return refuse('not-found');
		if (!(await listIsOpen(tx, meetingId))) return refuse('scrutineers-frozen');
		const found = await deputyNamed(tx, input.deputy);
		if (!found.ok) return found;
		const person = found.value;
		const own = and(eq(scrutineer.meetingId, meetingId), eq(scrutineer.delegateId, person.id));
		const [before] = await tx.select().from(scrutineer).where(own);
		if (as === 'none' ? !before : before?.chief === (as === 'chief')) return refuse('nothing-changed');
		if (as === 'chief')
			await tx.update(scrutineer).set({ chief: false }).where(eq(scrutineer.meetingId, meetingId));
		await tx.delete(scrutineer).where(own);
		if (as !== 'none')
			await tx
				.insert(scrutineer)
				.values({ congressId, meetingId, delegateId: person.id, chief: as === 'chief' });
		await letReadyFall(tx, { meetingId });
		await notifyDesk(tx, congressId, meetingId);
		await appendAudit(tx, {
			congressId,
			meetingId,
			actor: actor.username,
			act: 'scrutineers-chosen',
			detail: { number: person.number, as: as === 'chief' ? 'chief-scrutineer' : as },
			at: now
		});
		return ok({ name: person.name });
	});
}

async function listIsOpen(tx: Tx, meetingId: string): Promise<boolean> {
	const bound = await tx
		.select({ id: round.id })
		.from(round)
		.where(and(eq(round.meetingId, meetingId), inArray(round.state, [...lockingStates])));
	return bound.length === 0;
}

async function deputyNamed(
	tx: Tx,
	typed: string
): Promise<Result<typeof delegate.$inferSelect, 'no-such-deputy' | 'deputy-ambiguous'>> {
	const people = await tx.select().from(delegate).where(eq(delegate.active, true));
	const fitting = people.filter((person) =>
		/^\d+$/.test(typed)
			? person.number === Number(typed)
			: person.name.normalize('NFKC').replace(/\s/g, '') === typed
	);
	if (fitting.length > 1) return refuse('deputy-ambiguous', { name: typed });
	return fitting[0] ? ok(fitting[0]) : refuse('no-such-deputy', { number: typed });
}
