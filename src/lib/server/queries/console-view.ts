import { and, asc, count, desc, eq, gt } from 'drizzle-orm';
import { toBase64url } from '../../crypto/bytes.ts';
import { isSettled } from '../../domain/settlement.ts';
import { SECOND_PERSON_MS } from '../../domain/round-state.ts';
import type { ConsoleView, PendingActView, SignatureView, TwoPersonAct } from '../../wire/views.ts';
import { gateCount } from '../db/box-schema.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import {
	delegate,
	hallScreen,
	meeting,
	pendingAct,
	roundRoll,
	scrutineer,
	signature,
	staff
} from '../db/schema.ts';
import { hasRoundKeys } from '../round-keys.ts';
import { waitingReissues } from './cards-view.ts';
import { currentResult, settlementOf } from './current-result.ts';
import { buildHallView } from './hall-view.ts';
import { seenSince } from './halls-view.ts';
import { ledgerView } from './ledger-view.ts';
import { candidateHeads, roundHead, type RoundRow } from './meeting-frame.ts';
import { nextStep } from './next-step.ts';
import { mayReadResult, storedResultView } from './result-view.ts';
import { tabletCounts } from './tablet-counts.ts';
import { toSettle } from './to-settle.ts';

/** Chair, office and scrutineers: the hall's view, who waits for whom, and the ledger from the close on. */
export const consoleView = (desk: Desk, congressId: string, meetingId: string): Promise<ConsoleView> =>
	inCongress(desk, congressId, async (tx) => {
		const { view, frame, draft, paper } = await buildHallView(tx, meetingId);
		const row = frame.row;
		// Once a round is over the console works on the draft that follows; the hall still shows the end.
		const current = draft ?? row;
		const pending = current ? await pendingView(tx, current) : null;
		const stored = row && (await currentResult(tx, row.id));
		const settled = row && (await settlementOf(tx, row.id));
		const signatures = await signatureViews(tx, meetingId, current, draft ? null : stored);
		const signed = {
			chief: signatures.some((entry) => entry.chief && entry.signedAt),
			others: signatures.filter((entry) => !entry.chief && entry.signedAt).length
		};
		const maySeeResult = stored && mayReadResult(row!);
		const [head] = await tx
			.select({
				id: meeting.consoleId,
				at: meeting.consoleAt,
				name: staff.name,
				rollVersion: meeting.rollVersion
			})
			.from(meeting)
			.leftJoin(staff, eq(staff.id, meeting.consoleBy))
			.where(eq(meeting.id, meetingId));
		const [halls] = await tx
			.select({ count: count() })
			.from(hallScreen)
			.where(and(eq(hallScreen.meetingId, meetingId), gt(hallScreen.seenAt, seenSince())));
		const ledger = row && !draft ? await ledgerView(tx, row, view.turnout, paper) : null;
		const state = {
			round: current,
			inHall: view.turnout.inHall,
			paper: view.turnout.paper,
			needed: view.quorum.needed,
			pending,
			counted: current ? await isCounted(tx, current.id) : false,
			keys: current ? await hasRoundKeys(desk.keys, current.id) : true,
			settled: stored ? isSettled(stored.result, settled) : null,
			equations: ledger?.equations ?? []
		};
		return {
			...view,
			ended: row && draft?.previousId === row.id && !pending ? roundHead(row) : null,
			hall: draft ? view : null,
			...(draft
				? {
						round: roundHead(draft),
						candidates: await candidateHeads(tx, draft.id),
						tally: null,
						turnout: { ...view.turnout, drawn: 0, cast: 0, paper: 0 }
					}
				: {}),
			result: maySeeResult ? storedResultView(row!, stored, settled, view.candidates) : null,
			pending,
			signatures,
			signed: { ...signed, complete: signed.chief && signed.others >= 1 },
			next: nextStep(state),
			toSettle: row && toSettle(row, stored, settled, view.candidates),
			ledger,
			control: head?.id ? { consoleId: head.id, name: head.name ?? '', at: head.at!.toISOString() } : null,
			halls: halls!.count,
			tablets: await tabletCounts(tx, meetingId),
			rollVersion: head!.rollVersion,
			reissue: await waitingReissues(tx)
		};
	});

async function isCounted(tx: Tx, roundId: string): Promise<boolean> {
	const [reported] = await tx
		.select({ roundId: gateCount.roundId })
		.from(gateCount)
		.where(eq(gateCount.roundId, roundId));
	return Boolean(reported);
}

async function pendingView(tx: Tx, row: RoundRow): Promise<PendingActView | null> {
	const [waiting] = await tx
		.select({ pendingAct, name: staff.name, role: staff.role })
		.from(pendingAct)
		.innerJoin(staff, eq(staff.id, pendingAct.requestedBy))
		.where(eq(pendingAct.roundId, row.id));
	if (!waiting) return null;
	const { act, requestedBy, requestedAt, reason } = waiting.pendingAct;
	const expiresAt = new Date(requestedAt.getTime() + SECOND_PERSON_MS);
	if (expiresAt.getTime() < Date.now()) return null;
	return {
		act: act as TwoPersonAct,
		requestedBy: { id: requestedBy, name: waiting.name, role: waiting.role },
		requestedAt: requestedAt.toISOString(),
		expiresAt: expiresAt.toISOString(),
		reason
	};
}

/**
 * The scrutineers, the chief first, and who of them has signed this version of the result. From its make-ready on a
 * round has them as its manifest names them: the roll and the list go on changing after the announcement, and what
 * was announced does not.
 *
 * @param row null where the meeting has no round yet
 */
export async function signatureViews(
	tx: Tx,
	meetingId: string,
	row: RoundRow | null,
	stored: { roundId: string; version: number } | null
): Promise<SignatureView[]> {
	if (!row?.manifest) return chosenNow(tx, meetingId);
	const roll = await tx
		.select({ number: roundRoll.number, publicKey: roundRoll.cardPublicKey })
		.from(roundRoll)
		.where(eq(roundRoll.roundId, row.id));
	const numbers = new Map(roll.map(({ number, publicKey }) => [toBase64url(publicKey), number]));
	const made = stored
		? await tx
				.select({ publicKey: signature.publicKey, at: signature.at })
				.from(signature)
				.where(and(eq(signature.roundId, stored.roundId), eq(signature.version, stored.version)))
		: [];
	const signed = new Map(made.map(({ publicKey, at }) => [toBase64url(publicKey), at.toISOString()]));
	return row.manifest.scrutineers.map(({ name, chief, publicKey }) => ({
		delegateNumber: numbers.get(publicKey)!,
		name,
		chief,
		signedAt: signed.get(publicKey) ?? null
	}));
}

/** Whom the office has chosen so far, for a round that is not made ready yet. */
async function chosenNow(tx: Tx, meetingId: string): Promise<SignatureView[]> {
	const chosen = await tx
		.select({ delegateNumber: delegate.number, name: delegate.name, chief: scrutineer.chief })
		.from(scrutineer)
		.innerJoin(delegate, eq(delegate.id, scrutineer.delegateId))
		.where(eq(scrutineer.meetingId, meetingId))
		.orderBy(desc(scrutineer.chief), asc(delegate.number));
	return chosen.map((one) => ({ ...one, signedAt: null }));
}
