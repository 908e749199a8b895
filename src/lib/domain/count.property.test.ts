import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeMask, encodeMask, type Mark } from './ballot.ts';
import { countRound, tallyBallots, type CountCase, type CountResult, type Standing } from './count.ts';
import { roundKinds } from './decide.ts';
import { ruleValues, type RuleSet } from './rule-set.ts';
import { addMarks, emptySums, mergeSums } from './sums.ts';

type Outcome = Standing['outcome'];

/** Any rules, any kind of round, any ballots, valid and invalid, always with a quorum. */
const rounds = fc
	.record({
		seats: fc.integer({ min: 1, max: 5 }),
		names: fc.uniqueArray(fc.constantFrom(...'ABCDEFGH'), { minLength: 1, maxLength: 8 }),
		chosen: fc.record({
			marks: fc.constantFrom(...ruleValues.marks),
			cap: fc.constantFrom(...ruleValues.cap),
			majorityBase: fc.constantFrom(...ruleValues.majorityBase),
			tie: fc.constantFrom(...ruleValues.tie),
			shortfall: fc.constantFrom(...ruleValues.shortfall),
			secondRoundPass: fc.constantFrom(...ruleValues.secondRoundPass)
		}),
		kind: fc.constantFrom(...roundKinds),
		ballots: fc.array(
			fc.tuple(fc.array(fc.nat({ max: 2 }), { minLength: 8, maxLength: 8 }), fc.nat({ max: 4 })),
			{
				maxLength: 14
			}
		),
		unreadable: fc.nat({ max: 2 }),
		lost: fc.nat({ max: 3 }),
		away: fc.nat({ max: 3 })
	})
	.map(({ seats, names, chosen, kind, ballots, unreadable, lost, away }): CountCase => {
		const rules: RuleSet = {
			seats,
			quorum: 'none',
			tallyDisplay: 'live',
			candidateOrder: 'listed',
			...chosen
		};
		const marked = ballots.map(([marks, more]) => ({
			count: more + 1,
			approve: names.filter((_, i) => marks[i] === 1),
			against: rules.marks === 'approve' ? [] : names.filter((_, i) => marks[i] === 2)
		}));
		const issued = marked.reduce((sum, { count }) => sum + count, unreadable) + lost;
		return {
			rules,
			kind,
			electorate: issued + away + 1,
			present: issued + away,
			issued,
			candidates: names,
			ballots: marked,
			unreadable
		};
	});

