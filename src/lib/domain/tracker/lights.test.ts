import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	absoluteRules,
	deviationRules,
	lightOf,
	lightPresets,
	lightRuleFaults,
	lights,
	yinchuanRules,
	type LightFacts,
	type LightRules
} from './lights.ts';

const facts: LightFacts = {
	today: '2026-08-15',
	startsOn: '2026-03-01',
	accepted: false,
	plannedPercent: 70,
	plannedOn: '2026-07-31',
	percent: 70,
	milestones: [
		{ name: '开工', stage: 'start', plannedOn: '2026-04-01', doneOn: '2026-04-01' },
		{ name: '完工', stage: 'finish', plannedOn: '2026-11-30', doneOn: null }
	],
	lateReport: null
};
const late = (days: number, returned = false) => ({ month: '2026-07', days, returned });
const due = (plannedOn: string) => [{ name: '主体', stage: 'main', plannedOn, doneOn: null }];

describe('by deviation from the plan', () => {
	it.each([
		['on plan', {}, 'green', 'on-plan'],
		['five points behind', { percent: 65 }, 'green', 'on-plan'],
		['six points behind', { percent: 64 }, 'yellow', 'behind'],
		['fifteen points behind', { percent: 55 }, 'yellow', 'behind'],
		['sixteen points behind', { percent: 54 }, 'red', 'behind'],
		['a milestone due in seven days', { milestones: due('2026-08-22') }, 'yellow', 'due-within'],
		['a milestone due in eight days', { milestones: due('2026-08-23') }, 'green', 'on-plan'],
		['a milestone due today', { milestones: due('2026-08-15') }, 'yellow', 'due-within'],
		['a milestone due yesterday', { milestones: due('2026-08-14') }, 'red', 'overdue'],
		['a report five days late', { lateReport: late(5) }, 'green', 'on-plan'],
		['a report six days late', { lateReport: late(6) }, 'red', 'report-late'],
		[
			'a milestone claimed done, which waits',
			{ milestones: due('2026-08-01').map((one) => ({ ...one, claimedOn: '2026-07-30' })) },
			'green',
			'on-plan'
		],
		['a returned report six days late', { lateReport: late(6, true) }, 'red', 'return-late'],
		['before the start', { today: '2026-02-28', percent: 0, milestones: [] }, 'grey', 'before-start'],
		['on the day of the start', { today: '2026-03-01', percent: 0, milestones: [] }, 'red', 'behind'],
		['no approved plan', { plannedPercent: null, milestones: [] }, 'grey', 'no-plan'],
		['accepted, whatever else', { accepted: true, lateReport: late(90) }, 'blue', 'accepted']
	] as const)('%s', (_name, changed, light, test) => {
		const found = lightOf(deviationRules, { ...facts, ...changed });
		expect(found.light).toBe(light);
		expect(found.reasons[0]!.test).toBe(test);
	});

	it('gives every reason for its light and none for a milder one', () => {
		const found = lightOf(deviationRules, {
			...facts,
			percent: 50,
			milestones: due('2026-08-10'),
			lateReport: late(2)
		});
		expect(found.light).toBe('red');
		expect(found.reasons).toMatchObject([
			{ test: 'behind', actual: 20, value: 15, percent: 50, plannedPercent: 70, plannedOn: '2026-07-31' },
			{ test: 'overdue', actual: 5, about: '主体' }
		]);
	});

	it('knows 银川: 10 to 30 points, and 开工 a month and three months late', () => {
		const at = (percent: number) => lightOf(yinchuanRules, { ...facts, percent }).light;
		expect([60, 59, 40, 39].map(at)).toEqual(['green', 'yellow', 'yellow', 'red']);
		const start = (plannedOn: string) =>
			lightOf(yinchuanRules, {
				...facts,
				milestones: [{ name: '开工', stage: 'start', plannedOn, doneOn: null }]
			}).light;
		expect(['2026-07-16', '2026-07-15', '2026-05-17', '2026-05-16'].map(start)).toEqual([
			'green',
			'yellow',
			'yellow',
			'red'
		]);
	});
});

