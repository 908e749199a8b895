import type { ReserveState } from '../../domain/tracker/reserve.ts';

/** 储备库: what was voted on and not chosen, in words. */

export const reserveStateNames: Record<ReserveState, { word: string; tone: '' | 'ok' | 'info' }> = {
	kept: { word: '储备中', tone: 'info' },
	dropped: { word: '已放弃', tone: '' },
	chosen: { word: '已入选', tone: 'ok' }
};

export const reserveTexts = {
	title: '储备库',
	lead: '列入票决而没有入选的候选项目，留作以后年度的备选。得票是首次列入储备库那一轮的赞成票。',
	count: (total: number): string => `共 ${total} 项`,
	state: '状态',
	none: {
		all: '储备库中还没有项目。票决结果宣布后，没有入选的候选项目会自动列在这里。',
		narrowed: '没有符合条件的储备项目。'
	},
	clear: '清除筛选',
	download: '下载 Excel',
	/** From the candidates' desk, where the next vote is prepared. */
	open: '查看储备库',
	drop: '放弃',
	dropOf: (name: string): string => `放弃储备项目“${name}”`,
	dropReason: '放弃理由',
	dropHelp: '放弃后不再作为备选，理由长期保留，不能恢复。',
	droppedFor: (reason: string): string => `放弃理由：${reason}`,
	dropped: '已放弃，理由已记录。',
	/** In the filter: chosen by a later round, or taken for a replaced project. */
	chosenOrTaken: '已入选或用于更换',
	taken: '已用于更换项目',
	takenFor: (name: string): string => `由“${name}”更换而来`,
	head: [
		'年度',
		'会议',
		'票决',
		'序号',
		'项目',
		'责任单位',
		'总投资（万元）',
		'赞成票',
		'状态',
		'放弃理由或去向'
	]
} as const;

export const dropReserveFormTexts = {
	id: '页面内容已经变化，没有办理。请刷新页面后再试。',
	reason: '请写明放弃的理由（不超过 300 字）。'
} as const;
