import type { AcceptanceState } from '../../domain/tracker/acceptance-state.ts';
import type { Light } from '../../domain/tracker/lights.ts';
import type { PlanFault, PlanState, Stage } from '../../domain/tracker/plan.ts';
import type { DraftFault } from '../../domain/tracker/drafts.ts';
import type { EarlierMonth, ReportFault } from '../../domain/tracker/report.ts';
import type { Grade } from '../../domain/tracker/satisfaction.ts';
import { formatDate, formatDateTime, formatWan } from '../format.ts';
import { yearsText } from './days.ts';
import { monthText } from './lights.ts';

/** The follow-up's desk pages. */

export const stageNames: Record<Stage, string> = {
	preparation: '前期',
	tender: '招标',
	start: '开工',
	main: '主体',
	finish: '完工',
	acceptance: '验收',
	handover: '移交'
};

export const paperStates: Record<PlanState, { word: string; tone: '' | 'ok' | 'warn' | 'bad' | 'info' }> = {
	draft: { word: '草稿', tone: '' },
	submitted: { word: '已报送，待审定', tone: 'info' },
	returned: { word: '已退回', tone: 'bad' },
	approved: { word: '已审定', tone: 'ok' }
};

export const dueNames = {
	unassigned: '待交办',
	'no-group': '监督小组不足',
	'late-plan': '计划逾期未报',
	overdue: '节点逾期',
	'late-report': '月报逾期',
	unanswered: '督办未答复'
} as const;

export const slotNames = { before: '施工前', during: '施工中', after: '完工后' } as const;
export const partNames = { leader: '牵头领导', presidium: '主席团成员', deputy: '代表' } as const;
export const gradeNames: Record<Grade, string> = {
	satisfied: '满意',
	basic: '基本满意',
	dissatisfied: '不满意'
};

/** Instead of the light of a project that the congress has replaced. */
export const replacedText = '已更换';

export const gradeFilterNames: Record<Grade | 'none', string> = { ...gradeNames, none: '未测评' };

export const todoTexts = {
	plan: () => '填报办理计划',
	'plan-returned': (reason: string) => `办理计划被退回：${reason}`,
	report: (month: string) => `填报${monthText(month)}月报`,
	'report-returned': (about: string) => `月报被退回（${about}）`,
	milestone: (name: string) => `节点“${name}”到期，完成后请登记`,
	notice: (reference: string) => `答复督办通知 ${reference}`,
	talk: (reference: string) => `答复约谈 ${reference}`,
	inquiry: (reference: string) => `答复专题询问 ${reference}`,
	visit: (about: string) => `答复代表意见：${about}`,
	acceptance: () => '节点已完成，报送验收',
	'acceptance-returned': (reason: string) => `验收被退回：${reason}`,
	'acceptance-rectify': (text: string) => `验收审定为“需整改后再验收”：${text}`,
	'acceptance-revoked': (reason: string) => `验收的审定已撤销，请重新报送：${reason}`,
	feedback: (count: string) => `草拟对居民留言的答复（${count} 条）`
} as const;

type ActKind = keyof typeof supervisionKinds;

export const reviewTexts = {
	assignment: () => '下达交办单',
	plan: () => '审定办理计划',
	report: (month: string) => `审定${monthText(month)}月报`,
	/** @param how `outdated` where a 交办单 has set anew the days that it was asked over */
	change: (how: string) =>
		how === 'outdated' ? '变更申请的原期限已被取代，待责任单位撤回（可登记不同意）' : '变更申请等待决定',
	acceptance: () => '审定验收',
	reply: (reference: string, act: ActKind) => `查看${supervisionKinds[act]}的答复 ${reference}`,
	'act-open': (reference: string, act: ActKind) => `办结${supervisionKinds[act]} ${reference}`,
	'act-left': (reference: string, act: ActKind) => `项目已更换，办结${supervisionKinds[act]} ${reference}`,
	feedback: (count: string) => `审核居民留言（${count} 条）`,
	'feedback-draft': (count: string) => `公布对居民留言的答复（${count} 条草稿）`,
	/** @param about how many, and the first of the days that were promised */
	'feedback-open': (about: string) => {
		const [count, day] = about.split(' ');
		return `答复居民留言或转责任单位（${count} 条，最早须在 ${formatDate(day!)} 前答复）`;
	}
} as const;

