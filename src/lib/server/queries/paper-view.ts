import { eq } from 'drizzle-orm';
import { batchSize, compareBatch, hasSurplus, invalidByRule, isUnclear } from '../../domain/paper.ts';
import type { CandidateHead, PaperBatchView, PaperView } from '../../wire/views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { meeting, paperBatch, paperBox, paperEntry, staff } from '../db/schema.ts';
import { candidateHeads, meetingFrame, type RoundRow } from './meeting-frame.ts';
import { drawnOn } from './paper-count.ts';
import { paperBatches, type ReadBatch } from './paper-progress.ts';

/**
 * The paper of the meeting's current round for one scrutineer or teller; null without a meeting. What a teller is
 * given depends on how far the other one is, never on what the other one read.
 */
export const paperView = (desk: Desk, actor: StaffActor): Promise<PaperView | null> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const [current] = await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.current, true));
		const frame = current && (await meetingFrame(tx, current.id));
		if (!frame) return null;
		const { row } = frame;
		const issued = row ? await drawnOn(tx, row.id, 'paper') : 0;
		const nothing = { box: null, surplus: false, begun: false, batches: [], entered: 0 };
		if (!row?.manifest)
			return { meeting: frame.meeting, round: frame.round, candidates: [], issued, ...nothing };
		const candidates = await candidateHeads(tx, row.id);
		const head = { meeting: frame.meeting, round: frame.round, candidates, issued };
		const [box] = await tx.select().from(paperBox).where(eq(paperBox.roundId, row.id));
		if (!box) return { ...head, ...nothing };
		const { printed, spoiled, returned } = box;
		const batches = (await paperBatches(tx, row.id)) ?? [];
		const done = batches.filter(({ status }) => status.state === 'done');
		const entered = await tx
			.select({ batch: paperEntry.batch })
			.from(paperEntry)
			.where(eq(paperEntry.roundId, row.id))
			.limit(1);
		return {
			...head,
			box: { printed, spoiled, returned },
			surplus: hasSurplus({ issued, returned }),
			begun: entered.length > 0,
			batches: await batchViews(tx, actor, { row, returned, candidates }, batches),
			entered: done.reduce((sum, { ballots }) => sum + ballots!.length, 0)
		};
	});

async function batchViews(
	tx: Tx,
	actor: StaffActor,
	about: { row: RoundRow; returned: number; candidates: CandidateHead[] },
	batches: ReadBatch[]
): Promise<PaperBatchView[]> {
	const { row, returned, candidates } = about;
	const watches = actor.role !== 'teller';
	const names = new Map(
		(await tx.select({ id: staff.id, name: staff.name }).from(staff)).map(({ id, name }) => [id, name])
	);
	const kept = await tx.select().from(paperBatch).where(eq(paperBatch.roundId, row.id));
	return batches.map(({ batch, status, ballots, readings, rulings }) => ({
		batch,
		size: batchSize(returned, batch),
		attempt: status.attempt,
		state: status.state,
		readings: status.readBy.length,
		readByMe: status.readBy.includes(actor.id),
		invalidByRule:
			status.state === 'done' ? ballots!.filter((ballot) => invalidByRule(ballot, row.rules)).length : null,
		decided: watches ? (kept.find((entry) => entry.batch === batch)?.reason ?? null) : null,
		comparison:
			watches && status.state === 'different'
				? sideBySide(readings, candidates, [
						names.get(status.readBy[0]!) ?? '',
						names.get(status.readBy[1]!) ?? ''
					])
				: null,
		unclear: watches ? laidAside(ballots, rulings) : []
	}));
}

function sideBySide(
	[first, second]: ReadBatch['readings'],
	candidates: CandidateHead[],
	readers: [string, string]
): PaperBatchView['comparison'] {
	const compared = compareBatch(first!, second!, candidates.length);
	if (compared.same) return null;
	return {
		readers,
		differences: compared.differences.map((difference) => ({
			...difference,
			name: candidates.find(({ number }) => number === difference.number)?.name ?? ''
		})),
		unclear: compared.unclear
	};
}

const laidAside = (ballots: ReadBatch['ballots'], rulings: ReadBatch['rulings']): PaperBatchView['unclear'] =>
	(ballots ?? []).filter(isUnclear).map((_, i) => {
		const ruling = rulings.find(({ place }) => place === i + 1);
		return {
			place: i + 1,
			ruling: ruling ? { counts: ruling.ballot !== null, reason: ruling.reason } : null
		};
	});
