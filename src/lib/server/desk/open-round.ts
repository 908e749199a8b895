import { count, eq, sql } from 'drizzle-orm';
import { quorumHolds, quorumNeeded } from '../../domain/quorum.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { gateRound } from '../db/box-schema.ts';
import type { Desk, Tx } from '../db/client.ts';
import { unsafeSettings } from '../db/unsafe-settings.ts';
import { draw, meeting } from '../db/schema.ts';
import { castCount } from '../queries/cast-count.ts';
import { attendanceOf } from '../queries/meeting-frame.ts';
import { meetingKind } from '../queries/meeting-kind.ts';
import { readIssuerKeys } from '../round-keys.ts';
import { appendAudit } from './audit.ts';
import { onRound } from './on-round.ts';
import { moveRound, type RoundRow } from './round-access.ts';
import { confirmByTwo, type TwoPersonRefusal } from './two-persons.ts';

/**
 * 开始表决, by the chair and a scrutineer. The quorum is tested now, against who is in the hall now; the row of
 * the release table is chosen now, by the electronic ballots drawn; the box must be empty and safe.
 */
export function openRound(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; rollVersion?: number },
	now = new Date()
): Promise<
	Result<
		{ pending: boolean },
		| 'not-found'
		| 'wrong-state'
		| 'meeting-not-current'
		| 'quorum-not-met'
		| 'roll-changed'
		| 'round-keys-lost'
		| 'box-unsafe'
		| 'box-not-empty'
		| TwoPersonRefusal
	>
> {
	return onRound(desk, actor, input.roundId, async (tx, row) => {
		if (row.state !== 'ready') return refuse('wrong-state');
		// While the devices show a rehearsal, or any other meeting, nobody could tell which ballot is the formal one.
		if (!(await meetingKind(tx, row.meetingId))?.current) return refuse('meeting-not-current');
		const { inHall: present } = await attendanceOf(tx, row.meetingId);
		const electorate = row.manifest!.electorate;
		if (!quorumHolds(row.rules.quorum, electorate, present)) {
			return refuse('quorum-not-met', { present, needed: quorumNeeded(row.rules.quorum, electorate) });
		}
		if (input.rollVersion !== undefined && input.rollVersion !== (await rollVersionOf(tx, row)))
			return refuse('roll-changed', { present });
		if (!(await readIssuerKeys(desk.keys, row.id))) return refuse('round-keys-lost');
		const [unsafe] = await unsafeSettings(tx);
		if (unsafe) return refuse('box-unsafe', { setting: unsafe });
		// Asked of the first person and of the second: what lies in the box before the opening was cast by nobody.
		const inBox = await castCount(tx, row.id);
		if (inBox > 0) return refuse('box-not-empty', { inBox });
		const two = await confirmByTwo(tx, row, actor, 'open', now);
		if (!two.ok) return two;
		if (two.value.pending) return ok({ pending: true });
		const drawn = await open(tx, row, now);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: `${two.value.first}, ${actor.username}`,
			act: 'round-opened',
			// Zero report: what the box held, and what chose the release row.
			detail: { round: row.sequence, present, drawn, inBox },
			at: now
		});
		return ok({ pending: false });
	});
}

async function rollVersionOf(tx: Tx, row: RoundRow): Promise<number> {
	const [head] = await tx
		.select({ rollVersion: meeting.rollVersion })
		.from(meeting)
		.where(eq(meeting.id, row.meetingId));
	return head!.rollVersion;
}

async function open(tx: Tx, row: RoundRow, now: Date): Promise<number> {
	const [drawn] = await tx
		.select({ count: count() })
		.from(draw)
		.where(sql`${draw.roundId} = ${row.id} and ${draw.channel} = 'electronic'`);
	await tx.update(gateRound).set({ drawnAtOpening: drawn!.count }).where(eq(gateRound.roundId, row.id));
	await moveRound(tx, row, 'open', { openedAt: now });
	return drawn!.count;
}
