import { describe, expect, it } from 'vitest';
import { checkChange, checkDecision } from './change.ts';
import { fundFaults } from './funds.ts';
import { planFaults, type PlanBody } from './plan.ts';
import { reportFaults, type ReportBody } from './report.ts';

// The last value that is good and the first that is not, of every bound a paper of the follow-up is held to.

describe('money', () => {
	const silent = { explanation: '', correction: '' };
	const before = { arrivedFen: 10, paidFen: 5 };

	it('may be nothing and may stay as it was, and is never below nothing on either side', () => {
		expect(fundFaults({ arrivedFen: 0, paidFen: 0 }, null, silent)).toEqual([]);
		expect(fundFaults(before, before, silent)).toEqual([]);
		expect(fundFaults({ arrivedFen: 10, paidFen: -1 }, null, silent)).toEqual(['funds-negative']);
		expect(fundFaults({ arrivedFen: -1, paidFen: -2 }, null, silent)).toEqual(['funds-negative']);
	});

	it('falls without a word on either side, and is told so', () => {
		expect(fundFaults({ arrivedFen: 9, paidFen: 5 }, before, silent)).toEqual(['funds-fell']);
		expect(fundFaults({ arrivedFen: 10, paidFen: 4 }, before, silent)).toEqual(['funds-fell']);
	});
});

describe('a report', () => {
	const body: ReportBody = {
		...{ percent: 60, done: '完成管网铺设', next: '', problems: '', coordination: '' },
		...{ arrivedFen: 0, paidFen: 0, explanation: '', correction: '', reached: [] }
	};
	const facts = {
		today: '2026-07-02',
		before: { percent: 60, arrivedFen: 0, paidFen: 0 },
		startsOn: '2026-03-01',
		open: [{ id: 'a', stage: 'start' as const }],
		totalFen: 0
	};

	it('tells from nothing to all of it, in whole percent, and may stand still', () => {
		expect(reportFaults(body, facts)).toEqual([]);
		expect(reportFaults({ ...body, percent: 0 }, { ...facts, before: null })).toEqual([]);
		expect(reportFaults({ ...body, percent: 100 }, facts)).toEqual([]);
		for (const percent of [-1, 101, 60.5])
			expect(reportFaults({ ...body, percent }, { ...facts, before: null })).toEqual(['percent-range']);
	});

	it('may name a milestone that was reached today', () => {
		expect(reportFaults({ ...body, reached: [{ milestoneId: 'a', doneOn: '2026-07-02' }] }, facts)).toEqual(
			[]
		);
	});
});

describe('a plan', () => {
	const frame = { startsOn: '2026-03-01', endsOn: '2026-11-30', totalFen: 100 };
	const plan: PlanBody = {
		milestones: [
			{ stage: 'start', name: '开工', plannedOn: '2026-03-01' },
			{ stage: 'main', name: '主体', plannedOn: '2026-11-30' },
			{ stage: 'finish', name: '完工', plannedOn: '2026-11-30' },
			{ stage: 'acceptance', name: '验收', plannedOn: '2026-12-20' }
		],
		curve: [
			{ on: '2026-03-01', percent: 100 },
			{ on: '2026-11-30', percent: 100 }
		],
		funds: [{ month: '2026-05', fen: 100 }],
		note: ''
	};

	it('may use its first and its last day, one day for two stages, and all of its money', () => {
		expect(planFaults(plan, frame)).toEqual([]);
		expect(planFaults({ ...plan, milestones: [...plan.milestones].reverse() }, frame)).toEqual([]);
	});

	it('needs two points of a curve', () => {
		const curve = plan.curve.slice(1);
		expect(planFaults({ ...plan, curve }, frame).map(({ code }) => code)).toEqual(['curve-too-short']);
	});
});

describe('a change', () => {
	const reason = '汛期连续降雨工期顺延';

	it('may end on the day it begins, and takes a reason of ten characters', () => {
		const change = {
			kind: 'date',
			before: { startsOn: '2026-03-01', endsOn: '2026-11-30' },
			reason
		} as const;
		expect(checkChange({ ...change, after: { endsOn: '2026-03-01' } })).toMatchObject({ ok: true });
		expect(
			checkChange({ ...change, after: { endsOn: '2026-03-01' }, reason: '汛期连续降雨工期延' })
		).toMatchObject({
			code: 'change-reason'
		});
	});

	it('may bring money to nothing, and no part of it below', () => {
		const change = { kind: 'budget', before: { totalFen: 5, yearFen: 5 }, reason } as const;
		expect(checkChange({ ...change, after: { totalFen: 0, yearFen: 0 } })).toMatchObject({ ok: true });
		expect(checkChange({ ...change, after: { totalFen: 5, yearFen: -1 } })).toMatchObject({
			code: 'change-money'
		});
		expect(checkChange({ ...change, after: { totalFen: 0.5 } })).toMatchObject({ code: 'change-money' });
		// A year's money is part of the total.
		expect(checkChange({ ...change, after: { totalFen: 4 } })).toMatchObject({ code: 'change-year-money' });
		expect(checkChange({ ...change, after: { totalFen: 6 } })).toMatchObject({ ok: true });
	});

	it('is decided from the day it was asked for to today', () => {
		const asked = { kind: 'date', authority: 'presidium', state: 'asked', askedOn: '2026-06-01' } as const;
		for (const decidedOn of ['2026-06-01', '2026-06-30'])
			expect(
				checkDecision(asked, { by: 'presidium', reference: '7号', decidedOn }, '2026-06-30')
			).toMatchObject({ ok: true });
	});
});
