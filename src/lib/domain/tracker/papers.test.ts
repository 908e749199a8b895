import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorityFor, checkChange, checkDecision } from './change.ts';
import { fundMonths, plannedFunds, plannedPercent, scaleTop } from './curve.ts';
import { differences } from './differences.ts';
import { fundFaults, fundRates, readWan, writeWan } from './funds.ts';
import { planFaults, type PlanBody } from './plan.ts';
import { moveReport, reportFaults, type ReportBody } from './report.ts';
import { defaultSettings } from './settings.ts';

describe('money in 万元', () => {
	it.each([
		['480', 480_000_000],
		['480.5', 480_500_000],
		['1,480.25', 1_480_250_000],
		['０.０１', 10_000],
		['0.000001', 1],
		[' 12 万元 ', 12_000_000]
	])('%s is read exactly', (text, fen) => {
		expect(readWan(text)).toEqual({ ok: true, value: fen });
	});

	it.each(['=1+1', '-5', '1e3', '', '十', '1.2345678', '99999999999', '+1', '@SUM(A1)'])(
		'%s is not an amount',
		(text) => {
			expect(readWan(text)).toMatchObject({ ok: false });
		}
	);

	it('reads back what it wrote', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (fen) => {
				expect(readWan(writeWan(fen))).toEqual({ ok: true, value: fen });
			})
		);
	});

	it('paid more than arrived needs a word, and sums that fall need one too', () => {
		const none = { explanation: '', correction: '' };
		expect(fundFaults({ arrivedFen: 5, paidFen: 6 }, null, none)).toEqual(['paid-over-arrived']);
		expect(fundFaults({ arrivedFen: 5, paidFen: 6 }, null, { ...none, explanation: '垫资' })).toEqual([]);
		expect(fundFaults({ arrivedFen: 5, paidFen: 5 }, { arrivedFen: 6, paidFen: 5 }, none)).toEqual([
			'funds-fell'
		]);
		const within = { arrivedOverFen: 0, paidOverFen: 0 };
		expect(fundRates({ plannedFen: 300, arrivedFen: 200, paidFen: 199 })).toEqual({
			...{ arrived: 66, paid: 99 },
			...within
		});
		expect(fundRates({ plannedFen: 0, arrivedFen: 0, paidFen: 0 })).toEqual({
			...{ arrived: null, paid: null },
			...within
		});
		// A total that was cut below what has arrived.
		expect(fundRates({ plannedFen: 150, arrivedFen: 200, paidFen: 140 })).toEqual({
			...{ arrived: 133, paid: 70 },
			...{ arrivedOverFen: 50, paidOverFen: 0 }
		});
	});
});

const plan: PlanBody = {
	milestones: [
		{ stage: 'preparation', name: '立项', plannedOn: '2026-02-15' },
		{ stage: 'start', name: '开工', plannedOn: '2026-04-01' },
		{ stage: 'finish', name: '完工', plannedOn: '2026-11-30' },
		{ stage: 'acceptance', name: '验收', plannedOn: '2027-01-15' }
	],
	curve: [
		{ on: '2026-03-01', percent: 0 },
		{ on: '2026-06-30', percent: 40 },
		{ on: '2026-11-30', percent: 100 }
	],
	funds: [
		{ month: '2026-09', fen: 40 },
		{ month: '2026-05', fen: 60 }
	],
	note: ''
};
const frame = { startsOn: '2026-03-01', endsOn: '2026-12-31', totalFen: 100 };

