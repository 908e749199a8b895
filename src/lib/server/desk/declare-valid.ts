import { eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { round } from '../db/schema.ts';
import { appendAudit } from './audit.ts';
import { countBoth, voidIt, voidReasonOf } from './count-round.ts';
import { onRound } from './on-round.ts';
import { tellRound } from './round-access.ts';

/**
 * 宣布表决有效, by the chief scrutineer under `after-close`: issued is held against returned before any number
 * of a candidate exists. Where they do not fit, the same act declares the round void. The count follows by itself.
 *
 * @source 选举法 第四十四条: 每次选举所投的票数，多于投票人数的无效，等于或者少于投票人数的有效
 */
export async function declareValid(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string },
	now = new Date()
): Promise<
	Result<
		{ valid: boolean },
		'not-found' | 'wrong-state' | 'forbidden' | 'box-not-counted' | 'paper-not-counted'
	>
> {
	if (actor.role !== 'chief-scrutineer') return refuse('forbidden');
	return onRound(desk, actor, input.roundId, async (tx, row) => {
		if (row.state !== 'closed' || row.validAt || row.rules.tallyDisplay !== 'after-close')
			return refuse('wrong-state');
		const counted = await countBoth(tx, row);
		if (!counted) return refuse('box-not-counted');
		const { electronic, paper } = counted;
		if (paper.issued && !row.paperDoneAt) return refuse('paper-not-counted');
		const reason = voidReasonOf(row, counted);
		if (reason) {
			await voidIt(tx, row, reason, now, actor.username);
			return ok({ valid: false });
		}
		await tx.update(round).set({ validAt: now, validBy: actor.id }).where(eq(round.id, row.id));
		await tellRound(tx, row);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'ballot-declared-valid',
			detail: {
				round: row.sequence,
				issued: electronic.issued + paper.issued,
				returned: electronic.returned + paper.returned
			},
			at: now
		});
		return ok({ valid: true });
	});
}
