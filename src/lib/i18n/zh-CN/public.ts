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
		? '办理计划尚未填报'
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
	next: '下一节点：',
	unset: '未填报',
	fromTo: (from: string, to: string): string => (from === to ? from : `${from}至${to}`)
} as const;
