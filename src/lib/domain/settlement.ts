import type { CountResult } from './decide.ts';
import { ok, refuse, type Result } from './result.ts';
import type { RuleSet } from './rule-set.ts';

/**
 * How a pending result is settled: by a further round, by lot, by the presidium's choice among the tied, or,
 * for a shortfall, by leaving places vacant or to the next session.
 */
export const settlementKinds = [
	'revote',
	'second-round',
	'lot',
	'presidium',
	'vacant',
	'next-session'
] as const;

export type SettlementKind = (typeof settlementKinds)[number];

export type Settlement = { kind: SettlementKind; elected: readonly string[] };

/**
 * What the rules allow to be done about a result that waits; empty where nothing waits. The rule names the
 * way; the presidium may choose among all of them, since that is what the rule gives it.
 *
 * @source docs/rules.md, counting, 7 and 9
 */
export function settlementsFor(
	rules: Pick<RuleSet, 'tie' | 'shortfall'>,
	result: Pick<CountResult, 'status' | 'reason' | 'next' | 'standings'>
): SettlementKind[] {
	if (result.status !== 'pending') return [];
	if (result.reason === 'tie') {
		if (rules.tie === 'revote') return ['revote'];
		return rules.tie === 'lot' ? ['lot'] : ['presidium', 'revote', 'lot'];
	}
	// Nobody is left to stand: the rule's second round has no candidates, and the places can only stay vacant.
	const canRepeat = result.standings.some((entry) => entry.outcome === 'not-elected');
	if (rules.shortfall === 'second-round' && canRepeat) return ['second-round'];
	return canRepeat ? ['second-round', 'vacant', 'next-session'] : ['vacant', 'next-session'];
}

export type SettlementRefusal = 'nothing-to-settle' | 'settlement-not-in-rules' | 'wrong-number-chosen';

/** Whether `settlement` settles this result: allowed by the rules, choosing exactly the places left among the tied. */
export function settle(
	rules: Pick<RuleSet, 'tie' | 'shortfall'>,
	result: CountResult,
	settlement: Settlement
): Result<null, SettlementRefusal> {
	const allowed = settlementsFor(rules, result);
	if (!allowed.length) return refuse('nothing-to-settle');
	if (!allowed.includes(settlement.kind)) return refuse('settlement-not-in-rules');
	const chooses = settlement.kind === 'lot' || settlement.kind === 'presidium';
	const tied = result.standings.filter((entry) => entry.outcome === 'tied').map((entry) => entry.candidate);
	const chosen = new Set(settlement.elected);
	const fits =
		chosen.size === settlement.elected.length &&
		chosen.size === (chooses ? result.seatsLeft : 0) &&
		settlement.elected.every((candidate) => tied.includes(candidate));
	return fits ? ok(null) : refuse('wrong-number-chosen', { seats: chooses ? result.seatsLeft : 0 });
}

/** A result may be signed and announced once nothing about it waits any more. */
export const isSettled = (result: Pick<CountResult, 'status'>, settlement: Settlement | null): boolean =>
	result.status === 'decided' || (result.status === 'pending' && settlement !== null);

/** Who is chosen by this round: by the count, and by the lot or the presidium among the tied. */
export const electedBy = (result: CountResult, settlement: Settlement | null): string[] => {
	const chosen = new Set([...result.elected, ...(settlement?.elected ?? [])]);
	return result.standings.map((entry) => entry.candidate).filter((candidate) => chosen.has(candidate));
};
