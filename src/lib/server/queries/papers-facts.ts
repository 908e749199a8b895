import { and, asc, eq } from 'drizzle-orm';
import { toBase64url } from '../../crypto/bytes.ts';
import type {
	CandidateSheet,
	ConsoleView,
	MeetingHead,
	PollView,
	Quorum,
	ResultView,
	RoundHead,
	SignatureView,
	SigningView,
	Turnout
} from '../../wire/views.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { meeting, round } from '../db/schema.ts';
import { candidateSheets } from './candidates-view.ts';
import { signatureViews } from './console-view.ts';
import { currentResult, settlementOf } from './current-result.ts';
import { ledgerView } from './ledger-view.ts';
import { candidateHeads, meetingFrame, roundHead } from './meeting-frame.ts';
import { pollView } from './poll-view.ts';
import { mayReadResult, storedResultView } from './result-view.ts';
import { congressOfAnnounced } from './round-for-watcher.ts';
import { tellerViews } from './signatures.ts';

/** Everything that the papers of one round are written from. */
export type PaperFacts = {
	congressId: string;
	meeting: MeetingHead;
	quorum: Quorum;
	/** `checkedIn` as at the close, once the round is closed. */
	turnout: Turnout;
	round: RoundHead;
	rules: Record<string, string | number>;
	sheets: CandidateSheet[];
	/** Null until chair and office may read it: under `after-close` not before the certification. */
	result: ResultView | null;
	/** Of this version of the result, in base64url; null with the result. */
	resultHash: string | null;
	signatures: SignatureView[];
	/** 计票人, where paper was read; nobody before the count. */
	tellers: SigningView['tellers'];
	ledger: ConsoleView['ledger'];
	/** Announced rounds only. */
	poll: PollView | null;
};

/** The facts of a round of this congress; null for any other. */
export const paperFacts = (desk: Desk, congressId: string, roundId: string): Promise<PaperFacts | null> =>
	inCongress(desk, congressId, (tx) => gather(tx, congressId, roundId));

/** The facts of an announced round, for everybody; null where it is not announced. */
export async function publicPaperFacts(desk: Desk, roundId: string): Promise<PaperFacts | null> {
	const congressId = await congressOfAnnounced(desk, roundId);
	return congressId ? paperFacts(desk, congressId, roundId) : null;
}

/** The rounds of the current meeting, from the first on, for the list of papers. */
export const paperRounds = (desk: Desk, congressId: string): Promise<(RoundHead & { readable: boolean })[]> =>
	inCongress(desk, congressId, async (tx) => {
		const rows = await tx
			.select({ round })
			.from(round)
			.innerJoin(meeting, and(eq(meeting.id, round.meetingId), eq(meeting.current, true)))
			.orderBy(asc(round.sequence));
		const counted = ['counted', 'certified', 'announced'];
		return rows.map(({ round: row }) => ({
			...roundHead(row),
			readable: row.state === 'void' || (counted.includes(row.state) && mayReadResult(row))
		}));
	});

async function gather(tx: Tx, congressId: string, roundId: string): Promise<PaperFacts | null> {
	const [row] = await tx.select().from(round).where(eq(round.id, roundId));
	const frame = row && (await meetingFrame(tx, row.meetingId, row));
	if (!row || !frame) return null;
	const stored = mayReadResult(row) ? await currentResult(tx, roundId) : null;
	const heads = await candidateHeads(tx, roundId);
	const turnout = { ...frame.turnout, checkedIn: row.present ?? frame.turnout.checkedIn };
	return {
		congressId,
		meeting: frame.meeting,
		quorum: frame.quorum,
		turnout,
		round: roundHead(row),
		rules: { ...row.rules, receipt: row.receipt },
		sheets: await candidateSheets(tx, roundId),
		result: stored && storedResultView(row, stored, await settlementOf(tx, roundId), heads),
		resultHash: stored?.resultHash ? toBase64url(stored.resultHash) : null,
		signatures: await signatureViews(tx, row.meetingId, row, stored),
		tellers: stored ? await tellerViews(tx, stored) : [],
		ledger: await ledgerView(tx, row, turnout),
		poll: await pollView(tx, row)
	};
}
