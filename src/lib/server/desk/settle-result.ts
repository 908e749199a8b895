import { nextRound } from '../../domain/next-round.ts';
import type { CountResult } from '../../domain/decide.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { settle, type SettlementKind, type SettlementRefusal } from '../../domain/settlement.ts';
import { nextRoundTitle } from '../../i18n/zh-CN/rounds.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk, Tx } from '../db/client.ts';
import { settlement } from '../db/schema.ts';
import { currentResult, settlementOf } from '../queries/current-result.ts';
import { appendAudit } from './audit.ts';
import { inControl } from './console-control.ts';
import { countBoth, freezeResult } from './count-round.ts';
import { onRound } from './on-round.ts';
import type { RoundRow } from './round-access.ts';
import { startNextRound } from './start-next-round.ts';

/**
 * 处理并列或缺额: what the rules leave to a further round, a lot or the presidium is recorded, and the result
 * gets a version whose audit head covers it, so that the scrutineers sign the settlement with the numbers. A
 * further round starts as a draft in the same transaction.
 *
 * @param input.elected candidate ids chosen by lot or by the presidium; empty otherwise
 * @param input.note who drew and who witnessed, or the decision's words; needed where people decided
 * @source docs/rules.md, counting, 7 and 9
 */
export function settleResult(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; kind: SettlementKind; elected: string[]; note: string },
	now = new Date()
): Promise<
	Result<
		{ next: string | null },
		'not-found' | 'wrong-state' | 'reason-needed' | 'console-not-in-control' | SettlementRefusal
	>
> {
	return onRound(desk, actor, input.roundId, async (tx, row) => {
		const control = await inControl(tx, actor, row.meetingId);
		if (!control.ok) return control;
		if (row.state !== 'counted') return refuse('wrong-state');
		const stored = (await currentResult(tx, row.id))!;
		if (await settlementOf(tx, row.id)) return refuse('nothing-to-settle');
		const settled = settle(row.rules, stored.result, input);
		if (!settled.ok) return settled;
		const note = input.note.trim();
		const isFurtherRound = input.kind === 'revote' || input.kind === 'second-round';
		if (!isFurtherRound && !note) return refuse('reason-needed');
		await tx.insert(settlement).values({
			congressId: row.congressId,
			roundId: row.id,
			kind: input.kind,
			elected: input.elected,
			note,
			at: now,
			by: actor.id
		});
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: actor.username,
			act: 'result-settled',
			detail: {
				round: row.sequence,
				kind: input.kind,
				note,
				chosen: ballotNumbers(row, input.elected).join(', ')
			},
			at: now
		});
		await freezeResult(tx, row, (await countBoth(tx, row))!, {
			version: stored.version + 1,
			reason: null,
			now
		});
		return ok({ next: isFurtherRound ? await startFurtherRound(tx, row, stored.result) : null });
	});
}

const ballotNumbers = (row: RoundRow, ids: readonly string[]): number[] =>
	row.manifest!.candidates.filter(({ id }) => ids.includes(id)).map(({ number }) => number);

/** The draft of the re-vote or second round: its candidates, its places, the same rules otherwise. */
async function startFurtherRound(tx: Tx, row: RoundRow, result: CountResult): Promise<string> {
	const next = nextRound(
		{ tie: 'revote', shortfall: 'second-round' },
		result.standings,
		result.reason as 'tie' | 'shortfall',
		result.seatsLeft
	)!;
	return startNextRound(tx, row, {
		kind: next.kind,
		title: nextRoundTitle(row.title, next.kind),
		rules: {
			...row.rules,
			seats: next.seats,
			// Nobody can fill more places than there are candidates left.
			cap: next.candidates.length < next.seats ? 'at-most' : row.rules.cap
		},
		candidateIds: next.candidates
	});
}