describe('every count', () => {
	test('adds up: each candidate over the valid ones, valid and invalid, returned and not returned', () => {
		let decided = 0;
		fc.assert(
			fc.property(rounds, (round) => {
				const result = count(round);
				for (const { approve, against, abstain } of result.standings) {
					expect(approve + against + abstain).toBe(result.valid);
					expect(Math.min(approve, against, abstain)).toBeGreaterThanOrEqual(0);
				}
				expect(result.standings).toHaveLength(round.candidates.length);
				expect(result.valid! + result.invalid!).toBe(result.returned);
				expect(result.returned + result.notReturned).toBe(round.issued);
				if (result.status === 'decided') decided++;
			})
		);
		expect(decided, 'some rounds are decided').toBeGreaterThan(0);
	});

	test('does not depend on the order of the ballots', () => {
		fc.assert(
			fc.property(rounds.chain(withShuffled((round) => round.ballots)), ([round, ballots]) => {
				expect(count({ ...round, ballots })).toEqual(count(round));
			})
		);
	});

	test('does not depend on the order of the list', () => {
		fc.assert(
			fc.property(rounds.chain(withShuffled((round) => round.candidates)), ([round, candidates]) => {
				expect(outcomes(count({ ...round, candidates }))).toEqual(outcomes(count(round)));
			})
		);
	});

	test('is the same for grouped ballots, single ballots and masks', () => {
		fc.assert(
			fc.property(rounds, (round) => {
				const { ballots, candidates, rules } = round;
				const single = ballots
					.flatMap((ballot) => Array.from({ length: ballot.count }, () => ballot))
					.map(one);
				expect(count({ ...round, ballots: single })).toEqual(count(round));

				const masks = single.map(({ approve, against }) =>
					encodeMask(
						candidates.map((name): Mark => (approve.includes(name) ? 1 : against.includes(name) ? 2 : 0))
					)
				);
				const inBox = emptySums(candidates);
				for (const mask of masks) {
					const read = decodeMask(mask, candidates.length, rules);
					if (read.ok) addMarks(inBox, read.value);
				}
				expect(inBox).toEqual(tallyBallots(round).sums);
			})
		);
	});

	test('is the same whether box and paper are counted apart or together', () => {
		fc.assert(
			fc.property(rounds, fc.nat({ max: 14 }), (round, cut) => {
				const box = tallyBallots({ ...round, ballots: round.ballots.slice(0, cut), unreadable: 0 });
				const paper = tallyBallots({ ...round, ballots: round.ballots.slice(cut) });
				const both = tallyBallots(round);
				expect(mergeSums(box.sums, paper.sums)).toEqual(both.sums);
				expect(box.returned + paper.returned).toBe(both.returned);
				expect(box.invalid + paper.invalid).toBe(both.invalid);
			})
		);
	});

	test('fills no more seats than there are, unless the rules expand them', () => {
		fc.assert(
			fc.property(rounds, (round) => {
				const { elected, seatsLeft, standings } = count(round);
				if (round.rules.tie !== 'expand') expect(elected.length + seatsLeft).toBe(round.rules.seats);
				else expect(elected.length + seatsLeft).toBeGreaterThanOrEqual(round.rules.seats);
				const tied = standings.filter(({ outcome }) => outcome === 'tied');
				if (tied.length > 0) expect(tied.length).toBeGreaterThan(seatsLeft);
			})
		);
	});

	test('lets nobody below win over anybody above, and treats equals alike', () => {
		fc.assert(
			fc.property(rounds, (round) => {
				const { standings } = count(round);
				standings.slice(1).forEach((below, i) => {
					const above = standings[i]!;
					expect(level[above.outcome]).toBeGreaterThanOrEqual(level[below.outcome]!);
					if (above.approve === below.approve)
						expect([below.outcome, below.rank]).toEqual([above.outcome, above.rank]);
					else expect(below.rank).toBe(i + 2);
				});
			})
		);
	});

	test('never punishes a candidate for one more approval', () => {
		let compared = 0;
		fc.assert(
			fc.property(rounds, fc.nat(), fc.nat(), (round, anyBallot, anyCandidate) => {
				const changed = withOneMoreApproval(round, anyBallot, anyCandidate);
				// A ballot must not become over-marked: then the approval was not given to anybody.
				fc.pre(changed !== null);
				compared++;
				const outcomeIn = (result: CountResult) =>
					level[result.standings.find(({ candidate }) => candidate === changed!.candidate)!.outcome]!;
				expect(outcomeIn(count(changed!.round))).toBeGreaterThanOrEqual(outcomeIn(count(round)));
			})
		);
		expect(compared).toBeGreaterThan(0);
	});

	test('shows nothing of a void round', () => {
		fc.assert(
			fc.property(
				rounds.filter(({ ballots }) => ballots.length > 0),
				(round) => {
					const returned = round.ballots.reduce((sum, { count }) => sum + count, round.unreadable);
					expect(count({ ...round, issued: returned - 1 })).toEqual({
						status: 'void',
						reason: 'returned-exceeds-issued',
						issued: returned - 1,
						returned,
						notReturned: 0,
						valid: null,
						invalid: null,
						threshold: null,
						standings: [],
						elected: [],
						seatsLeft: round.rules.seats,
						next: null
					});
				}
			)
		);
	});

	test('proposes a next round only while pending, for the seats left and with somebody to choose from', () => {
		let proposals = 0;
		fc.assert(
			fc.property(rounds, (round) => {
				const { status, next, seatsLeft, elected } = count(round);
				if (!next) return;
				proposals++;
				expect(status).toBe('pending');
				expect(next.seats).toBe(seatsLeft);
				expect(next.candidates.filter((candidate) => elected.includes(candidate))).toEqual([]);
				if (next.kind === 'tie-revote') expect(next.candidates.length).toBeGreaterThan(next.seats);
				else expect(next.candidates.length).toBeGreaterThan(0);
			})
		);
		expect(proposals).toBeGreaterThan(0);
	});
});

const level: Record<string, number> = { 'not-elected': 0, tied: 1, elected: 2 };

function count(round: CountCase): CountResult {
	const result = countRound(round);
	if (!result.ok) throw new Error(`not counted: ${result.code}`);
	return result.value;
}

const one = <Ballot extends { count: number }>(ballot: Ballot): Ballot => ({ ...ballot, count: 1 });

const outcomes = ({ standings }: CountResult): Record<string, Outcome> =>
	Object.fromEntries(standings.map(({ candidate, outcome }) => [candidate, outcome]));

const withShuffled =
	<Item>(part: (round: CountCase) => readonly Item[]) =>
	(round: CountCase) =>
		fc.tuple(fc.constant(round), fc.shuffledSubarray([...part(round)], { minLength: part(round).length }));

/** The round with one more approval on one valid ballot; null where the ballot has no room for it. */
function withOneMoreApproval(round: CountCase, anyBallot: number, anyCandidate: number) {
	const { ballots, candidates, rules } = round;
	const candidate = candidates[anyCandidate % candidates.length]!;
	const index = ballots.length > 0 ? anyBallot % ballots.length : -1;
	const ballot = ballots[index];
	if (!ballot || rules.cap === 'exactly') return null;
	if (ballot.approve.includes(candidate) || ballot.approve.length >= rules.seats) return null;

	const approving = {
		...ballot,
		approve: [...ballot.approve, candidate],
		against: ballot.against.filter((name) => name !== candidate)
	};
	return { candidate, round: { ...round, ballots: ballots.with(index, approving) } };
}
