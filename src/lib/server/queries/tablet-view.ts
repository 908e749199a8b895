import { eq } from 'drizzle-orm';
import type { TabletView } from '../../wire/views.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { congress, hallStage, meeting } from '../db/schema.ts';
import { isSettling } from './current-result.ts';
import { candidateHeads, currentRound, followingDraft, roundHead } from './meeting-frame.ts';
import { pollView } from './poll-view.ts';
import { resultView } from './result-view.ts';

/** What all tablets of the hall share: few queries, because a thousand of them watch it. */
export const tabletView = (desk: Desk, congressId: string, meetingId: string): Promise<TabletView> =>
	inCongress(desk, congressId, async (tx) => {
		const [head] = await tx
			.select({ meeting, congressName: congress.name })
			.from(meeting)
			.innerJoin(congress, eq(congress.id, meeting.congressId))
			.where(eq(meeting.id, meetingId));
		if (!head) throw new Error(`no meeting ${meetingId} in this congress`);
		const row = await currentRound(tx, meetingId);
		const next = row && (await followingDraft(tx, row));
		const [stage] = await tx
			.select({ candidateId: hallStage.candidateId })
			.from(hallStage)
			.where(eq(hallStage.meetingId, meetingId));
		const { id, name, heldOn, venue, demonstration, rehearsalOf, rollVersion } = head.meeting;
		const rehearsal = rehearsalOf !== null;
		return {
			meeting: { id, congressName: head.congressName, name, heldOn, venue, demonstration, rehearsal },
			rollVersion,
			round: row && roundHead(row),
			result: row?.state === 'announced' ? await resultView(tx, row, await candidateHeads(tx, row.id)) : null,
			settling: row !== null && (await isSettling(tx, row)),
			presenting: stage?.candidateId ?? null,
			nextRound: next && roundHead(next),
			poll: row?.state === 'announced' ? await pollView(tx, row) : null
		};
	});
