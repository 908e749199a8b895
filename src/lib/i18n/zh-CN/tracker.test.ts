import { expect, test } from 'vitest';
import { acceptanceStates, changeStates, paperStates } from './follow.ts';
import { endedBy, milestoneStanding, tagOf } from './tracker.ts';

const today = '2024-10-15';

test.each([
	['2024-10-14', null, 'overdue', '已逾期 1 天'],
	['2024-09-30', null, 'overdue', '已逾期 15 天'],
	['2024-10-15', null, 'due-soon', '今天到期'],
	['2024-10-22', null, 'due-soon', '还有 7 天到期'],
	['2024-10-23', null, 'planned', '未到期'],
	['2024-10-01', '2024-10-01', 'done', '已按期完成'],
	['2024-10-01', '2024-09-20', 'done', '已按期完成'],
	['2024-10-01', '2024-10-04', 'done-late', '已完成，比计划晚 3 天']
] as const)('a milestone planned for %s and done %s is %s: %s', (plannedOn, doneOn, code, text) => {
	expect(milestoneStanding({ plannedOn, doneOn }, today)).toEqual({ code, text });
});

test('of an accepted project only what was reported is told: nothing is overdue any more', () => {
	const standing = (doneOn: string | null) =>
		milestoneStanding({ plannedOn: '2024-09-30', doneOn }, today, 'accepted').code;
	expect(standing(null)).toBe('accepted');
	expect(standing('2024-10-04')).toBe('done-late');
});

test('a milestone that its unit says is done waits for the verdict and is not overdue', () => {
	const claimed = { plannedOn: '2024-09-30', doneOn: null, claimedOn: '2024-09-29' };
	expect(milestoneStanding(claimed, today)).toEqual({ code: 'claimed', text: '已填报完成，待审定' });
	expect(milestoneStanding({ ...claimed, doneOn: '2024-09-29' }, today).code).toBe('done');
});

test('of a replaced project nothing is overdue any more, and what was done stays told', () => {
	const standing = (doneOn: string | null) =>
		milestoneStanding({ plannedOn: '2024-09-30', doneOn }, today, 'replaced').code;
	expect(standing(null)).toBe('replaced');
	expect(standing('2024-10-04')).toBe('done-late');
	const light = (one: 'blue' | 'red') => ({ light: one });
	expect(endedBy({ light: light('blue'), replaced: true })).toBe('replaced');
	expect(endedBy({ light: light('blue'), replaced: false })).toBe('accepted');
	expect(endedBy({ light: light('red'), replaced: false })).toBeNull();
});

test('nothing of a replaced project reads as if somebody still decided over it', () => {
	expect(tagOf(changeStates, 'asked', true).word).toBe('项目已更换，不再决定');
	expect(tagOf(paperStates, 'submitted', true).word).toBe('项目已更换，不再审定');
	expect(tagOf(acceptanceStates, 'submitted', true).word).toBe('项目已更换，不再审定');
	expect(tagOf(changeStates, 'asked', false)).toBe(changeStates.asked);
	expect(tagOf(acceptanceStates, 'approved', true)).toBe(acceptanceStates.approved);
});
