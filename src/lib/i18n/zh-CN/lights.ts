import type { Light, LightReason, LightRule } from '../../domain/tracker/lights.ts';
import { formatDate } from '../format.ts';

/** Lights in words: the colour is never the only carrier, and every light says why. */

export const lightWords: Record<Light, { word: string; mark: string }> = {
	grey: { word: '未启动', mark: '○' },
	green: { word: '正常', mark: '✓' },
	yellow: { word: '滞后', mark: '△' },
	orange: { word: '严重滞后', mark: '▲' },
	red: { word: '逾期', mark: '！' },
	blue: { word: '已完成', mark: '●' }
};

export const lightNames: Record<Light, string> = {
	grey: '灰灯',
	green: '绿灯',
	yellow: '黄灯',
	orange: '橙灯',
	red: '红灯',
	blue: '蓝灯'
};

/** `为什么是黄灯` */
export const whyTitle = (light: Light): string => `为什么是${lightNames[light]}`;

export function reasonText(reason: LightReason): string {
	const { test, value, actual, about, percent, plannedPercent, plannedOn } = reason;
	// What was kept before the day was named has none.
	const asOf = plannedOn ? `截至${formatDate(plannedOn)}：` : '';
	switch (test) {
		case 'behind':
			return `${asOf}进度 ${percent}%，计划 ${plannedPercent}%，落后 ${actual} 个百分点，超过 ${value} 个百分点`;
		case 'below':
			return `进度 ${percent}%，低于 ${value}%`;
		case 'overdue':
			return `节点“${about}”逾期 ${actual} 天，尚未完成${value ? `，超过 ${value} 天` : ''}`;
		case 'due-within':
			return actual === 0
				? `节点“${about}”今天到期，尚未完成`
				: `节点“${about}”还有 ${actual} 天到期（${value} 天以内），尚未完成`;
		case 'report-late':
			return `${monthText(about)}月报逾期 ${actual} 个工作日未报，超过 ${value} 个工作日`;
		case 'return-late':
			return `${monthText(about)}月报退回待改，逾期 ${actual} 个工作日未重新报送，超过 ${value} 个工作日`;
		case 'not-started':
			return `“${about}”逾期 ${actual} 天，尚未开工，超过 ${value} 天`;
		case 'before-start':
			return '未到计划开始日期';
		case 'no-plan':
			return '办理计划尚未审定';
		case 'accepted':
			return '验收合格，验收材料已审定';
		case 'on-plan':
			// Before the day was named, nobody counted the milestones that are past.
			return `${asOf}进度 ${percent}%，计划 ${plannedPercent}%，${
				asOf && actual === 0 ? '节点均未逾期' : '未达到亮黄、橙、红灯的条件'
			}`;
	}
}

/** Beside a plan's figure: the day that it is of. */
export const plannedOnText = (day: string | null): string => (day ? `截至${formatDate(day)}` : '');

/** One line, as a tooltip shows it. */
export const reasonsLine = (reasons: readonly LightReason[]): string => reasons.map(reasonText).join('；');

/** A rule as the page of the rules lists it. */
export function ruleText({ test, value }: LightRule): string {
	return {
		behind: `进度落后计划超过 ${value} 个百分点`,
		below: `进度低于 ${value}%`,
		overdue: value ? `节点逾期超过 ${value} 天` : '节点逾期',
		'due-within': `节点在 ${value} 天内到期而未完成`,
		'report-late': `月报逾期超过 ${value} 个工作日`,
		'not-started': `超过计划开工日期 ${value} 天仍未开工`
	}[test];
}

export const testNames = {
	behind: '进度落后计划（百分点）',
	below: '进度低于（%）',
	overdue: '节点逾期超过（天）',
	'due-within': '节点到期前（天）',
	'report-late': '月报逾期超过（工作日）',
	'not-started': '逾期未开工超过（天）'
} as const;

export const lightRulesFormText = '页面内容已经变化，规则没有生效。请刷新页面后再试。';

export const lightRuleFaultTexts = {
	'rules-empty': '至少要有一条规则。',
	'rule-value': '数值须为整数：百分数 0 至 100，天数 0 至 366。',
	'rules-contradict': '同一项目标中，较重的灯须对应更差的情形，例如红灯的落后幅度须大于黄灯。',
	'rules-twice': '同一种灯的同一项目标只能设一条。'
} as const;

/** `2026年3月` of `2026-03`. */
export const monthText = (month: string): string => {
	const [year, number] = month.split('-');
	return `${year}年${Number(number)}月`;
};
