import type { RoundKind, Standing } from '../../domain/decide.ts';
import type { SettlementKind } from '../../domain/settlement.ts';
import { kindNames } from './common.ts';
import { reportPaperTexts as t } from './papers.ts';
import { settlementNames } from './rounds.ts';
import { ruleLines } from './rules.ts';

/** A result as far as its sentences need it. */
export type VerdictResult = {
	seats: number;
	threshold: number | null;
	seatsLeft: number;
	version: number;
	versionReason: string | null;
	next: { kind: 'tie-revote' | 'second-round'; numbers: number[]; seats: number } | null;
	settlement: { kind: SettlementKind; elected: number[]; note: string } | null;
	mayBeSettledBy: readonly SettlementKind[];
	standings: readonly {
		number: number;
		name: string;
		approve: number;
		outcome: Standing['outcome'];
	}[];
};

/** The rule that a round is decided by. */
export function verdictBefore(
	about: { kind: RoundKind; majorityBase: string | number },
	result: VerdictResult
): string[] {
	const condition = ruleLines({ majorityBase: about.majorityBase }).map((line) => line.text);
	return [
		...(about.kind === 'first' ? condition : []),
		result.threshold === null ? t.noThreshold : t.threshold(result.threshold)
	];
}

export function verdictChosen(result: VerdictResult): string[] {
	const elected = result.standings.filter((one) => one.outcome === 'elected');
	if (!elected.length) return [t.nobody(result.seats)];
	return [
		t.elected(elected.length, result.seats),
		...elected.map((one) => t.chosen(one.number, one.name, one.approve))
	];
}

/** What the count left open, and what was decided about it. */
export function verdictAfter(result: VerdictResult): string[] {
	const names = (numbers: readonly number[]) =>
		numbers
			.map((number) => `“${result.standings.find((one) => one.number === number)?.name ?? number}”`)
			.join('、');
	const tied = result.standings.filter((one) => one.outcome === 'tied').map((one) => one.number);
	const { settlement, next } = result;
	const lines: (string | false | null)[] = [
		tied.length > 0 && t.tied(names(tied)),
		result.seatsLeft > 0 && !settlement?.elected.length && t.seatsLeft(result.seatsLeft),
		settlement && t.settled(settlementNames[settlement.kind], names(settlement.elected), settlement.note),
		!settlement && result.mayBeSettledBy.length > 0 && t.waiting,
		next && t.next(kindNames[next.kind], names(next.numbers), next.seats),
		result.version > 1 && result.versionReason && t.reason(result.version, result.versionReason)
	];
	return lines.filter((line) => typeof line === 'string');
}