/** What the day stands for since which something waits. */
export const reviewSince: Record<keyof typeof reviewTexts, string> = {
	assignment: '列入',
	plan: '报送',
	report: '报送',
	change: '提出',
	acceptance: '报送',
	reply: '答复',
	'act-open': '起待办结',
	'act-left': '起待办结',
	feedback: '留言',
	'feedback-draft': '草拟',
	'feedback-open': '留言'
};

const fieldFaults: Record<DraftFault['code'], string> = {
	'bad-date': `日期不正确，请按年-月-日填写（${yearsText}）`,
	'bad-percent': '请填写 0 至 100 的整数',
	'bad-amount': '请以万元为单位填写数字（不能是公式）',
	'half-row': '请填写节点名称，或清空日期',
	'unknown-milestone': '没有这个节点，请刷新页面'
};

const planFaultTexts: Record<PlanFault['code'], string> = {
	'no-milestones': '至少要有开工、完工、验收三个节点',
	'milestone-before-start': '早于交办单的开始日期',
	'milestone-too-early': '比项目开始早了三年以上，请核对年份',
	'milestone-after-end': '晚于交办单的完成日期',
	'milestones-out-of-order': '与前后节点的次序颠倒',
	'milestone-twice': '有两个节点叫这个名称，请改成不同的名称',
	'stages-missing': '缺少这个节点',
	'curve-too-short': '计划进度至少要有两个点',
	'curve-dates': '计划进度的日期须一个比一个晚',
	'curve-falls': '计划进度不能比前一个点低',
	'curve-before-start': '计划进度早于交办单的开始日期',
	'curve-after-end': '计划进度晚于交办单的完成日期',
	'curve-unfinished': '计划进度的最后一个点须为 100%',
	'funds-over-total': '各月资金合计超过项目总投资'
};

const reportFaultTexts: Record<ReportFault, string> = {
	'percent-range': '进度请填写 0 至 100 的整数',
	'progress-fell': '进度比上次填报的低，请在“更正说明”中写明原因',
	'done-empty': '请填写本月完成情况',
	'reached-in-future': '节点的完成日期不能晚于今天',
	'reached-before-start': '节点的完成日期早于项目的开始日期，请核对年份和月份（前期工作除外）',
	'unknown-milestone': '有一个节点已经登记完成、已在另一个月的月报中填报或已取消，请刷新页面',
	'funds-negative': '金额不能为负',
	'paid-over-arrived': '累计支付大于累计到位，请写明原因（如施工单位垫资）',
	'over-total':
		'累计到位或累计支付多于总投资，请核对单位是不是万元；确实如此的，请写明原因（如追加补助、结余待上交）',
	'funds-fell': '累计金额比上次填报的少，请在“更正说明”中写明原因'
};

/** A fault of a plan or report in one sentence, with what it is about. */
export function faultText(fault: DraftFault | PlanFault | ReportFault | EarlierMonth): string {
	if (typeof fault === 'string') return reportFaultTexts[fault];
	if (fault.code === 'earlier-month-first')
		return `${monthText(fault.about)}的月报还没有报送，请按月份先后报送`;
	if ('field' in fault) return `${fieldLabel(fault.field, fault.about)}：${fieldFaults[fault.code]}`;
	const about = fault.code === 'stages-missing' ? stageNames[fault.about as Stage] : fault.about;
	return about ? `${about}：${planFaultTexts[fault.code]}` : planFaultTexts[fault.code];
}

