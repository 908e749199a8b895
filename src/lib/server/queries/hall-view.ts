import { eq } from 'drizzle-orm';
import type { HallView } from '../../wire/views.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { roundResult } from '../db/schema.ts';
import { candidateHeads, meetingFrame, type MeetingFrame } from './meeting-frame.ts';
import { resultView } from './result-view.ts';
import { tallyView } from './tally-view.ts';

/** The hall screen's whole view. The result stays null until the chair has announced it. */
export const hallView = (desk: Desk, congressId: string, meetingId: string): Promise<HallView> =>
	inCongress(desk, congressId, async (tx) => (await buildHallView(tx, meetingId)).view);

export async function buildHallView(
	tx: Tx,
	meetingId: string
): Promise<{ view: HallView; frame: MeetingFrame }> {
	const frame = await meetingFrame(tx, meetingId);
	if (!frame) throw new Error(`no meeting ${meetingId} in this congress`);
	const { row } = frame;
	const candidates = row ? await candidateHeads(tx, row.id) : [];
	const tally = row ? await tallyView(tx, row, frame.turnout, candidates) : null;
	const [stored] =
		row?.state === 'announced'
			? await tx.select().from(roundResult).where(eq(roundResult.roundId, row.id))
			: [];
	return {
		frame,
		view: {
			meeting: frame.meeting,
			quorum: frame.quorum,
			turnout: frame.turnout,
			round: frame.round,
			candidates,
			tally,
			result: stored ? resultView(stored.result, row!.rules.seats, candidates) : null
		}
	};
}
