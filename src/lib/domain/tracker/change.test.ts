import { expect, it } from 'vitest';
import { impossibleDay, isWithinVote, standsOver } from './change.ts';

const voted = { startsOn: '2026-03-01', endsOn: '2026-12-31' };
const sheet = { startsOn: '2026-03-20', endsOn: '2026-10-31' };
const within = (startsOn: string, endsOn: string, standing = sheet) =>
	isWithinVote(standing, { startsOn, endsOn }, voted);

it('knows the days that a 交办单 may name without a decision', () => {
	expect(within('2026-03-20', '2026-11-30')).toBe(true);
	expect(within('2026-03-01', '2026-12-31')).toBe(true);
	// An empty field leaves its day.
	expect(within('', '2026-11-30')).toBe(true);
	expect(within('2026-03-20', '2027-01-01')).toBe(false);
	expect(within('2026-02-28', '2026-11-30')).toBe(false);
	expect(isWithinVote(sheet, { startsOn: '', endsOn: '2027-01-01' }, { startsOn: null, endsOn: null })).toBe(
		true
	);
});

it('has nothing to say of days that stay', () => {
	expect(within('2026-03-20', '2026-10-31')).toBe(false);
	expect(within('', '')).toBe(false);
});

it('lets a newer 交办单 outdate a request over dates alone', () => {
	expect(standsOver('date', { approved: 1, sheets: 2 })).toBe(3);
	expect(standsOver('content', { approved: 1, sheets: 2 })).toBe(1);
});

it('finds the day of an old request that nobody can decide for', () => {
	const moved = (plannedOn: string) => ({ milestones: [{ id: 'a', name: '开工', plannedOn }] });
	expect(impossibleDay({ startsOn: '2026-03-01', endsOn: null, ...moved('2026-04-01') })).toBeNull();
	expect(impossibleDay({ content: '整治河道 3.2 公里' })).toBeNull();
	expect(impossibleDay({ startsOn: '0000-01-01' })).toBe('0000-01-01');
	expect(impossibleDay({ endsOn: '9999-12-31' })).toBe('9999-12-31');
	expect(impossibleDay(moved('9999-12-31'))).toBe('9999-12-31');
});
