import { and, asc, count, desc, eq, isNotNull } from 'drizzle-orm';
import { SECOND_PERSON_MS } from '../../domain/round-state.ts';
import type { ConsoleView, NextStep, PendingActView, SignatureView, TwoPersonAct } from '../../wire/views.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { delegate, hallScreen, pendingAct, roundResult, scrutineer, signature, staff } from '../db/schema.ts';
import { buildHallView } from './hall-view.ts';
import { candidateHeads, draftRound, roundHead, type RoundRow } from './meeting-frame.ts';
import { resultView } from './result-view.ts';

/** Chair, office and scrutineers: the hall's view, who waits for whom, and the ledger from the close on. */
export const consoleView = (desk: Desk, congressId: string, meetingId: string): Promise<ConsoleView> =>
	inCongress(desk, congressId, async (tx) => {
		const { view, frame } = await buildHallView(tx, meetingId);
		const row = frame.row;
		// After an abort or a void the console works on the draft that follows; the hall still shows the end.
		const draft =
			row && (row.state === 'aborted' || row.state === 'void') ? await draftRound(tx, meetingId) : null;
		const current = draft ?? row;
		const pending = current ? await pendingView(tx, current) : null;
		const signatures = await signatureViews(tx, meetingId, row?.id ?? null);
		const signed = {
			chief: signatures.some((entry) => entry.chief && entry.signedAt),
			others: signatures.filter((entry) => !entry.chief && entry.signedAt).length
		};
		const [stored] = row ? await tx.select().from(roundResult).where(eq(roundResult.roundId, row.id)) : [];
		const maySeeResult =
			stored && (row!.rules.tallyDisplay === 'live' || ['certified', 'announced'].includes(row!.state));
		const [halls] = await tx
			.select({ count: count() })
			.from(hallScreen)
			.where(and(eq(hallScreen.meetingId, meetingId), isNotNull(hallScreen.pairedAt)));
		const state = {
			round: current,
			checkedIn: view.turnout.checkedIn,
			needed: view.quorum.needed,
			pending,
			signed,
			decided: stored ? stored.result.status === 'decided' : null
		};
		return {
			...view,
			...(draft
				? {
						round: roundHead(draft),
						candidates: await candidateHeads(tx, draft.id),
						tally: null,
						turnout: { ...view.turnout, drawn: 0, cast: 0, paper: 0 }
					}
				: {}),
			result: maySeeResult ? resultView(stored.result, row!.rules.seats, view.candidates) : null,
			pending,
			signatures,
			signed: { ...signed, complete: signed.chief && signed.others >= 1 },
			next: nextStep(state),
			ledger: draft ? null : ledgerOf(row, view.turnout, stored?.result ?? null),
			halls: halls!.count
		};
	});

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

export async function signatureViews(
	tx: Tx,
	meetingId: string,
	roundId: string | null
): Promise<SignatureView[]> {
	const named = await tx
		.select({ id: delegate.id, number: delegate.number, name: delegate.name, chief: scrutineer.chief })
		.from(scrutineer)
		.innerJoin(delegate, eq(delegate.id, scrutineer.delegateId))
		.where(eq(scrutineer.meetingId, meetingId))
		.orderBy(desc(scrutineer.chief), asc(delegate.number));
	const signed = roundId ? await tx.select().from(signature).where(eq(signature.roundId, roundId)) : [];
	return named.map(({ id, number, name, chief }) => ({
		delegateNumber: number,
		name,
		chief,
		signedAt: signed.find((entry) => entry.delegateId === id)?.at.toISOString() ?? null
	}));
}

function ledgerOf(
	row: RoundRow | null,
	turnout: ConsoleView['turnout'],
	result: {
		valid: number | null;
		invalid: number | null;
		issued: number;
		returned: number;
		notReturned: number;
	} | null
): ConsoleView['ledger'] {
	if (!row || !['closed', 'counted', 'certified', 'announced', 'void'].includes(row.state)) return null;
	if (result) {
		const { issued, returned, notReturned, valid, invalid } = result;
		return { issued, returned, notReturned, valid, invalid };
	}
	const issued = turnout.drawn + turnout.paper;
	return {
		issued,
		returned: turnout.cast,
		notReturned: Math.max(0, issued - turnout.cast),
		valid: null,
		invalid: null
	};
}

/** Who has to do what next. */
function nextStep(state: {
	round: RoundRow | null;
	checkedIn: number;
	needed: number;
	pending: PendingActView | null;
	signed: { chief: boolean; others: number };
	decided: boolean | null;
}): NextStep {
	switch (state.round?.state) {
		case undefined:
			return { code: 'make-ready', who: 'office' };
		case 'draft':
			return {
				code: state.pending?.act === 'make-ready' ? 'confirm-make-ready' : 'make-ready',
				who: 'office'
			};
		case 'ready':
			if (state.checkedIn < state.needed) {
				return { code: 'check-in', who: 'office', missing: state.needed - state.checkedIn };
			}
			if (state.pending?.act !== 'open') return { code: 'open', who: 'chair' };
			return {
				code: 'confirm-open',
				who: state.pending.requestedBy.role === 'chair' ? 'scrutineer' : 'chair'
			};
		case 'open':
			return state.round.closingAt
				? { code: 'counting', who: 'system' }
				: { code: 'voting', who: 'delegate' };
		case 'paused':
			return { code: 'resume', who: 'chair' };
		case 'closed':
			return { code: 'counting', who: 'system' };
		case 'counted':
			return state.decided ? { code: 'sign', who: 'scrutineer' } : { code: 'next-round', who: 'office' };
		case 'certified':
			return { code: 'announce', who: 'chair' };
		case 'announced':
			return { code: 'done', who: 'system' };
		case 'void':
		case 'aborted':
			return { code: 'next-round', who: 'office' };
	}
}
