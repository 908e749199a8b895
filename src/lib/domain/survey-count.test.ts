import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeMask, encodeMask, type Mark } from './ballot.ts';
import { countRound, tallyBallots, type CountCase, type CountResult } from './count.ts';
import { surveyRules } from './rule-set.ts';
import { addMarks, emptySums } from './sums.ts';
import { satisfactionRules, type SatisfactionBase } from './tracker/satisfaction.ts';

/** One project, graded by this many; the others who are present leave it open. */
const graded = (
	[satisfied, basic, dissatisfied]: [number, number, number],
	{ members, present, base }: { members: number; present: number; base: SatisfactionBase }
): CountCase => ({
	rules: surveyRules(1, { base, rule: 'majority' }),
	kind: 'first',
	electorate: members,
	present,
	issued: present,
	candidates: ['P'],
	ballots: [
		{ count: satisfied, approve: ['P'], against: [], basic: [] },
		{ count: basic, approve: [], against: [], basic: ['P'] },
		{ count: dissatisfied, approve: [], against: ['P'], basic: [] }
	].filter(({ count }) => count > 0),
	unreadable: 0
});

describe('a survey', () => {
	test.each([
		['all', 'basic', 18],
		['present', 'satisfied', 15]
	] as const)('35 members, 29 present, 17/11/1 of %s: %s, over half is %d', (base, grade, threshold) => {
		const result = count(graded([17, 11, 1], { members: 35, present: 29, base }));
		expect(result).toMatchObject({ status: 'decided', reason: null, threshold, elected: [], next: null });
		expect(result.standings).toEqual([
			{
				candidate: 'P',
				approve: 17,
				basic: 11,
				against: 1,
				abstain: 0,
				rank: 1,
				passed: true,
				outcome: grade
			}
		]);
	});

	test.each([
		[[17, 0, 10], 'dissatisfied'],
		[[16, 1, 10], 'dissatisfied'],
		[[17, 1, 10], 'basic'],
		[[18, 0, 10], 'satisfied']
	] as [[number, number, number], string][])('34 members, %j: %s, for exactly half fails', (votes, grade) => {
		const result = count(graded(votes, { members: 34, present: 30, base: 'all' }));
		expect(result.standings[0]!.outcome).toBe(grade);
	});

	test('all may be 满意 at once, and a blank ballot is a valid one', () => {
		const round = manyGraded([
			[1, 1, 1],
			[0, 0, 0]
		]);
		expect(count(round)).toMatchObject({ valid: 2, invalid: 0, seatsLeft: 0 });
	});

	test('of more ballots than were issued says nothing', () => {
		const result = count({ ...manyGraded([[1], [2]]), issued: 1 });
		expect(result).toMatchObject({ status: 'void', reason: 'returned-exceeds-issued', standings: [] });
	});
});

const surveys = fc.integer({ min: 1, max: 9 }).chain((projects) =>
	fc.array(fc.array(fc.constantFrom<Mark>(0, 1, 2, 3), { minLength: projects, maxLength: projects }), {
		minLength: 1,
		maxLength: 40
	})
);

describe('every survey', () => {
	test('adds up for each project, in list order, and elects nobody', () => {
		fc.assert(
			fc.property(surveys, fc.constantFrom(...satisfactionRules), (ballots, rule) => {
				const round = manyGraded(ballots, rule);
				const result = count(round);
				expect(result.standings.map(({ candidate }) => candidate)).toEqual(round.candidates);
				for (const { approve, basic, against, abstain } of result.standings) {
					expect(approve + basic! + against + abstain).toBe(result.valid);
				}
				expect(result).toMatchObject({
					status: 'decided',
					elected: [],
					seatsLeft: 0,
					next: null,
					invalid: 0
				});
			})
		);
	});

	test('is graded by the threshold as by the base itself', () => {
		fc.assert(
			fc.property(surveys, fc.nat({ max: 20 }), (ballots, away) => {
				const round = manyGraded(ballots);
				const { threshold, standings } = count({
					...{ ...round, rules: { ...round.rules, quorum: 'none' } },
					electorate: round.electorate + away
				});
				for (const { approve, basic, outcome } of standings) {
					const expected =
						approve >= threshold! ? 'satisfied' : approve + basic! >= threshold! ? 'basic' : 'dissatisfied';
					expect(outcome).toBe(expected);
				}
			})
		);
	});

	test('is the same from masks as from ballots in words', () => {
		fc.assert(
			fc.property(surveys, (ballots) => {
				const round = manyGraded(ballots);
				const sums = emptySums(round.candidates, round.rules);
				for (const marks of ballots) {
					const read = decodeMask(encodeMask(marks), round.candidates.length, round.rules);
					if (read.ok) addMarks(sums, read.value);
				}
				expect(tallyBallots(round).sums).toEqual(sums);
			})
		);
	});

	test('does not depend on the order of the ballots', () => {
		fc.assert(
			fc.property(surveys, (ballots) => {
				expect(count(manyGraded([...ballots].reverse()))).toEqual(count(manyGraded(ballots)));
			})
		);
	});
});

function manyGraded(ballots: Mark[][], rule: (typeof satisfactionRules)[number] = 'majority'): CountCase {
	const candidates = ballots[0]!.map((_, i) => `P${i + 1}`);
	const of = (marks: Mark[], mark: Mark) => candidates.filter((_, i) => marks[i] === mark);
	return {
		rules: surveyRules(candidates.length, { base: 'all', rule }),
		kind: 'first',
		electorate: ballots.length,
		present: ballots.length,
		issued: ballots.length,
		candidates,
		ballots: ballots.map((marks) => ({
			count: 1,
			approve: of(marks, 1),
			against: of(marks, 2),
			basic: of(marks, 3)
		})),
		unreadable: 0
	};
}

function count(round: CountCase): CountResult {
	const result = countRound(round);
	if (!result.ok) throw new Error(`not counted: ${result.code}`);
	return result.value;
}
