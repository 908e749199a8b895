import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openReports, type NewlyOwed } from './report.ts';
import { addDays, everyWeek } from './workdays.ts';

/** Months that a start which moved to an earlier day has made owed. */

const settings = { reportDay: 5, calendar: everyWeek, planApprovedOn: null, heldUp: [] };
/** The project began in May; on 10 June, or earlier, that was made March. */
const owedOn = (on: string, today = on, begun: Parameters<typeof openReports>[2] = []) =>
	openReports('2026-03', today, begun, {
		...settings,
		newlyOwed: [{ from: '2026-03', before: '2026-05', on }]
	}).map(({ month, dueOn, carried }) => [month, dueOn, carried]);

it('they are due five working days after the day on which it moved, and what was late before stays late', () => {
	expect(owedOn('2026-06-10')).toEqual([
		['2026-03', '2026-06-17', false],
		['2026-04', '2026-06-17', false],
		['2026-05', '2026-06-05', false],
		['2026-06', '2026-07-06', false]
	]);
});

it('a later month that was not late yet has the day of those before it', () => {
	expect(owedOn('2026-06-03')).toEqual([
		['2026-03', '2026-06-10', false],
		['2026-04', '2026-06-10', false],
		['2026-05', '2026-06-10', false],
		['2026-06', '2026-07-06', false]
	]);
});

it('one that is due later anyway keeps its day, and so does one that was begun', () => {
	expect(owedOn('2026-04-28', '2026-05-04')).toEqual([
		['2026-03', '2026-05-05', false],
		['2026-04', '2026-05-05', false],
		['2026-05', '2026-06-05', false]
	]);
	const march = { month: '2026-03', state: 'draft' as const, dueOn: '2026-06-17' };
	expect(owedOn('2026-06-10', '2026-06-12', [march])[0]).toEqual(['2026-03', '2026-06-17', false]);
});

const month = fc.integer({ min: 0, max: 11 }).map((n) => `2026-${String(n + 1).padStart(2, '0')}`);
const move = fc.tuple(month, month, fc.integer({ min: 0, max: 500 })).map(([one, other, days]): NewlyOwed => {
	const [from, before] = [one, other].sort() as [string, string];
	return { from, before, on: addDays('2026-01-05', days) };
});

it('no term lies before the decision that has made its month owed', () => {
	fc.assert(
		fc.property(fc.array(move, { maxLength: 4 }), fc.integer({ min: 0, max: 200 }), (moves, days) => {
			const newlyOwed = moves.sort((a, b) => a.on.localeCompare(b.on));
			const today = addDays(newlyOwed.at(-1)?.on ?? '2026-06-10', days);
			const from = newlyOwed.map((one) => one.from).sort()[0] ?? '2026-03';
			const open = openReports(from, today, [], { ...settings, newlyOwed });
			for (const { month, dueOn } of open)
				for (const owed of newlyOwed)
					if (month >= owed.from && month < owed.before) expect(dueOn > owed.on).toBe(true);
		})
	);
});
