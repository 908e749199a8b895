/** Sentences of the public pages that depend on the result or carry numbers. */

import { outcomeNames } from './common.ts';

export const resultTexts = {
	/** The sentence a newspaper would take over. */
	summary: (elected: number, seats: number): string =>
		elected === seats
			? `应选 ${seats} 项，经无记名投票，票决产生 ${elected} 项。`
			: `应选 ${seats} 项，经无记名投票，票决产生 ${elected} 项${elected > seats ? '（末位票数相等，一并入选）' : ''}。`,
	void: '本轮表决作废，没有票数，也没有入选项目。',
	/** What it took to pass in this very round; `threshold` null where no number of approvals was asked for. */
	condition: (kind: 'first' | 'tie-revote' | 'second-round', threshold: number | null): string => {
		if (threshold !== null) return `本轮获 ${threshold} 票及以上赞成为通过。`;
		return kind === 'tie-revote'
			? '本轮就票数相等的项目再次票决，赞成票多的入选，不再要求过半数。'
			: '本轮不要求过半数，赞成票多的入选。';
	},
	settled: (name: string, note: string) => `按票决办法处理：${name}${note ? `（${note}）` : ''}。`,
	corrected: (version: number, reason: string) =>
		`更正说明：本页为第 ${version} 版计票结果。更正原因：${reason}`,
	seatsLeft: (count: number): string => `还有 ${count} 个名额没有产生。`,
	ties: `“${outcomeNames.tied}”的项目须按票决办法另行确定。`
} as const;

export const progressText = (milestones: { total: number; done: number }): string =>
	milestones.total === 0
		? '办理计划尚未审定'
		: `${milestones.total} 个时间节点，已完成 ${milestones.done} 个`;

export const projectTexts = {
	unit: '责任单位',
	leader: '责任领导',
	total: '总投资',
	year: '当年投资',
	funding: '资金来源',
	place: '建设地点',
	beneficiaries: '受益群众',
	content: '建设内容',
	period: '计划工期',
	/** Beside the days of a 交办单, where they are others. */
	votedPeriod: (period: string): string => `票决（或批准变更）确定：${period}`,
	next: '下一节点：',
	unset: '未填报',
	replaced: '已经决定更换',
	fromTo: (from: string, to: string): string => (from === to ? from : `${from}至${to}`)
} as const;

/** The list of projects, its filters and its pages. */
export const listTexts = {
	title: '办理进展',
	lead: '经票决入选的民生实事项目。进展由责任单位按时间节点填报，人大监督办理。',
	filters: '查找项目',
	year: '年度',
	congress: '人大',
	light: '办理状态',
	words: '项目、单位或地点',
	all: '全部',
	yearName: (year: number) => `${year}年`,
	search: '查找',
	clear: '清除条件',
	found: (total: number, page: number, pages: number) =>
		pages > 1 ? `共 ${total} 个项目，第 ${page} 页，共 ${pages} 页` : `共 ${total} 个项目`,
	beyond: '项目较多，这里只列出前面的部分。请选择年度或人大，缩小范围后查看其余项目。',
	nothing: '没有符合条件的项目。请换一个条件，或清除条件后查看全部。',
	none: '还没有正在办理的项目。票决结果宣布后，入选项目会列在这里，由责任单位填报进展。',
	pager: '翻页',
	first: '首页',
	previous: '上一页',
	next: '下一页',
	last: '末页',
	here: (page: number, pages: number) => `第 ${page} / ${pages} 页`,
	files: '下载清单：',
	more: '订阅和接口'
} as const;

/** The first page, and the list of results. */
export const homeTexts = {
	results: '票决结果',
	announcedResults: '已宣布的结果',
	allResults: '查看全部票决结果',
	allProjects: (total: number) => `查看全部 ${total} 个项目`,
	announced: (date: string) => `${date} 宣布`,
	noResult: '还没有公布的票决结果。结果由会议主持人当场宣布，宣布后即在这里公布；宣布之前不公布任何票数。'
} as const;

/** Around every public page. */
export const layoutTexts = {
	pages: '公开页',
	results: '票决结果',
	projects: '办理进展',
	openData: '开放数据',
	look: '阅读设置',
	largeText: '大字版',
	normalText: '标准字号',
	highContrast: '高对比度',
	normalContrast: '标准对比度',
	news: '办理动态',
	siteCode: (code: string) => `网站标识码：${code}`,
	host: (name: string) => `主办单位：${name}`,
	source: '内容来自人民代表大会的票决记录和责任单位的填报。每一轮的公开档案都可以下载并离线核对。',
	deputies: '代表登录',
	login: '工作人员登录'
} as const;