/** Milestones with their day, in one line. */
export const milestonesText = (nodes: readonly { name: string; plannedOn: string }[]): string =>
	nodes.map(({ name, plannedOn }) => `“${name}”（${formatDate(plannedOn)}）`).join('、');

export const reportLabels = {
	percent: '形象进度',
	satisfaction: '满意度测评',
	done: '本月完成情况',
	next: '下月计划',
	problems: '存在问题',
	coordination: '需协调事项',
	arrived: '累计到位资金',
	paid: '累计支付资金',
	explanation: '支付大于到位的原因',
	correction: '更正说明'
} as const;

function fieldLabel(field: string, about = ''): string {
	const label = (reportLabels as Record<string, string>)[field];
	if (label) return label;
	if (field.startsWith('fund-')) return `${monthText(field.slice(5))}资金`;
	if (field.startsWith('curve-')) return `计划进度第 ${Number(field.split('-')[1]) + 1} 个点`;
	if (field.startsWith('reached-')) return about ? `节点“${about}”的完成日期` : '节点完成日期';
	const stage = field.split('-')[0] as Stage;
	return stage in stageNames ? stageNames[stage] : field;
}

const actNames: Record<string, string> = {
	'assignment-issued': '下达交办单',
	'assignment-revised': '修订交办单',
	'supervisors-set': '确定监督小组',
	'plan-submitted': '报送办理计划',
	'plan-approved': '审定办理计划',
	'plan-returned': '退回办理计划',
	'plan-withdrawn': '撤回办理计划',
	'report-submitted': '报送月报',
	'report-approved': '审定月报',
	'report-returned': '退回月报',
	'report-withdrawn': '撤回月报',
	'milestone-claimed': '登记节点完成',
	'evidence-added': '上传照片或文件',
	'evidence-withdrawn': '撤下照片或文件',
	'survey-graded': '满意度测评评定',
	'change-asked': '提出变更',
	'change-approved': '批准变更',
	'project-substituted': '由更换而来',
	'substitute-added': '补录替代项目',
	'change-refused': '不同意变更',
	'change-withdrawn': '撤回变更',
	'act-issued': '督办、约谈或询问',
	'act-replied': '答复督办',
	'act-closed': '督办办结',
	'act-reopened': '督办答复退回补充',
	'acceptance-submitted': '报送验收',
	'acceptance-approved': '审定验收',
	'acceptance-returned': '退回验收',
	'acceptance-withdrawn': '撤回验收',
	'acceptance-revoked': '撤销验收审定',
	'visit-recorded': '代表视察或意见',
	'visit-photo-added': '代表上传视察照片',
	'visit-replied': '答复代表意见',
	'visit-rated': '代表评价答复',
	'correction-published': '发布更正说明',
	'completion-withdrawn': '更正节点完成登记',
	'feedback-shown': '公开居民留言',
	'feedback-kept-back': '居民留言不公开',
	'feedback-forwarded': '居民留言转责任单位',
	'feedback-drafted': '责任单位草拟答复',
	'feedback-answered': '公布对居民留言的答复',
	'feedback-no-reply': '居民留言办结，无需答复',
	'feedback-contact-erased': '应要求删除居民联系方式'
};

export const actName = (act: string): string => actNames[act] ?? act;

const plainFields: Record<string, string> = {
	percent: '形象进度',
	arrivedFen: '累计到位',
	paidFen: '累计支付',
	startsOn: '开始日期',
	endsOn: '完成日期',
	planDueOn: '计划报送期限',
	totalFen: '总投资',
	yearFen: '本年投资',
	content: '建设内容',
	place: '建设地点',
	funding: '资金来源',
	replacement: '更换为',
	predecessor: '原项目',
	reference: '文号',
	unit: '责任单位',
	leader: '责任领导',
	contact: '联系人',
	cooperating: '协同单位',
	target: '目标任务',
	requirement: '工作要求',
	supervisors: '监督小组',
	done: '本月完成情况',
	next: '下月计划',
	problems: '存在问题',
	coordination: '需协调事项',
	explanation: '超付原因',
	correction: '更正说明',
	before: '施工前照片',
	during: '施工中照片',
	after: '完工后照片',
	document: '文件',
	evidence: '照片或文件',
	dueOn: '答复期限',
	reportDueOn: '报送期限',
	plannedOn: '计划日期',
	surplus: '多到位资金的处理',
	plannedFen: '计划资金',
	doneOn: '完成日期',
	claimedOn: '填报的完成日期',
	stage: '阶段',
	name: '名称',
	visitedOn: '视察日期',
	raisedOn: '提出日期',
	reply: '第几次答复'
};

