import { expect, test } from 'vitest';
import type { PublicMilestone } from '../queries/public-milestones.ts';
import { milestonesCalendar } from './milestones-calendar.ts';

const node: PublicMilestone = {
	...{ id: '11111111-1111-4111-8111-111111111111', projectId: '22222222-2222-4222-8222-222222222222' },
	...{ project: '锦溪河水环境综合治理', place: '涌山村', unit: '镇水务站', name: '完工' },
	...{ plannedOn: '2026-11-30', doneOn: null, claimedOn: null, demonstration: false, moved: 0, undone: 0 },
	...{ updatedAt: '2026-04-08T04:00:00.000Z', replacedAt: null, droppedAt: null, accepted: false }
};
const now = new Date('2026-05-20T04:00:00Z');
const calendar = (changed: Partial<PublicMilestone>, at = now) =>
	milestonesCalendar('时间节点', [{ ...node, ...changed }], 'https://piaojue.example', at);

test('a milestone is a whole day, stamped by the newest change, with a notice in the morning a week before', () => {
	const text = calendar({});
	for (const line of [
		'DTSTART;VALUE=DATE:20261130',
		'DTSTAMP:20260408T040000Z',
		'SEQUENCE:0',
		'TRANSP:TRANSPARENT',
		'TRIGGER:-P6DT15H'
	])
		expect(text).toContain(`${line}\r\n`);
	expect(text).not.toContain('STATUS');
	expect(text).not.toContain('VTIMEZONE');
	// The same whenever it is asked for.
	expect(calendar({}, new Date('2026-08-20T04:00:00Z'))).toBe(text);
});

test.each([
	['dropped', { droppedAt: '2026-05-10T04:00:00.000Z' }, '经决定取消'],
	['of a replaced project', { replacedAt: '2026-05-10T04:00:00.000Z' }, '项目经人大决定更换']
] as const)('one that is %s is cancelled for a while, and rings no more', (_, off, why) => {
	const text = calendar({ ...off, moved: 1 });
	expect(text).toContain('STATUS:CANCELLED');
	expect(text).toContain('SEQUENCE:2');
	expect(text).toContain('（已取消）');
	expect(text.replaceAll('\r\n ', '')).toContain(why);
	expect(text).not.toContain('VALARM');
	expect(calendar(off, new Date('2026-08-07T04:00:00Z'))).toContain('CANCELLED');
	expect(calendar(off, new Date('2026-08-09T04:00:00Z'))).not.toContain('VEVENT');
});

test('a milestone is the same event at every address of the site', () => {
	const at = (origin: string) =>
		milestonesCalendar('时间节点', [node], origin, now).match(/^UID:.*(?=\r$)/gm);
	expect(at('https://piaojue.example')).toEqual([`UID:milestone-${node.id}@piaojue`]);
	expect(at('https://www.example')).toEqual(at('https://piaojue.example'));
});

test('what an accepted project never reported rings for nobody, and reads as on its page', () => {
	const read = (changed: Partial<PublicMilestone>) => calendar(changed).replaceAll('\r\n ', '');
	expect(read({})).toContain('尚未完成');
	expect(read({})).toContain('VALARM');
	const text = read({ accepted: true });
	expect(text).toContain('项目已验收，未单独填报');
	expect(text).not.toMatch(/VALARM|尚未完成|STATUS/);
	expect(read({ accepted: true, doneOn: '2026-05-01' })).toContain('2026年5月1日 完成');
	expect(read({ accepted: true, claimedOn: '2026-05-01' })).toContain('已填报完成，待审定');
});

test('what a replaced project had reached was reached', () => {
	const text = calendar({ doneOn: '2026-05-01', replacedAt: '2026-05-10T04:00:00.000Z' });
	expect(text).toContain('（已完成）');
	expect(text).not.toContain('CANCELLED');
});
