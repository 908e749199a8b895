import { eq } from 'drizzle-orm';
import { hasSurplus } from '../../domain/paper.ts';
import type { HallView } from '../../wire/views.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { paperBox } from '../db/schema.ts';
import { isSettling } from './current-result.ts';
import {
	candidateHeads,
	followingDraft,
	meetingFrame,
	type MeetingFrame,
	type RoundRow
} from './meeting-frame.ts';
import { paperBatches, paperProgress, type ReadBatch } from './paper-progress.ts';
import { pollView } from './poll-view.ts';
import { resultView } from './result-view.ts';
import { stageView } from './stage-view.ts';
import { tallyView } from './tally-view.ts';

/** The hall screen's whole view. The result stays null until the chair has announced it. */
export const hallView = (desk: Desk, congressId: string, meetingId: string): Promise<HallView> =>
	inCongress(desk, congressId, async (tx) => (await buildHallView(tx, meetingId)).view);

export async function buildHallView(
	tx: Tx,
	meetingId: string
): Promise<{
	view: HallView;
	frame: MeetingFrame;
	/** The draft that the consoles work on once the round of `frame` is over. */
	draft: RoundRow | null;
	paper: () => Promise<ReadBatch[] | null>;
}> {
	const frame = await meetingFrame(tx, meetingId);
	if (!frame) throw new Error(`no meeting ${meetingId} in this congress`);
	const { row } = frame;
	const draft = row && (await followingDraft(tx, row));
	const candidates = row ? await candidateHeads(tx, row.id) : [];
	const tally = row ? await tallyView(tx, row, frame.turnout, candidates) : null;
	// Each batch of paper is read for the first who asks, and not again for the console's ledger.
	let read: Promise<ReadBatch[] | null> | null = null;
	const paper = () => (read ??= row ? paperBatches(tx, row.id) : Promise.resolve(null));
	const batches = row?.state === 'closed' && (await mayBeRead(tx, row.id, frame)) ? await paper() : null;
	const progress = batches && paperProgress(batches);
	return {
		frame,
		draft,
		paper,
		view: {
			meeting: frame.meeting,
			quorum: frame.quorum,
			turnout: frame.turnout,
			round: frame.round,
			candidates,
			tally,
			result: row?.state === 'announced' ? await resultView(tx, row, candidates) : null,
			settling: row !== null && (await isSettling(tx, row)),
			stage: await stageView(tx, meetingId, (draft ?? row)?.id ?? null),
			poll: row && (await pollView(tx, row)),
			paperProgress: progress && { done: progress.done, batches: progress.batches }
		}
	};
}

/** The sheets are counted out of the box and no more than were handed out: of too many none is read. */
async function mayBeRead(tx: Tx, roundId: string, { turnout }: MeetingFrame): Promise<boolean> {
	if (!turnout.paper) return false;
	const [box] = await tx
		.select({ returned: paperBox.returned })
		.from(paperBox)
		.where(eq(paperBox.roundId, roundId));
	return box !== undefined && !hasSurplus({ issued: turnout.paper, returned: box.returned });
}