it('by absolute progress 29 % is red and 30 % is not, whatever was planned (双路)', () => {
	const at = (percent: number) => lightOf(absoluteRules, { ...facts, plannedPercent: 5, percent }).light;
	expect([0, 29, 30, 59, 60, 89, 90].map(at)).toEqual([
		'red',
		'red',
		'orange',
		'orange',
		'yellow',
		'yellow',
		'green'
	]);
});

describe('a rule set', () => {
	it('of the house can be put into force', () => {
		for (const preset of lightPresets) expect(lightRuleFaults(preset), preset.name).toEqual([]);
	});

	it.each([
		[{ light: 'red', test: 'behind', value: 100 }],
		[{ light: 'red', test: 'below', value: 0 }],
		[{ light: 'red', test: 'overdue', value: 366 }]
	] as LightRules['rules'][])('%j is at the edge of its range, and good', (...rules) => {
		expect(lightRuleFaults({ name: '', rules })).toEqual([]);
	});

	it.each([
		[[], 'rules-empty'],
		[[{ light: 'red', test: 'behind', value: 101 }], 'rule-value'],
		[[{ light: 'red', test: 'overdue', value: 367 }], 'rule-value'],
		[[{ light: 'red', test: 'overdue', value: -1 }], 'rule-value'],
		...(['behind', 'below'] as const).map((test) => [
			[
				{ light: 'yellow', test, value: 30 },
				{ light: 'red', test, value: 30 }
			],
			'rules-contradict'
		]),
		[[{ light: 'red', test: 'behind', value: 1.5 }], 'rule-value'],
		[
			[
				{ light: 'red', test: 'behind', value: 5 },
				{ light: 'yellow', test: 'behind', value: 15 }
			],
			'rules-contradict'
		],
		[
			[
				{ light: 'yellow', test: 'below', value: 30 },
				{ light: 'red', test: 'below', value: 60 }
			],
			'rules-contradict'
		],
		[
			[
				{ light: 'red', test: 'behind', value: 5 },
				{ light: 'red', test: 'behind', value: 15 }
			],
			'rules-twice'
		]
	] as [LightRules['rules'], string][])('%j is refused: %s', (rules, fault) => {
		expect(lightRuleFaults({ name: '', rules })).toContain(fault);
	});
});

const anyFacts = fc.record({
	today: fc.constantFrom('2026-02-01', '2026-05-15', '2026-12-31'),
	startsOn: fc.constantFrom('2026-03-01', null),
	accepted: fc.constant(false),
	plannedPercent: fc.integer({ min: 0, max: 100 }),
	plannedOn: fc.constant('2026-04-30'),
	percent: fc.integer({ min: 1, max: 100 }),
	milestones: fc.array(
		fc.record({
			name: fc.string(),
			stage: fc.constantFrom('start', 'main'),
			plannedOn: fc.constantFrom('2026-01-31', '2026-05-14', '2026-05-20', '2026-12-31'),
			doneOn: fc.constantFrom(null, '2026-01-01')
		}),
		{ maxLength: 4 }
	),
	lateReport: fc.option(
		fc.integer({ min: 1, max: 40 }).map((days) => ({ month: '2026-04', days, returned: false }))
	)
});

it('never grows milder when progress is less, and always says why', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...lightPresets),
			anyFacts,
			fc.integer({ min: 0, max: 100 }),
			(rules, f, less) => {
				const now = lightOf(rules, f);
				const worse = lightOf(rules, { ...f, percent: Math.max(1, f.percent - less) });
				expect(lights.indexOf(worse.light)).toBeGreaterThanOrEqual(lights.indexOf(now.light));
				expect(now.reasons.length).toBeGreaterThan(0);
			}
		)
	);
});
