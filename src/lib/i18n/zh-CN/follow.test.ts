import { expect, test } from 'vitest';
import { deviationRules, lightOf, lightTests, yinchuanRules } from '../../domain/tracker/lights.ts';
import { changeField, changeValue, faultText, noNextText } from './follow.ts';
import { reasonText, ruleText } from './lights.ts';
import { progressText } from './public.ts';

test('every test of a light has its sentence, with figures in it', () => {
	for (const testName of lightTests) {
		const reason = { test: testName, value: 7, actual: 9, about: '2026-04', percent: 62, plannedPercent: 71 };
		expect(reasonText(reason), testName).toMatch(/\d/);
		expect(ruleText({ light: 'red', test: testName, value: 7 })).toContain('7');
	}
});

test('a yellow light says how far behind on which day, and what the bound is', () => {
	const { reasons } = lightOf(deviationRules, {
		today: '2026-08-15',
		startsOn: '2026-03-01',
		accepted: false,
		plannedPercent: 70,
		plannedOn: '2026-07-31',
		percent: 62,
		milestones: [],
		lateReport: null
	});
	const text = '进度 62%，计划 70%，落后 8 个百分点，超过 5 个百分点';
	expect(reasonText(reasons[0]!)).toBe(`截至2026年7月31日：${text}`);
	// As it was kept before the day was named.
	const { plannedOn: _day, ...old } = reasons[0]!;
	expect(reasonText(old)).toBe(text);
});

test('a green light says that no milestone is overdue only where none is', () => {
	const node = { name: '主体', stage: 'main', plannedOn: '2026-08-14', doneOn: null };
	const green = (milestones: (typeof node & { claimedOn?: string })[]) => {
		const { light, reasons } = lightOf(yinchuanRules, {
			...{ today: '2026-08-15', startsOn: '2026-03-01', accepted: false, lateReport: null },
			...{ plannedPercent: 70, plannedOn: '2026-07-31', percent: 68, milestones }
		});
		return [light, reasonText(reasons[0]!)];
	};
	const figures = '截至2026年7月31日：进度 68%，计划 70%';
	expect(green([])).toEqual(['green', `${figures}，节点均未逾期`]);
	expect(green([{ ...node, claimedOn: '2026-08-10' }])).toEqual(['green', `${figures}，节点均未逾期`]);
	expect(green([{ ...node, plannedOn: '2026-08-15' }])).toEqual(['green', `${figures}，节点均未逾期`]);
	expect(green([node])).toEqual(['green', `${figures}，未达到亮黄、橙、红灯的条件`]);
	const old = { value: 0, actual: 0, about: '', percent: 68, plannedPercent: 70 };
	expect(reasonText({ ...old, test: 'on-plan' })).toBe('进度 68%，计划 70%，未达到亮黄、橙、红灯的条件');
});

test('faults and changes name what they are about', () => {
	expect(faultText({ field: 'fund-2026-06', code: 'bad-amount' })).toBe(
		'2026年6月资金：请以万元为单位填写数字（不能是公式）'
	);
	expect(faultText({ field: 'reached-0190', code: 'bad-date', about: '主体完工' })).toBe(
		'节点“主体完工”的完成日期：日期不正确，请按年-月-日填写（2000 年至 2199 年）'
	);
	expect(faultText({ code: 'stages-missing', about: 'start' })).toBe('开工：缺少这个节点');
	expect(faultText('paid-over-arrived')).toContain('垫资');
	expect(changeField('milestones.开工.plannedOn')).toBe('开工 计划日期');
	expect(changeValue('paidFen', 110_000_000)).toBe('110.00 万元');
	expect(changeValue('doneOn', '2026-04-01')).toBe('2026年4月1日');
});

test('without a next milestone a project is accepted, waits for its 验收, or has no plan', () => {
	const row = (light: 'blue' | 'green' | 'grey', plannedOn: string | null) => ({
		light: { light },
		plannedOn
	});
	expect(noNextText(row('blue', '2026-11-30'))).toBe('已完成验收');
	expect(noNextText(row('green', '2026-11-30'))).toBe('节点均已填报完成，等待审定或验收');
	expect(noNextText(row('grey', null))).toBe('计划尚未审定');
	expect(noNextText({ light: null, plannedOn: null })).toBe('计划尚未审定');
});

test('the public reads of a plan that is not approved that it is not, whoever it waits for', () => {
	expect(progressText({ total: 0, done: 0 })).toBe('办理计划尚未审定');
});