describe('a plan', () => {
	it('that fits its frame has no fault', () => {
		expect(planFaults(plan, frame)).toEqual([]);
	});

	it('names each milestone once', () => {
		const milestones = plan.milestones.map((node) =>
			node.stage === 'finish' ? { ...node, name: '开工' } : node
		);
		expect(planFaults({ ...plan, milestones }, frame)).toEqual([{ code: 'milestone-twice', about: '开工' }]);
	});

	it('is told everything that is wrong with it at once', () => {
		const codes = planFaults(
			{
				milestones: [
					{ stage: 'finish', name: '完工', plannedOn: '2027-03-01' },
					{ stage: 'start', name: '开工', plannedOn: '2027-04-01' }
				],
				curve: [
					{ on: '2026-02-01', percent: 50 },
					{ on: '2026-06-01', percent: 40 },
					{ on: '2026-06-01', percent: 90 }
				],
				funds: [{ month: '2026-05', fen: 101 }],
				note: ''
			},
			frame
		).map(({ code }) => code);
		expect(codes).toEqual([
			'milestone-after-end',
			'milestone-after-end',
			'milestones-out-of-order',
			'stages-missing',
			'curve-before-start',
			'curve-falls',
			'curve-dates',
			'curve-unfinished',
			'funds-over-total'
		]);
	});

	it('gives the progress of any day in between, cut off to whole percent', () => {
		const at = (on: string) => plannedPercent(plan.curve, on);
		expect(
			['2026-01-01', '2026-03-01', '2026-05-01', '2026-06-30', '2026-11-29', '2027-02-01'].map(at)
		).toEqual([0, 0, 20, 40, 99, 100]);
		expect(plannedPercent([], '2026-05-01')).toBe(0);
		expect(plannedFunds(plan.funds)).toEqual([
			{ month: '2026-05', fen: 60 },
			{ month: '2026-09', fen: 100 }
		]);
	});
});

describe('the money by month', () => {
	const measure = (asOf: string, arrivedFen: number, paidFen: number) => ({ asOf, arrivedFen, paidFen });

	it('is planned to its end and reported to the newest report, in sums', () => {
		expect(fundMonths(plan.funds, [measure('2026-04-30', 10, 5), measure('2026-06-30', 70, 50)])).toEqual([
			{ month: '2026-04', plannedFen: 0, arrivedFen: 10, paidFen: 5 },
			{ month: '2026-05', plannedFen: 60, arrivedFen: 10, paidFen: 5 },
			{ month: '2026-06', plannedFen: 60, arrivedFen: 70, paidFen: 50 },
			{ month: '2026-07', plannedFen: 60, arrivedFen: null, paidFen: null },
			{ month: '2026-08', plannedFen: 60, arrivedFen: null, paidFen: null },
			{ month: '2026-09', plannedFen: 100, arrivedFen: null, paidFen: null }
		]);
		expect(fundMonths([], [])).toEqual([]);
		expect(fundMonths(plan.funds, [])[0]).toMatchObject({ month: '2026-05', paidFen: null });
	});

	it('fits under the top of its scale, which is not far above', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 10 ** 13 }), (most) => {
				expect(scaleTop(most)).toBeGreaterThanOrEqual(most);
				expect(scaleTop(most)).toBeLessThanOrEqual(2 * most);
			})
		);
		expect([0, 1, 3, 480_000_000].map(scaleTop)).toEqual([4, 1, 4, 500_000_000]);
	});
});

describe('a monthly report', () => {
	const body: ReportBody = {
		percent: 62,
		done: '完成管网铺设',
		next: '',
		problems: '',
		coordination: '',
		arrivedFen: 100,
		paidFen: 80,
		explanation: '',
		correction: '',
		reached: [{ milestoneId: 'a', doneOn: '2026-06-01' }]
	};
	const facts = {
		today: '2026-07-02',
		before: { percent: 60, arrivedFen: 100, paidFen: 60 },
		startsOn: '2026-03-01',
		open: [
			{ id: 'a', stage: 'start' as const },
			{ id: 'p', stage: 'preparation' as const }
		],
		totalFen: 200
	};

	it('goes from draft to submitted to approved or returned, and no other way', () => {
		expect(moveReport('draft', 'submit')).toEqual({ ok: true, value: 'submitted' });
		expect(moveReport('returned', 'submit')).toEqual({ ok: true, value: 'submitted' });
		expect(moveReport('submitted', 'withdraw')).toEqual({ ok: true, value: 'draft' });
		for (const act of ['save', 'submit', 'withdraw', 'approve', 'return'] as const)
			expect(moveReport('approved', act)).toMatchObject({ ok: false });
		expect(moveReport('submitted', 'save')).toMatchObject({ ok: false });
		expect(moveReport('draft', 'approve')).toMatchObject({ ok: false });
	});

	it('is checked when it is submitted', () => {
		expect(reportFaults(body, facts)).toEqual([]);
		expect(reportFaults({ ...body, percent: 59 }, facts)).toEqual(['progress-fell']);
		expect(reportFaults({ ...body, percent: 59, correction: '上月误报' }, facts)).toEqual([]);
		// 元 typed for 万元, or money beyond the total that somebody can explain.
		expect(reportFaults({ ...body, arrivedFen: 1_000_000 }, facts)).toEqual(['over-total']);
		expect(reportFaults({ ...body, arrivedFen: 201, explanation: '上级追加补助' }, facts)).toEqual([]);
		expect(reportFaults({ ...body, arrivedFen: 200 }, facts)).toEqual([]);
		expect(reportFaults({ ...body, arrivedFen: 200, paidFen: 201 }, facts)).toEqual([
			'paid-over-arrived',
			'over-total'
		]);
		expect(
			reportFaults(
				{ ...body, percent: 101, done: ' ', reached: [{ milestoneId: 'b', doneOn: '2026-07-03' }] },
				facts
			)
		).toEqual(['percent-range', 'done-empty', 'reached-in-future', 'unknown-milestone']);
	});

	it('says that a milestone was reached before the project began, which only 前期 can be', () => {
		const reached = (milestoneId: string, doneOn: string) =>
			reportFaults({ ...body, reached: [{ milestoneId, doneOn }] }, facts);
		expect(reached('a', '2016-04-01')).toEqual(['reached-before-start']);
		expect(reached('a', '2026-02-28')).toEqual(['reached-before-start']);
		expect(reached('a', '2026-03-01')).toEqual([]);
		expect(reached('p', '2026-01-15')).toEqual([]);
	});
});

