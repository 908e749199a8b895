import { ok, refuse, type Result } from '../../domain/result.ts';
import { hasSurplus, sheetsLeft } from '../../domain/paper.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { paperBox } from '../db/schema.ts';
import { drawnOn } from '../queries/paper-count.ts';
import { appendAudit } from './audit.ts';
import { openPaper, type PaperRefusal } from './open-paper.ts';

/**
 * 清点: the sheets out of the paper box are counted before a single mark is read. The figures may be put right
 * until the first batch is entered, and the audit chain keeps each. More returned than issued is written down like
 * anything else: it is what the round is void for.
 */
export function countOutPaper(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; printed: number; spoiled: number; returned: number },
	now = new Date()
): Promise<
	Result<{ surplus: boolean }, PaperRefusal | 'no-paper-issued' | 'printed-too-few' | 'entry-has-begun'>
> {
	return act(desk, actor.congressId, async (tx) => {
		const paper = await openPaper(tx, actor, input.roundId, ['chief-scrutineer', 'scrutineer', 'teller']);
		if (!paper.ok) return paper;
		const { row, hasEntries } = paper.value;
		const issued = await drawnOn(tx, row.id, 'paper');
		if (!issued) return refuse('no-paper-issued');
		if (hasEntries) return refuse('entry-has-begun');
		const { printed, spoiled, returned } = input;
		if (sheetsLeft({ printed, issued, spoiled }) < 0)
			return refuse('printed-too-few', { printed, issued, spoiled });
		const figures = { printed, spoiled, returned, at: now, by: actor.id };
		await tx
			.insert(paperBox)
			.values({ congressId: row.congressId, roundId: row.id, ...figures })
			.onConflictDoUpdate({ target: paperBox.roundId, set: figures });
		await notifyDesk(tx, row.congressId, row.meetingId);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'paper-counted-out',
			detail: { round: row.sequence, printed, issued, spoiled, returned },
			at: now
		});
		return ok({ surplus: hasSurplus({ issued, returned }) });
	});
}
