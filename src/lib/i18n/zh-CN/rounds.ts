import type { SettlementKind } from '../../domain/settlement.ts';

/** What a round that follows another is called, after the poll's title and in the hall. */
export const nextRoundNames = { 'tie-revote': '并列项目再次表决', 'second-round': '第二轮票决' } as const;

/** Titles of the rounds that follow one: the official name, then what it is about. */
export const nextRoundTitle = (title: string, kind: 'tie-revote' | 'second-round'): string => {
	const plain = title.replace(/（(并列项目再次表决|第二轮票决)）$/, '');
	return `${plain}（${nextRoundNames[kind]}）`;
};

/** Acts of two persons with a reason: what they do, when they are for, who confirms. */
export const reasonActTexts = {
	abort: {
		summary: '中止本轮表决',
		explanation:
			'只在表决无法继续时使用，如停电、候选项目有误。中止后，本轮已投的表决票全部销毁，不计票、不公布，须另开一轮重新投票。中止由会务或主持人与一名监票人在两分钟内先后确认，不能撤销。',
		reason: '中止的原因',
		button: '提出中止'
	},
	void: {
		summary: '宣布本轮表决作废',
		explanation:
			'收回的表决票多于发出的表决票，或者票箱、票数有不能说明的差错时使用，宣布结果之前办理，已经签字的也可以。作废后，本轮各项目的得票不予采用、不予公布，须另发表决票重新投票。作废由会务或主持人与一名监票人在两分钟内先后确认，不能撤销。',
		reason: '作废的原因',
		button: '提出作废'
	},
	correct: {
		summary: '更正计票结果',
		explanation:
			'纸质票录入有误时使用，宣布结果之前办理。更正后，纸质票重新核对录入，生成新一版计票结果并重新签字；原来的各版结果和签字保留备查。更正由总监票人与一名监票人或会务在两分钟内先后确认。',
		reason: '更正的原因',
		button: '提出更正'
	}
} as const;

/** Why there is no result, where the consoles are already at the round that follows. */
export const endedText = {
	void: (round: string, reason: string): string =>
		`${round}作废，不计票：${reason}。请另发表决票重新表决，新的一轮已经列好。`,
	aborted: (round: string, reason: string): string =>
		`${round}已中止，已投的表决票不计票。原因：${reason}。新的一轮已经列好，可以重新提出表决就绪。`
} as const;

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
