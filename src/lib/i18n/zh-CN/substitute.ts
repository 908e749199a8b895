import { formatDate } from '../format.ts';
import { yearsText } from './days.ts';

/** 更换项目, in words: on both sides of a replacement, and where the office names what takes the place. */

export const replacementTexts = {
	replacedBy: (name: string) => `已更换为“${name}”`,
	replaces: (name: string) => `由“${name}”更换而来`,
	decision: ({ decision, decidedOn }: { decision: string; decidedOn: string }) =>
		`人民代表大会决定 ${decision}（${formatDate(decidedOn)}）`,
	/** Instead of votes, of a project that no vote has chosen. */
	notVoted: '没有经过票决。',
	/** On the desk, once it is named. */
	handOver: '还没有交办，请下达交办单。'
} as const;

/** In a line of a table; empty for nearly all. */
export const substitutionText = (one: {
	replaces: { name: string } | null;
	replacedBy: { name: string } | null;
}): string =>
	[
		one.replaces && replacementTexts.replaces(one.replaces.name),
		one.replacedBy && replacementTexts.replacedBy(one.replacedBy.name)
	]
		.filter(Boolean)
		.join('；');

export const substituteTexts = {
	title: '更换为什么项目',
	help: '按大会决定填写。登记批准后，原项目停止办理并照旧公开，新项目随即建立，须另行交办；两个项目的公开页互相注明。',
	asked: (name: string) => `责任单位申请更换为：${name}`,
	reserve: '从储备库中选择',
	fresh: '填写新的项目',
	choose: '储备项目',
	chooseNone: '请选择',
	option: (one: { name: string; unit: string; year: number; wan: string }) =>
		`${one.name}（${one.year} 年度，${one.unit}，${one.wan}）`,
	none: '储备库中没有可用的项目。',
	name: '项目名称',
	content: '建设内容',
	category: '类别',
	place: '建设地点',
	beneficiaries: '受益群众（可不填）',
	unit: '责任单位',
	leader: '责任领导',
	total: '总投资（万元）',
	year: '当年投资（万元）',
	funding: '资金来源',
	startsOn: '计划开始日期',
	endsOn: '计划完成日期',
	done: (name: string) => `变更已批准，已更换为“${name}”。请为新项目下达交办单。`,
	open: '打开新项目'
} as const;

/** 补录: of a replacement that was recorded when no substitute could be named with it. */
export const lateSubstituteTexts = {
	title: '补录替代项目',
	lead: (decision: string) => `这个项目已按 ${decision} 更换，登记时没有写明替代项目。`,
	help: '按大会决定填写。补录后新项目随即建立，须另行交办；两个项目的公开页互相注明。每个项目只能补录一次。',
	button: '补录',
	done: (name: string) => `已补录替代项目“${name}”。请为新项目下达交办单。`
} as const;

export const substituteFormTexts = {
	source: '请选择从储备库中选择，还是填写新的项目。',
	reserve: '请选择一个储备项目。',
	name: '请填写新项目的名称（不超过 60 字）。',
	content: '请填写新项目的建设内容（不超过 2000 字）。',
	category: '请填写新项目的类别（不超过 20 字）。',
	place: '新项目的建设地点不超过 200 字。',
	beneficiaries: '受益群众不超过 200 字。',
	unit: '请填写新项目的责任单位（不超过 60 字）。',
	leader: '请填写新项目的责任领导（不超过 40 字）。',
	total: '新项目的总投资请以万元为单位填写数字。',
	year: '新项目的当年投资请以万元为单位填写数字。',
	funding: '资金来源不超过 300 字。',
	startsOn: `请填写新项目的计划开始日期（${yearsText}）。`,
	endsOn: `请填写新项目的计划完成日期（${yearsText}）。`
} as const;
