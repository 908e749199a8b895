import { and, eq, sql } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isDrawable } from '../../domain/round-state.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { ownRound } from '../db/round-lock.ts';
import { checkIn, delegate, draw, meeting } from '../db/schema.ts';
import { currentRound } from '../queries/meeting-frame.ts';
import { appendAudit } from './audit.ts';

/**
 * 登记使用纸质票, by the office at check-in or later: the deputy's tablet draws nothing from then on. It may be
 * taken back. While a round is drawn from, whoever drew in it has chosen the channel; between rounds the note is
 * about the next one.
 */
export function notePaper(
	desk: Desk,
	actor: StaffActor,
	input: { delegateNumber: number; wantsPaper: boolean },
	now = new Date()
): Promise<
	Result<
		{ name: string; wantsPaper: boolean },
		| 'not-found'
		| 'forbidden'
		| 'paper-no-such-delegate'
		| 'delegate-not-checked-in'
		| 'already-drawn-electronically'
		| 'already-drawn-paper'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		if (actor.role !== 'office') return refuse('forbidden');
		const [current] = await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.current, true));
		if (!current) return refuse('not-found');
		// Owned before it is looked at: a draw of this deputy is wholly before the note or refused by it.
		const seen = await currentRound(tx, current.id);
		if (seen) await ownRound(tx, seen.id);
		const row = await currentRound(tx, current.id);
		const [person] = await tx.select().from(delegate).where(eq(delegate.number, input.delegateNumber));
		if (!person?.active) return refuse('paper-no-such-delegate', { number: input.delegateNumber });
		const [drawn] =
			row && isDrawable(row)
				? await tx
						.select({ channel: draw.channel })
						.from(draw)
						.where(and(eq(draw.roundId, row.id), eq(draw.delegateId, person.id)))
				: [];
		if (drawn) {
			return refuse(drawn.channel === 'paper' ? 'already-drawn-paper' : 'already-drawn-electronically', {
				name: person.name
			});
		}
		const noted = await tx
			.update(checkIn)
			.set({ wantsPaper: input.wantsPaper })
			.where(and(eq(checkIn.meetingId, current.id), eq(checkIn.delegateId, person.id)))
			.returning({ delegateId: checkIn.delegateId });
		if (!noted.length) return refuse('delegate-not-checked-in', { name: person.name });
		await tx
			.update(meeting)
			.set({ rollVersion: sql`${meeting.rollVersion} + 1` })
			.where(eq(meeting.id, current.id));
		await notifyDesk(tx, actor.congressId, current.id);
		await appendAudit(tx, {
			congressId: actor.congressId,
			meetingId: current.id,
			actor: actor.username,
			act: input.wantsPaper ? 'paper-noted' : 'paper-note-withdrawn',
			detail: { number: person.number },
			at: now
		});
		return ok({ name: person.name, wantsPaper: input.wantsPaper });
	});
}
