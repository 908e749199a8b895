import { expect, it } from 'vitest';
import { readPlanDraft, readReportDraft } from './drafts.ts';

const id = '01909c1e-7a51-7d3b-8f12-3c4d5e6f7a8b';
const figures = { percent: '5', done: '完成进场准备', arrived: '100', paid: '60' };

it.each([
	['foo', 'unknown-milestone'],
	['', 'unknown-milestone'],
	[`${id}0`, 'unknown-milestone'],
	[id.toUpperCase(), 'unknown-milestone']
])('a day under the name reached-%s is nobody’s claim', (rest, code) => {
	const field = `reached-${rest}`;
	const { body, faults } = readReportDraft({ ...figures, [field]: '2026-03-01' });
	expect(body.reached).toEqual([]);
	expect(faults).toEqual([{ field, code }]);
});

it.each(['0000-01-01', '0026-03-01', '9999-12-31', '2026-02-30'])(
	'%s is no day that a milestone was reached, planned, or drawn into the curve',
	(day) => {
		expect(readReportDraft({ ...figures, [`reached-${id}`]: day })).toMatchObject({
			body: { reached: [] },
			faults: [{ field: `reached-${id}`, code: 'bad-date' }]
		});
		const plan = { 'preparation-name': '立项', 'preparation-on': day, 'curve-0-on': day };
		expect(readPlanDraft({ ...plan, 'curve-0-percent': '0' }).faults).toEqual([
			{ field: 'preparation-on', code: 'bad-date' },
			{ field: 'curve-0-on', code: 'bad-date' }
		]);
	}
);

it('a milestone’s own day is its claim', () => {
	expect(readReportDraft({ ...figures, [`reached-${id}`]: '2026-03-01' })).toMatchObject({
		body: { reached: [{ milestoneId: id, doneOn: '2026-03-01' }] },
		faults: []
	});
});

it('money is planned for no month beyond the calendar', () => {
	for (const month of ['9999-12', '2026-13', '0026-03'])
		expect(readPlanDraft({ [`fund-${month}`]: '200' })).toMatchObject({
			body: { funds: [] },
			faults: [{ field: `fund-${month}`, code: 'bad-date' }]
		});
});
