import type { Owed } from '../../domain/tracker/year-end.ts';
import { plannedOnText } from './lights.ts';

/** 上一年度项目: how they ended, for the office that sets up the next vote and for the deputies in the hall. */

const owedNames: Record<Owed, string> = {
	'not-satisfied': '测评不满意，须整改',
	'not-accepted': '尚未通过验收',
	'not-graded': '未进行满意度测评'
};

/** 还欠什么 in one sentence. */
export function owedText(one: {
	replaced: boolean;
	substitution: { replacedBy: { name: string } | null };
	owed: readonly Owed[];
	followed: boolean;
}): string {
	const { replacedBy } = one.substitution;
	if (one.replaced) return `经人民代表大会决定更换${replacedBy ? `为“${replacedBy.name}”` : ''}，不再办理`;
	if (!one.owed.length) return '已办结';
	return `${one.owed.map((code) => owedNames[code]).join('；')}${one.followed ? '，继续督办' : ''}`;
}

export const yearEndTexts = {
	name: '上年项目',
	title: (year: number) => `${year} 年度民生实事项目办理和满意度情况`,
	/** 上一年度 is what the paper's readers call it; the year is in its second line. */
	paper: '上一年度民生实事项目办理和满意度情况',
	ofYear: (year: number) => `（${year} 年度）`,
	lead: '上一次票决产生的项目现在办到什么程度、代表怎样评价。不满意的和没有验收的，换年度后仍在办理进展中继续督办。',
	summary: (all: number, accepted: number, followed: number) =>
		`共 ${all} 项，已验收 ${accepted} 项，继续督办 ${followed} 项。`,
	earlier: (year: number, count: number) => `${year} 年度仍须办理的项目（${count} 项）`,
	earlierLead: '更早年度测评不满意或尚未通过验收的项目，按年度列出，仍在继续督办。',
	none: '还没有上一年度的项目：本级人大以前没有用本系统宣布过票决结果。',
	open: '查看上一年度项目',
	print: '打印供代表参阅的情况表',
	survey: '到满意度测评',
	head: {
		number: '序号',
		project: '项目',
		unit: '责任单位',
		light: '亮灯',
		progress: '进度',
		accepted: '验收',
		grade: '满意度测评',
		owed: '还须办理'
	},
	progress: (row: { percent: number; plannedPercent: number; plannedOn: string | null }) =>
		`${row.percent}%（${[plannedOnText(row.plannedOn), `计划 ${row.plannedPercent}%`].filter(Boolean).join(' ')}）`,
	accepted: '已验收',
	notAccepted: '未通过验收',
	noGrade: '未测评',
	counts: (c: { satisfied: number; basic: number; dissatisfied: number; blank: number }) =>
		`满意 ${c.satisfied}、基本满意 ${c.basic}、不满意 ${c.dissatisfied}、未评 ${c.blank}`,
	baseOf: (base: string, number: number) => `${base} ${number} 人`,
	asOf: (date: string) => `截至${date}。`
} as const;