/** `milestones.开工.plannedOn` → `开工 计划日期`; `funds.2026-06.plannedFen` → `2026年6月 计划资金`. */
export function changeField(field: string): string {
	const parts = field.split('.');
	const last = plainFields[parts.at(-1)!] ?? parts.at(-1)!;
	const about = parts.slice(1, -1).join(' ');
	return parts.length > 1 ? `${parts[0] === 'funds' ? monthText(about) : about} ${last}`.trim() : last;
}

export function changeValue(field: string, value: string | number | null): string {
	if (value === null || value === '') return '（空）';
	if (/Fen$/.test(field)) return formatWan(Number(value));
	if (field === 'satisfaction') return gradeNames[value as Grade] ?? String(value);
	if (field === 'percent') return `${value}%`;
	if (/On$/.test(field) && /^\d{4}-/.test(String(value))) return formatDate(String(value));
	return String(value);
}

/** Days of a project that are others by now than a request had them. */
export const termMovedText = (
	days: readonly { field: 'startsOn' | 'endsOn'; asked: string | null; now: string | null }[]
): string =>
	days
		.map(
			({ field, asked, now }) =>
				`${changeField(field)}现为${changeValue(field, now)}（申请时为${changeValue(field, asked)}）`
		)
		.join('、');

export const savedText = (at: string): string => `已保存 ${formatDateTime(at)}`;
export const overdueText = (days: number): string => `逾期 ${days} 天`;

type Tagged = { word: string; tone: '' | 'ok' | 'warn' | 'bad' | 'info' };

export const changeKindNames = {
	date: '延期或调整工期',
	content: '调整建设内容',
	budget: '调整投资',
	replace: '更换项目'
} as const;
export const authorityNames = { presidium: '主席团', congress: '人民代表大会' } as const;
export const changeStates: Record<'asked' | 'approved' | 'refused' | 'withdrawn', Tagged> = {
	asked: { word: '等待决定', tone: 'info' },
	approved: { word: '已批准', tone: 'ok' },
	refused: { word: '不同意', tone: 'bad' },
	withdrawn: { word: '已撤回', tone: '' }
};

export const supervisionKinds = { notice: '督办通知', talk: '约谈', inquiry: '专题询问' } as const;
export const supervisionStates: Record<'open' | 'replied' | 'closed', Tagged> = {
	open: { word: '办理中', tone: 'warn' },
	replied: { word: '已答复', tone: 'info' },
	closed: { word: '已办结', tone: 'ok' }
};

export const conclusionNames = { pass: '验收合格', rectify: '需整改后再验收' } as const;
export const acceptanceStates: Record<AcceptanceState, Tagged> = {
	submitted: { word: '等待审定', tone: 'info' },
	approved: { word: '已审定', tone: 'ok' },
	returned: { word: '已退回', tone: 'bad' },
	withdrawn: { word: '已撤回', tone: 'info' },
	revoked: { word: '审定已撤销', tone: 'bad' }
};

/** Instead of the next milestone where there is none: which of the three reasons it has. */
export const noNextText = (row: { light: { light: Light } | null; plannedOn: string | null }): string => {
	if (row.light?.light === 'blue') return '已完成验收';
	return row.plannedOn === null ? '计划尚未审定' : '节点均已填报完成，等待审定或验收';
};
