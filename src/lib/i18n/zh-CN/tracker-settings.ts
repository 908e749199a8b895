import type { SatisfactionBase, SatisfactionRule } from '../../domain/tracker/satisfaction.ts';
import type { SettingFault, TermName } from '../../domain/tracker/settings.ts';
import { formatDate } from '../format.ts';
import { authorityNames, changeKindNames } from './follow.ts';

/** The settings of the follow-up, each with what it brings about. */

export const termTexts: Record<TermName, { label: string; unit: string; help: string }> = {
	planDays: {
		label: '报送办理计划的期限',
		unit: '天',
		help: '自下达交办单之日起，按日历天计算。已交办的项目期限不变。'
	},
	reportDay: {
		label: '月报报送日',
		unit: '日',
		help: '次月几日前报送，遇非工作日顺延到下一个工作日。已存有草稿的月份期限不变。'
	},
	noticeDays: {
		label: '答复督办通知的期限',
		unit: '个工作日',
		help: '下达督办通知时据此给出答复期限，下达前可以改。'
	},
	visitReplyDays: {
		label: '答复代表意见的期限',
		unit: '个工作日',
		help: '自代表提出意见的次日起算。'
	},
	messageReviewDays: {
		label: '审核居民留言的期限',
		unit: '个工作日',
		help: '自提交的次日起算，写在公开页的留言须知里。已提交的留言期限不变。'
	},
	messageReplyDays: {
		label: '答复居民留言的期限',
		unit: '个工作日',
		help: '自提交的次日起算，不少于审核的期限。已提交的留言期限不变。'
	}
};

export const baseNames: Record<SatisfactionBase, string> = {
	all: '全体组成人员（应到人数）',
	present: '出席会议的代表（实到人数）'
};
export const satisfactionRuleNames: Record<SatisfactionRule, string> = {
	majority: '满意、基本满意、不满意三档',
	'joint-rate': '满意与基本满意合并计算'
};

const baseShort: Record<SatisfactionBase, string> = { all: '全体组成人员', present: '出席代表' };

/** What base and rule together make of the votes, as the congress has to know it before it votes. */
export const satisfactionConsequence = (base: SatisfactionBase, rule: SatisfactionRule): string =>
	rule === 'majority'
		? `“满意”票超过${baseShort[base]}的半数为满意；未过半，但与“基本满意”票合计过半的为基本满意；合计仍未过半（含正好半数）的为不满意。`
		: `“满意”票与“基本满意”票合计超过${baseShort[base]}的半数为满意，未过半（含正好半数）的为不满意，不设基本满意。`;

export const baseConsequence: Record<SatisfactionBase, string> = {
	all: '未出席的代表也计入半数的基数，通过的要求更高。',
	present: '只按到会人数计算，缺席不影响结果。'
};

const dayListNames = { holidays: '放假的日期', workdays: '调休上班的日期' } as const;

const fieldNames: Record<string, string> = {
	...Object.fromEntries(Object.entries(termTexts).map(([field, { label }]) => [field, label])),
	...Object.fromEntries(
		Object.entries(changeKindNames).map(([kind, name]) => [`authority.${kind}`, `${name}由谁决定`])
	),
	...dayListNames,
	base: '满意度测评的基数',
	rule: '满意度测评的计算办法'
};

export const settingFieldName = (field: string): string => fieldNames[field] ?? field;

/** One side of a change in words; null where there is nothing on that side. */
export function settingValueText(field: string, value: string | number | null): string | null {
	if (value === null) return null;
	if (field in termTexts) return `${value} ${termTexts[field as TermName].unit}`;
	if (field.startsWith('authority.')) return authorityNames[value as keyof typeof authorityNames];
	if (field === 'base') return baseNames[value as SatisfactionBase];
	if (field === 'rule') return satisfactionRuleNames[value as SatisfactionRule];
	// Runs of days, a line each, as the domain writes them.
	return String(value)
		.replaceAll('\n', '、')
		.replace(/\d{4}-\d{2}-\d{2}/g, formatDate)
		.replaceAll(' ', '');
}

/** A change of a version in one line; days of the calendar came or went, all else was one thing and is another. */
export function settingChangeText(change: {
	field: string;
	before: string | number | null;
	after: string | number | null;
}): string {
	const name = settingFieldName(change.field);
	const [before, after] = [change.before, change.after].map((side) => settingValueText(change.field, side));
	if (!(change.field in dayListNames)) return `${name}：${before} → ${after}`;
	return [after && `${name}增加 ${after}`, before && `${name}减去 ${before}`].filter(Boolean).join('；');
}

export function settingFaultText(fault: {
	field: string;
	code: SettingFault['code'] | 'no-day';
	about: string;
}): string {
	const name = settingFieldName(fault.field);
	switch (fault.code) {
		case 'term-range':
			return `${name}：请填写 ${fault.about.replace('–', ' 至 ')} 之间的整数。`;
		case 'reply-before-review':
			return '答复居民留言的期限不能比审核的期限短，请改正其中一项。';
		case 'too-many-days':
			return `${name}：最多 ${fault.about} 天，请删去往年的日期。`;
		case 'day-in-both':
			return `${formatDate(fault.about)}同时列在放假和调休上班中，请删去一处。`;
		case 'worked-weekday':
			return `${name}：${formatDate(fault.about)}不是周末，本来就上班，请核对日期。`;
		case 'replace-is-congress':
			return '更换项目只能由人民代表大会决定。';
		case 'no-day':
			return `${name}：看不懂“${fault.about}”，请写成 2026-10-01，或 2026-10-01 至 2026-10-07。`;
	}
}

export const calendarYearText = (
	year: number,
	sums: { workingDays: number; daysOff: number; workedWeekends: number }
): string =>
	`${year} 年：工作日 ${sums.workingDays} 天；周一至周五放假 ${sums.daysOff} 天，周末调休上班 ${sums.workedWeekends} 天。` +
	(sums.daysOff ? '' : '没有填写放假日期，节假日按工作日计算。');

export const settingsFormTexts = {
	version: '页面内容已经变化，没有保存。请刷新页面后再试。',
	reason: '调整依据不超过 300 字。',
	other: '有一项没有填写完整，没有保存。请核对后再提交。'
} as const;
