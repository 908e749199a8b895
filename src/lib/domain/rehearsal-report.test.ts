import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	percentile,
	rehearsalGap,
	reportFigures,
	type RehearsedDeputy,
	type StepReport
} from './rehearsal-report.ts';

const deputy = (number: number, over: Partial<RehearsedDeputy> = {}): RehearsedDeputy => ({
	number,
	name: `代表${number}`,
	delegation: number <= 2 ? '第一代表团' : '第二代表团',
	simulated: false,
	checkedIn: true,
	drew: 'electronic',
	...over
});
const step = (number: number, over: Partial<StepReport> = {}): StepReport => ({
	number,
	step: 'cast',
	ms: 100,
	trouble: null,
	...over
});

describe('a percentile', () => {
	test.each([
		[[7], 0.5, 7],
		[[1, 2], 0.5, 1],
		[[1, 2, 3], 0.5, 2],
		[Array.from({ length: 20 }, (_, i) => i + 1), 0.95, 19],
		[[1, 2, 3], 1, 3]
	])('of %j at %d is %d', (list, share, expected) => expect(percentile(list, share)).toBe(expected));

	test('is one of the values, and at least that share is not above it', () => {
		fc.assert(
			fc.property(
				fc.array(fc.nat(10_000), { minLength: 1 }),
				fc.double({ min: 0.01, max: 1, noNaN: true }),
				(values, share) => {
					const sorted = [...values].sort((a, b) => a - b);
					const found = percentile(sorted, share);
					expect(sorted).toContain(found);
					expect(sorted.filter((value) => value <= found).length).toBeGreaterThanOrEqual(
						share * sorted.length - 1e-9
					);
				}
			)
		);
	});
});

describe('the report', () => {
	const hall = [
		deputy(1),
		deputy(2, { drew: 'paper' }),
		deputy(3, { simulated: true }),
		deputy(4, { checkedIn: false, drew: null })
	];

	test('names who drew on a tablet and submitted nothing; paper is not asked for one', () => {
		const { unsubmitted, turnout } = reportFigures(hall, [step(1)], true);
		expect(unsubmitted.map(({ number }) => number)).toEqual([3]);
		expect(turnout).toEqual({ members: 4, present: 3, drewElectronic: 2, drewPaper: 1, submitted: 1 });
	});

	test('counts the turnout of each delegation in the order of the roll', () => {
		expect(reportFigures(hall, [step(1), step(3)], true).delegations).toEqual([
			{ delegation: '第一代表团', members: 2, present: 2, drew: 2, submitted: 1 },
			{ delegation: '第二代表团', members: 2, present: 1, drew: 1, submitted: 1 }
		]);
	});

	test('a refused submission is no submission', () => {
		const { unsubmitted, trouble } = reportFigures(hall, [step(1, { trouble: 'bad-ticket' })], true);
		expect(unsubmitted.map(({ number }) => number)).toEqual([1, 3]);
		expect(trouble).toMatchObject([{ number: 1, step: 'cast', trouble: 'bad-ticket', times: 1 }]);
	});

	test('tells real tablets from simulated deputies, and puts the slowest first', () => {
		const { steps, slowest } = reportFigures(
			hall,
			[step(1, { ms: 900 }), step(1, { step: 'draw', ms: 300 }), step(3, { ms: 20 })],
			true
		);
		expect(steps.map(({ step: name, simulated, p95Ms }) => [name, simulated, p95Ms])).toEqual([
			['draw', false, 300],
			['cast', false, 900],
			['cast', true, 20]
		]);
		expect(slowest.map(({ ms }) => ms)).toEqual([900, 300, 20]);
	});

	test('counts network trouble by deputies and by times, and refusals apart from it', () => {
		const { network, mend } = reportFigures(
			hall,
			[
				step(1, { trouble: 'network' }),
				step(1, { trouble: 'network' }),
				step(3, { trouble: 'network' }),
				step(1, { step: 'draw', trouble: 'bad-signature' })
			],
			true
		);
		expect(network).toEqual({ deputies: 2, times: 3 });
		expect(mend).toContainEqual({ code: 'network', deputies: 2, times: 3 });
		expect(mend).toContainEqual({ code: 'refused', deputies: 1, times: 1 });
	});

	test('a rehearsal to the end, with everybody there and quick, has nothing to mend', () => {
		const all = [deputy(1), deputy(2)];
		expect(reportFigures(all, [step(1), step(2)], true).mend).toEqual([]);
	});

	test('says what was not rehearsed, and what was slow', () => {
		const { mend } = reportFigures([deputy(1, { simulated: true })], [step(1, { ms: 3001 })], false);
		expect(mend.map(({ code }) => code)).toEqual(['not-announced', 'no-tablet', 'slow']);
	});

	test('a report of somebody who is not on the roll changes nothing', () => {
		expect(reportFigures(hall, [step(99)], true)).toEqual(reportFigures(hall, [], true));
	});

	test('the delegations add up to the whole', () => {
		const people = fc.array(
			fc.record({
				delegation: fc.constantFrom('甲', '乙', '丙'),
				checkedIn: fc.boolean(),
				drew: fc.constantFrom('electronic' as const, 'paper' as const, null),
				simulated: fc.boolean()
			})
		);
		fc.assert(
			fc.property(people, fc.array(fc.nat(20)), (list, casters) => {
				const roll = list.map((entry, i) => deputy(i, entry));
				const { turnout, delegations } = reportFigures(
					roll,
					casters.map((number) => step(number)),
					true
				);
				const sum = (key: 'members' | 'present' | 'submitted') =>
					delegations.reduce((all, line) => all + line[key], 0);
				expect([sum('members'), sum('present'), sum('submitted')]).toEqual([
					turnout.members,
					turnout.present,
					turnout.submitted
				]);
			})
		);
	});
});

test.each([
	['went to its end on real tablets', [], null],
	['had a late and an absent deputy', [{ code: 'absent', count: 3 }], null],
	['was broken off', [{ code: 'no-tablet' }, { code: 'not-announced' }], 'not-announced'],
	['was played by the program alone', [{ code: 'no-tablet' }], 'no-tablet'],
	['left no report', null, 'not-announced']
] as const)('a rehearsal that %s is judged so', (_, mend, gap) => {
	expect(rehearsalGap(mend)).toBe(gap);
});
