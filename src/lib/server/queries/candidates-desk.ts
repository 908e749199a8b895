import { asc, eq } from 'drizzle-orm';
import type { CandidateSheet } from '../../wire/views.ts';
import type { RollLock } from '../../wire/views-import.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { candidate, candidateFile } from '../db/schema.ts';
import { candidateText } from './candidate-text.ts';
import { candidateSheets } from './candidates-view.ts';
import { lockView } from './imports-view.ts';
import { knownCandidates } from './known-candidates.ts';
import { currentRound, followingDraft } from './meeting-frame.ts';
import { candidatesOf } from './candidates-of.ts';

export type CandidatesDesk = {
	/** On the ballot at hand, in its order. */
	onBallot: CandidateSheet[];
	/** Of the meeting, and on another ballot or none. */
	others: CandidateSheet[];
	lock: RollLock | null;
};

/** 候选项目 as the office works on them: also those that no ballot names yet. */
export const candidatesDesk = (desk: Desk, congressId: string, meetingId: string): Promise<CandidatesDesk> =>
	inCongress(desk, congressId, async (tx) => {
		const current = await currentRound(tx, meetingId);
		const round = current && ((await followingDraft(tx, current)) ?? current);
		const onBallot = round ? await candidateSheets(tx, round.id) : [];
		const there = new Set(onBallot.map(({ id }) => id));
		const all = await meetingSheets(tx, meetingId);
		return { onBallot, others: all.filter(({ id }) => !there.has(id)), lock: await lockView(tx) };
	});

/** One candidate as the form shows it: every field as a person types it, and its files. */
export const candidateDesk = (
	desk: Desk,
	congressId: string,
	meetingId: string,
	candidateId: string
): Promise<{
	sheet: CandidateSheet;
	values: Record<string, string | number | null>;
	frozen: boolean;
} | null> =>
	inCongress(desk, congressId, async (tx) => {
		const known = (await knownCandidates(tx, meetingId)).find(({ id }) => id === candidateId);
		const sheet = (await meetingSheets(tx, meetingId)).find(({ id }) => id === candidateId);
		return known && sheet ? { sheet, values: known.values, frozen: known.frozen ?? false } : null;
	});

async function meetingSheets(tx: Tx, meetingId: string): Promise<CandidateSheet[]> {
	const rows = await tx
		.select()
		.from(candidate)
		.where(candidatesOf(meetingId))
		.orderBy(asc(candidate.number));
	const files = await tx
		.select({ file: candidateFile })
		.from(candidateFile)
		.innerJoin(candidate, eq(candidate.id, candidateFile.candidateId))
		.where(candidatesOf(meetingId))
		.orderBy(asc(candidateFile.addedAt), asc(candidateFile.id));
	return rows.map((row) => ({
		...{ id: row.id, number: row.number, name: row.name, shortName: row.shortName },
		...{ category: row.category, scale: row.scale, text: candidateText(row) },
		files: files
			.filter(({ file }) => file.candidateId === row.id)
			.map(({ file: { id, kind, name, mediaType, bytes } }) => ({
				...{ id, kind, name, mediaType, bytes },
				url: `/candidate-files/${id}`
			}))
	}));
}
