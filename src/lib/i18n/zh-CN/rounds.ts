import type { SettlementKind } from '../../domain/settlement.ts';

/** Titles of the rounds that follow one: the official name, then what it is about. */
export const nextRoundTitle = (title: string, kind: 'tie-revote' | 'second-round'): string => {
	const plain = title.replace(/（(并列项目再次表决|第二轮票决)）$/, '');
	return `${plain}（${kind === 'tie-revote' ? '并列项目再次表决' : '第二轮票决'}）`;
};

export const settlementNames: Record<SettlementKind, string> = {
	revote: '对并列项目再次表决',
	'second-round': '进行第二轮票决',
	lot: '抽签决定',
	presidium: '主席团决定',
	vacant: '按实际通过的项目数宣布',
	'next-session': '留待下次会议决定'
};

export const settleTexts = {
	title: '处理并列或缺额',
	tie: (names: string, seats: number) => `${names} 得票相等，只余 ${seats} 个名额，须按票决办法处理。`,
	shortfall: (seats: number) => `通过的项目少于应选数，缺 ${seats} 项，须按票决办法处理。`,
	next: (names: string, seats: number) => `下一轮候选：${names}，应选 ${seats} 项。`,
	kind: '处理方式',
	elected: (seats: number) => `选定的项目（须选 ${seats} 项）`,
	note: {
		lot: '抽签人、监签人',
		presidium: '主席团的决定（会议时间、决定内容）',
		vacant: '主席团的决定',
		'next-session': '主席团的决定',
		revote: '说明（可不填）',
		'second-round': '说明（可不填）'
	} satisfies Record<SettlementKind, string>,
	confirm: (name: string) => `记录处理结果：${name}`,
	consequence:
		'记录后不能更改。系统据此生成新一版计票结果，由监票人签字；再次表决的，同时生成下一轮表决的草稿。',
	settled: (name: string) => `处理方式：${name}`
} as const;
