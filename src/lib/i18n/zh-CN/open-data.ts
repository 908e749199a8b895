import { monthText } from './lights.ts';

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
	light: '办理状态',
	lightReasons: '状态说明',
	percent: '形象进度（%）',
	plannedPercent: '计划进度（%）',
	planned: '计划资金（元）',
	arrived: '到位资金（元）',
	paid: '支付资金（元）',
	asOf: '数据截至',
	nodes: '时间节点数',
	done: '已完成节点数',
	nextName: '下一节点',
	nextOn: '下一节点日期',
	replaced: '已更换',
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
	dates: (planned: string, done: string | null) => `计划 ${planned}${done ? `，完成 ${done}` : '，未完成'}`,
	report: (month: string) => `${monthText(month)}月报`
} as const;

export const fileNames = {
	list: '民生实事项目清单',
	demonstration: '演示数据 '
} as const;
