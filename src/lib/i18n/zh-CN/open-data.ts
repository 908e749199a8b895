import type { ChangeKind } from '../../domain/tracker/change.ts';
import type { FieldChange } from '../../domain/tracker/differences.ts';
import type { Grade, SatisfactionBase, SatisfactionCounts } from '../../domain/tracker/satisfaction.ts';
import { formatDate } from '../format.ts';
import {
	changeField,
	changeKindNames,
	changeValue,
	conclusionNames,
	gradeNames,
	slotNames
} from './follow.ts';
import { monthText } from './lights.ts';
import { satisfactionTexts } from './project-page.ts';
import type { EndedBy } from './tracker.ts';

/** Words of the open data: columns of the files, and the page that offers them. */

/** The columns of 项目清单, in their order. */
export const columnNames = {
	id: '项目标识',
	year: '年度',
	congressName: '人大',
	number: '序号',
	name: '项目名称',
	category: '类别',
	place: '建设地点',
	unit: '责任单位',
	leader: '责任领导',
	total: '总投资（元）',
	startsOn: '计划开始',
	endsOn: '计划完成',
	votedStartsOn: '票决（或批准变更）的开始',
	votedEndsOn: '票决（或批准变更）的完成',
	light: '办理状态',
	lightReasons: '状态说明',
	percent: '形象进度（%）',
	plannedPercent: '计划进度（%）',
	planned: '计划资金（元）',
	arrived: '到位资金（元）',
	paid: '支付资金（元）',
	asOf: '数据截至',
	plannedOn: '计划进度截至',
	nodes: '时间节点数',
	done: '已完成节点数',
	nextName: '下一节点',
	nextOn: '下一节点日期',
	grade: '代表满意度测评',
	replaced: '已更换',
	replacedBy: '更换为',
	replaces: '由何项目更换而来',
	demonstration: '演示数据',
	updatedAt: '更新时间',
	url: '网页'
} as const;

export const yesNo = (value: boolean): string => (value ? '是' : '否');

export const detailNames = {
	fact: '栏目',
	value: '内容',
	meeting: '票决会议',
	approve: '赞成票数',
	content: '建设内容',
	beneficiaries: '受益群众',
	yearTotal: '当年投资（元）',
	funding: '资金来源',
	milestone: (name: string) => `时间节点：${name}`,
	/** @param ended as `milestoneStanding` has it: what was never reported then is nobody's duty any more */
	dates: (
		node: { plannedOn: string; doneOn: string | null; claimedOn: string | null },
		ended: EndedBy
	): string => {
		const { plannedOn, doneOn, claimedOn } = node;
		const course = () => {
			if (doneOn) return `完成 ${formatDate(doneOn)}`;
			if (ended === 'replaced') return '项目已更换，不再办理';
			if (claimedOn) return `填报 ${formatDate(claimedOn)} 完成，待审定`;
			return ended === 'accepted' ? '项目已验收，未单独填报' : '未完成';
		};
		return `计划 ${formatDate(plannedOn)}，${course()}`;
	},
	reportPercent: (month: string) => `${monthText(month)}月报：形象进度（%）`,
	reportDone: (month: string) => `${monthText(month)}月报：本月完成情况`,
	reportNext: (month: string) => `${monthText(month)}月报：下月计划`,
	light: (since: string) => `办理状态（${formatDate(since)}起）`,
	change: (kind: ChangeKind, decidedOn: string | null) =>
		`变更：${changeKindNames[kind]}${decidedOn ? `（${formatDate(decidedOn)}决定）` : ''}`,
	changed: (rows: readonly FieldChange[], reason: string, decision: string | null) =>
		[
			...rows.map(({ field, before, after }) =>
				before === null
					? `${changeField(field)}：${changeValue(field, after)}`
					: `${changeField(field)}：原为 ${changeValue(field, before)}，现为 ${changeValue(field, after)}`
			),
			`理由：${reason}`,
			...(decision ? [`决定：${decision}`] : [])
		].join('；'),
	correction: (subject: string, at: string) => `更正：${subject}（${formatDate(at)}）`,
	reportCorrection: (asOf: string) => `更正：进度或资金（${formatDate(asOf)}的数据）`,
	corrected: (before: string, after: string, reason: string) =>
		`原为“${before}”，更正为“${after}”；原因：${reason}`,
	acceptance: (acceptedOn: string) => `验收（${formatDate(acceptedOn)}）`,
	accepted: (conclusion: keyof typeof conclusionNames, text: string) =>
		[conclusionNames[conclusion], text].filter(Boolean).join('：'),
	final: '决算金额（元）',
	finalNote: '决算金额的说明',
	survey: (year: number) => `${year}年度人大代表满意度测评`,
	graded: (
		result: SatisfactionCounts & { blank: number; base: SatisfactionBase; baseNumber: number; grade: Grade }
	) =>
		`${gradeNames[result.grade]}：${satisfactionTexts.votes(result)}，${satisfactionTexts.base(result.base, result.baseNumber)}`,
	rating: '居民评价（不是代表测评）',
	rated: ({ satisfied, basic, dissatisfied }: SatisfactionCounts) =>
		`满意 ${satisfied} 人，基本满意 ${basic} 人，不满意 ${dissatisfied} 人`,
	photo: (slot: keyof typeof slotNames, takenOn: string | null) =>
		`照片：${slotNames[slot]}${takenOn ? `（${formatDate(takenOn)}）` : ''}`
} as const;

