import { and, eq, inArray } from 'drizzle-orm';
import { candidateKind } from '../../import/candidates.ts';
import { candidate, round, roundCandidate } from '../db/schema.ts';
import { knownCandidates } from '../queries/known-candidates.ts';
import type { ImportBook } from './apply-import.ts';
import { deleteUnreferred } from './delete-unreferred.ts';
import { inLots } from './in-lots.ts';
import { listCandidates } from './list-candidates.ts';

type NewCandidate = typeof candidate.$inferInsert;

/** 候选项目 of the current meeting. New ones are on the draft of its first ballot at once. */
export const candidateBook: ImportBook<'candidates-locked'> = {
	kind: 'candidates',
	file: candidateKind,
	known: knownCandidates,
	locked: 'candidates-locked',

	insert: async (tx, { congressId, meetingId }, rows) => {
		await inLots(rows, (lot) =>
			tx
				.insert(candidate)
				.values(lot.map(({ id, values }) => ({ id, congressId, meetingId, ...values }) as NewCandidate))
		);
		await listCandidates(tx, congressId, meetingId);
	},

	update: async (tx, _place, rows) => {
		for (const { id, values } of rows)
			await tx
				.update(candidate)
				.set(values as Partial<NewCandidate>)
				.where(eq(candidate.id, id));
	},

	remove: async (tx, { congressId, meetingId }, ids) => {
		const referred = await deleteUnreferred(tx, ids, (inner, some) =>
			inLots(some, async (lot) => {
				// Off the drafts; a ballot that was made ready once refers to its candidates for good.
				const drafts = inner
					.select({ id: round.id })
					.from(round)
					.where(and(eq(round.meetingId, meetingId), eq(round.state, 'draft')));
				await inner
					.delete(roundCandidate)
					.where(and(inArray(roundCandidate.candidateId, lot), inArray(roundCandidate.roundId, drafts)));
				await inner.delete(candidate).where(inArray(candidate.id, lot));
			})
		);
		if (referred === null) await listCandidates(tx, congressId, meetingId);
		return referred;
	}
};
