import type { ResultFile } from '../../crypto/archive.ts';
import type { CandidateSums } from '../../domain/decide.ts';
import { settlementsFor } from '../../domain/settlement.ts';
import type { CandidateHead, ChannelView, Marks, ResultView, StandingView } from '../../wire/views.ts';
import type { Tx } from '../db/client.ts';
import { currentResult, settlementOf, type StoredResult, type StoredSettlement } from './current-result.ts';
import { surveyBase } from '../../domain/survey-count.ts';
import { gradingOf, type RoundRow } from './meeting-frame.ts';

/** The newest version of a round's result as people read it; null before the count. */
export async function resultView(tx: Tx, row: RoundRow, heads: CandidateHead[]): Promise<ResultView | null> {
	const stored = await currentResult(tx, row.id);
	return stored && storedResultView(row, stored, await settlementOf(tx, row.id), heads);
}

/**
 * Under `after-close` chair, office and papers hear nothing of candidates before the result is certified; of a void or
 * aborted round, whatever was counted before, nobody does.
 */
export const mayReadResult = (row: Pick<RoundRow, 'rules' | 'state'>): boolean =>
	row.rules.tallyDisplay === 'live'
		? row.state !== 'void' && row.state !== 'aborted'
		: ['certified', 'announced'].includes(row.state);

/** Candidates by number and name instead of id; both channels beside the sum. */
export function storedResultView(
	row: Pick<RoundRow, 'rules' | 'manifest' | 'present'>,
	stored: StoredResult,
	settled: StoredSettlement | null,
	heads: CandidateHead[]
): ResultView {
	const { result } = stored;
	const { electronic, paper } = JSON.parse(stored.resultJson) as ResultFile;
	const byId = new Map(heads.map((head) => [head.id, head]));
	const numbers = (ids: readonly string[]) => ids.map((id) => byId.get(id)!.number).sort((a, b) => a - b);
	const { status, reason, issued, returned, notReturned, valid, invalid, threshold, seatsLeft } = result;
	return {
		status,
		reason,
		issued,
		returned,
		notReturned,
		valid,
		invalid,
		threshold,
		survey: surveyOf(row),
		seats: row.rules.seats,
		seatsLeft,
		version: stored.version,
		versionReason: stored.reason,
		next: result.next && {
			kind: result.next.kind,
			numbers: numbers(result.next.candidates),
			seats: result.next.seats
		},
		settlement: settled && {
			kind: settled.kind,
			elected: numbers(settled.elected),
			note: settled.note,
			at: settled.at.toISOString()
		},
		mayBeSettledBy: settled ? [] : settlementsFor(row.rules, result),
		electronic: column(electronic),
		paper: column(paper),
		standings: result.standings.map(({ candidate, ...standing }) => ({
			...byId.get(candidate)!,
			...standing,
			outcome: settledOutcome(candidate, standing.outcome, settled),
			electronic: marksOf(electronic.standings, candidate),
			paper: marksOf(paper.standings, candidate)
		}))
	};
}

function surveyOf({ rules, manifest, present }: Pick<RoundRow, 'rules' | 'manifest' | 'present'>) {
	const grading = gradingOf(rules);
	const numbers = { electorate: manifest!.electorate, present: present! };
	return grading && { ...grading, number: surveyBase(grading.base, numbers) };
}

/** A lot or the presidium decides among the tied; a further round leaves them tied in this one. */
function settledOutcome(
	candidate: string,
	outcome: StandingView['outcome'],
	settled: StoredSettlement | null
): StandingView['outcome'] {
	if (outcome !== 'tied' || !settled || !['lot', 'presidium'].includes(settled.kind)) return outcome;
	return settled.elected.includes(candidate) ? 'elected' : 'not-elected';
}

const column = ({ issued, returned, notReturned, valid, invalid }: ResultFile['paper']): ChannelView => ({
	issued,
	returned,
	notReturned,
	valid,
	invalid
});

function marksOf(standings: readonly CandidateSums[], candidate: string): Marks {
	const { candidate: _id, ...marks } = standings.find((entry) => entry.candidate === candidate)!;
	return marks;
}