describe('a change', () => {
	const before = { startsOn: '2026-03-01', endsOn: '2026-11-30' };
	const change = {
		kind: 'date' as const,
		before,
		after: { endsOn: '2026-12-31' },
		reason: '汛期连续降雨，工期顺延'
	};

	it('needs a reason, something that changes, and fields of its own kind', () => {
		expect(checkChange(change)).toMatchObject({ ok: true });
		expect(checkChange({ ...change, reason: '延期' })).toMatchObject({ code: 'change-reason' });
		expect(checkChange({ ...change, after: { endsOn: '2026-11-30' } })).toMatchObject({
			code: 'change-nothing'
		});
		expect(checkChange({ ...change, after: { endsOn: '2026-02-28' } })).toMatchObject({
			code: 'change-dates'
		});
		expect(checkChange({ ...change, after: { totalFen: 5 } })).toMatchObject({ code: 'change-wrong-field' });
	});

	it('that replaces a project goes to the congress, whatever the settings say', () => {
		const lax = { ...defaultSettings.authorities, replace: 'presidium' as const };
		expect(authorityFor('replace', lax)).toBe('congress');
		expect(authorityFor('date', lax)).toBe('presidium');
	});

	it('is decided once, by number and day, and by nobody below the body it needs', () => {
		const asked = { kind: 'budget', authority: 'congress', state: 'asked', askedOn: '2026-06-01' } as const;
		const decision = { by: 'congress', reference: '涌人大〔2026〕7号', decidedOn: '2026-06-20' } as const;
		const decide = (change: object, changed: object) =>
			checkDecision({ ...asked, ...change }, { ...decision, ...changed }, '2026-06-30');
		expect(decide({}, {})).toMatchObject({ ok: true });
		expect(decide({ authority: 'presidium' }, {})).toMatchObject({ ok: true });
		expect(decide({}, { by: 'presidium' })).toMatchObject({ code: 'wrong-authority' });
		expect(decide({}, { reference: ' ' })).toMatchObject({ code: 'decision-missing' });
		expect(decide({}, { decidedOn: '2026-05-31' })).toMatchObject({ code: 'decision-date' });
		expect(decide({}, { decidedOn: '2026-07-01' })).toMatchObject({ code: 'decision-date' });
		expect(decide({ state: 'approved' }, {})).toMatchObject({ code: 'change-decided' });
	});
});

it('differences name the fields, and follow a milestone by its name', () => {
	const later = {
		...plan,
		milestones: [{ stage: 'tender' as const, name: '招标', plannedOn: '2026-03-10' }, ...plan.milestones].map(
			(entry) => (entry.name === '完工' ? { ...entry, plannedOn: '2026-12-15' } : entry)
		)
	};
	expect(differences(plan, later)).toEqual([
		{ field: 'milestones.招标.stage', before: null, after: 'tender' },
		{ field: 'milestones.招标.name', before: null, after: '招标' },
		{ field: 'milestones.招标.plannedOn', before: null, after: '2026-03-10' },
		{ field: 'milestones.完工.plannedOn', before: '2026-11-30', after: '2026-12-15' }
	]);
	expect(differences(plan, plan)).toEqual([]);
});
