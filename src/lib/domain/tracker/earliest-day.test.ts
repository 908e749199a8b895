import { describe, expect, it } from 'vitest';
import { checkChange, type ChangeValues } from './change.ts';
import { earliestDay, milestoneFaults } from './plan.ts';
import { checkSubstitute } from './substitute.ts';

describe('nothing of a project is dated more than three years ahead of it', () => {
	it('by its year, or its first day where that is of an earlier one', () => {
		expect(earliestDay(2026)).toBe('2023-01-01');
		expect(earliestDay(2026, '2026-03-01')).toBe('2023-01-01');
		// Most of its vote's projects end a year later.
		expect(earliestDay(2027, '2026-03-01')).toBe('2023-01-01');
		expect(earliestDay(2026, '2024-06-01')).toBe('2021-01-01');
		// Of an older build.
		expect(earliestDay(2026, '0026-03-01')).toBe('2000-01-01');
	});

	it('so that what was prepared before an early first day is told truly', () => {
		const frame = { startsOn: '2024-09-01', endsOn: '2026-12-20' };
		const earliest = earliestDay(2026, frame.startsOn);
		const node = { stage: 'preparation', name: '立项', plannedOn: '2024-06-15' } as const;
		expect(milestoneFaults([node], { ...frame, earliest })).toEqual([]);
	});

	it('neither is anything prepared before', () => {
		const frame = { startsOn: '2026-03-01', endsOn: '2026-12-20', earliest: '2025-01-01' };
		const prepared = (plannedOn: string) =>
			milestoneFaults([{ stage: 'preparation', name: '立项', plannedOn }], frame);
		expect(prepared('2025-01-01')).toEqual([]);
		expect(prepared('2024-12-31')).toEqual([{ code: 'milestone-too-early', about: '立项' }]);
	});

	const ask = (after: ChangeValues, preparedOn = '2025-06-01') =>
		checkChange({
			kind: 'date',
			before: { startsOn: '2026-03-01', endsOn: '2026-12-20' },
			after,
			reason: '施工图审查延后，须顺延两个月',
			nodes: [{ id: 'a', stage: 'preparation', name: '立项', plannedOn: preparedOn, doneOn: null }],
			earliest: '2025-01-01'
		});
	const moved = (plannedOn: string) => ({ milestones: [{ id: 'a', name: '立项', plannedOn }] });

	it('nor is a change asked for to such a day', () => {
		expect(ask({ startsOn: '2025-01-01' }).ok).toBe(true);
		expect(ask({ startsOn: '2024-12-31' })).toMatchObject({
			code: 'change-too-early',
			detail: { earliest: '2025-01-01' }
		});
		expect(ask(moved('2025-01-01')).ok).toBe(true);
		expect(ask(moved('2024-12-31'))).toMatchObject({ code: 'change-milestone', detail: { name: '立项' } });
	});

	it('while one that stood there before is no fault of the change', () => {
		expect(ask({ endsOn: '2027-01-20' }, '2020-05-01').ok).toBe(true);
	});

	it('nor does a substitute begin before', () => {
		const replaced = { name: '锦溪河水环境综合治理', year: 2026, startsOn: '2024-09-01' };
		const substitute = (startsOn: string) =>
			checkSubstitute({ reserveId: 'r', startsOn, endsOn: '2026-12-31' }, replaced);
		// What the form proposes.
		expect(substitute('2024-09-01').ok).toBe(true);
		expect(substitute('2020-12-31')).toMatchObject({ code: 'substitute-too-early' });
	});
});