export const fileNames = {
	list: '民生实事项目清单',
	/** A sheet whose own name a spreadsheet would not take. */
	sheet: '数据',
	demonstration: '演示数据 '
} as const;

/** 节点日历. */
export const calendarTexts = {
	title: (about: string | null, year: number | null) =>
		`${about ?? '民生实事项目'}${year === null ? '' : ` ${year}年度`} · 时间节点`,
	event: ({
		project,
		name,
		doneOn,
		demonstration,
		off
	}: {
		project: string;
		name: string;
		doneOn: string | null;
		demonstration: boolean;
		/** Dropped, or of a project that was replaced. */
		off: boolean;
	}) =>
		`${demonstration ? '演示数据：' : ''}${project}：${name}${doneOn ? '（已完成）' : off ? '（已取消）' : ''}`,
	description: (node: {
		unit: string;
		plannedOn: string;
		doneOn: string | null;
		claimedOn: string | null;
		replacedAt: string | null;
		accepted: boolean;
		off: boolean;
	}) => {
		const { unit, plannedOn, doneOn, claimedOn, replacedAt, accepted, off } = node;
		const course = doneOn
			? `${formatDate(doneOn)} 完成`
			: off
				? replacedAt
					? '项目经人大决定更换，不再办理'
					: '经决定取消'
				: claimedOn
					? '已填报完成，待审定'
					: accepted
						? '项目已验收，未单独填报'
						: '尚未完成';
		return `责任单位：${unit}。计划 ${formatDate(plannedOn)}，${course}。`;
	}
} as const;

/** Words inside the package of the infrastructure standard. */
export const oc4idsTexts = {
	scheme: '民生实事项目类别',
	beneficiaries: '受益群众：',
	result: '票决结果',
	page: '办理进展'
} as const;

/** 开放数据. */
export const openDataTexts = {
	title: '开放数据',
	lead: '这里的数据与公开页面相同，任何人都可以下载、订阅和引用，不需要登录。内容在宣布和审定之后公开，通常一分钟内更新。',
	license: '使用条件：',
	range: '选择范围',
	choose: '按此范围列出',
	inRange: (total: number) => `所选范围内有 ${total} 个项目。`,
	parts: (most: number) => `一个文件最多 ${most} 个项目，超过的部分请选择年度或人大分别下载。`,
	files: '下载',
	filesAbout: '用表格软件查看、打印和统计。',
	xlsx: '项目清单（XLSX）',
	xlsxAbout: '一行一个项目：责任单位、投资、进度、办理状态和下一节点。用表格软件打开。',
	csv: '项目清单（CSV）',
	csvAbout: '内容相同的文本表格，带编码标记，表格软件打开不会乱码。',
	json: '项目清单（JSON）',
	jsonAbout: '内容相同，供程序读取。',
	ownFile: (kind: string) => `本项目数据（${kind.toUpperCase()}）`,
	archives: '票决结果和公开档案',
	archivesAbout: '每一轮表决的票数、公告、报告和可以离线核对的公开档案，在结果页面下载。',
	subscriptions: '订阅',
	subscriptionsAbout: '把下面的地址填入手机或电脑的日历、阅读软件，以后有变化会自动更新。',
	calendar: '时间节点日历',
	calendarAbout:
		'各项目计划完成的日子，到期前一周上午九点提醒。节点经决定调整后，日历随之移动；取消的节点标明取消。',
	calendarNarrow: (most: number) =>
		`所选范围超过 ${most} 个项目，一份日历放不下。请先在上面选择年度或人大，也可以在各项目的网页上订阅单个项目的日历。`,
	feed: '办理动态（Atom）',
	feedAbout: '新项目、节点完成、月报审定、办理状态变化、变更、更正、验收和代表满意度测评，最新的 50 条。',
	programs: '供程序使用',
	programsAbout: '不需要密钥。地址后面可以加上年度、人大、办理状态等条件，分页读取，没有变化时不重复传送。',
	api: '项目接口',
	apiAbout: '逐页给出全部公开项目，每页带有下一页的地址；在项目标识后可以读取单个项目的全部公开内容。',
	openapi: '接口说明（OpenAPI）',
	openapiAbout: '全部接口的参数、内容和错误代码，也包括表决协议。',
	oc4ids: '基础设施公开数据（OC4IDS）',
	oc4idsAbout: '按国际通行的基础设施项目公开数据标准给出，只对应本系统已有的内容。'
} as const;
