import { surveyHallTexts } from './survey.ts';
import type { VoidReason } from '../../domain/void-reason.ts';

/** What the hall reads on the big screen. Short: seen from the last row, for a few seconds. */

export const hallTexts = {
	pageTitle: '会场大屏',
	welcome: '请各位代表签到入座',
	attendance: '代表签到',
	ready: '请各位代表在平板上核对并领取表决票',
	readyPaper: '本轮使用纸质票，请各位代表领取纸质表决票',
	openPaper: '请填写纸质表决票，投入票箱',
	compare: '表决票指纹，应与平板上显示的一致',
	/** Printed in both; a paper ballot carries none. */
	comparePaper: '表决票指纹，应与票决办法、票决报告上的一致',
	paused: '请暂停操作，已选内容保留在平板上',
	pausedPaper: '请暂停填写和投票，保管好表决票',
	resumeSoon: '请等候主持人宣布',
	closed: '正在计票，请稍候',
	/** Until the sheets are counted out of the box, and while there are too many of them, nothing is read. */
	countingOut: '正在清点纸质票，请稍候',
	closing: '正在收齐票箱，请稍候',
	counted: '计票完成，等待监票人签字',
	/** While nobody may sign. Which projects it is about, and how many places, is announced with the result. */
	settling: '计票完成，正在处理并列或缺额',
	certified: '监票人已签字，等待主持人宣布结果',
	aborted: '本轮表决中止',
	abortedNote: '本轮已投的表决票不计票、不公布',
	void: '本轮表决作废',
	waitForNotice: '请等候通知',
	result: '票决结果',
	resultVoid: '本轮没有票数，也没有入选项目',
	noCandidates: '候选项目名单尚未确定'
} as const;

export const figureNames = {
	electorate: '应到代表',
	checkedIn: '实到代表',
	needed: '法定人数',
	onLeave: '请假',
	absent: '未到',
	drawn: '已领票',
	cast: '已投票',
	paper: '纸质票',
	paperIssued: '已发纸质票',
	issued: '发出',
	returned: '收回',
	notReturned: '未交',
	valid: '有效',
	invalid: '无效'
} as const;

export const attendanceText = (turnout: { electorate: number; checkedIn: number }): string =>
	`应到 ${turnout.electorate} 人 · 实到 ${turnout.checkedIn} 人`;

/** 法定人数 is tested against those in the hall at the opening. */
export const quorumText = (quorum: { rule: string; needed: number; met: boolean }, inHall: number): string =>
	quorum.rule === 'none'
		? '不另设法定人数'
		: quorum.met
			? '符合法定人数'
			: `还需 ${quorum.needed - inHall} 人达到法定人数`;

/** With the number it takes, where there is room for it. */
export const quorumSentence = (
	quorum: { rule: string; needed: number; met: boolean },
	inHall: number
): string =>
	quorum.rule === 'none'
		? quorumText(quorum, inHall)
		: `法定人数 ${quorum.needed} 人，${quorumText(quorum, inHall)}`;

export const paperText = (paper: number): string => `另有纸质表决票 ${paper} 张`;

/** What the ballot asks: 从 8 个候选项目中选择，最多选 5 项. */
export const taskText = (
	round: { seats: number; cap: 'at-most' | 'exactly'; marks?: string },
	candidates: number
): string =>
	round.marks === 'three-grades'
		? surveyHallTexts.task(candidates)
		: round.cap === 'exactly'
			? `候选项目 ${candidates} 项，每票必须选 ${round.seats} 项`
			: `候选项目 ${candidates} 项，每票最多选 ${round.seats} 项`;

/**
 * How to read the live numbers. `floor` null: the step is not known for certain, so it is not named.
 * @param released ballots the shown numbers are made of
 */
export const releasedText = (released: number, floor: number | null): string =>
	released === 0
		? '票箱收到足够的票后分批显示，以保守秘密'
		: floor === null
			? `已计入 ${released} 张，分批显示；票数向下取整`
			: `已计入 ${released} 张，分批显示；票数向下取整为 ${floor} 的倍数`;

export const exactText = (released: number, paper: number): string =>
	paper > 0 ? `电子票 ${released} 张已计入，纸质票宣布时合并` : `${released} 张已全部计入`;

export const ballotsText = (result: {
	issued: number;
	returned: number;
	valid: number | null;
	invalid: number | null;
}): string =>
	[
		`发出 ${result.issued} 张`,
		`收回 ${result.returned} 张`,
		...(result.valid === null ? [] : [`有效 ${result.valid} 张`, `无效 ${result.invalid ?? 0} 张`])
	].join(' · ');

/** What it took, in one sentence. A tie re-vote asks for no second majority, nor does a round without a base. */
export const decidedByText = (result: { threshold: number | null; seats: number }): string =>
	result.threshold === null
		? `赞成票多的前 ${result.seats} 项入选`
		: `赞成 ${result.threshold} 票及以上通过，票多的前 ${result.seats} 项入选`;

export const seatsLeftText = (seatsLeft: number, tied: boolean): string =>
	tied ? `票数相等，还有 ${seatsLeft} 个名额待定` : `还有 ${seatsLeft} 个名额没有产生`;

/** @param seconds how old the picture is; null while that is not known */
export const staleText = (seconds: number | null): string =>
	seconds === null ? '数据暂停更新' : `数据暂停更新，画面停在 ${ageText(seconds)}前`;

const ageText = (seconds: number): string =>
	seconds < 60
		? `${seconds} 秒`
		: seconds < 3600
			? `${Math.floor(seconds / 60)} 分钟`
			: `${Math.floor(seconds / 3600)} 小时`;

/** 计时: minutes and seconds that are left. */
export const timerText = (seconds: number): string =>
	seconds <= 0
		? '时间到'
		: `计时 ${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;

export const pageText = (page: number, pages: number): string => `第 ${page} / ${pages} 页`;

export const presentText = (inHall: number): string => `现在场 ${inHall} 人`;

export const slideFactNames = {
	content: '建设内容',
	scale: '建设规模',
	amount: '总投资',
	funding: '资金来源',
	unit: '责任单位',
	period: '完成时限'
} as const;

export const slideTexts = {
	kicker: '候选项目介绍',
	shortened: '全文请看平板',
	picture: '项目图片'
} as const;

export const candidateNumberText = (number: number): string => `${number} 号`;

export const pairingTexts = {
	title: '会场大屏',
	code: '配对码',
	todo: '请在主持人或会务页面输入配对码',
	expired: '正在取得配对码…',
	noMeeting: '等待会务建立会议'
} as const;

/** Why a round counts for nothing. */
export const voidReasonTexts: Record<VoidReason, string> = {
	'returned-exceeds-issued': '收回的表决票多于发出的表决票',
	'issued-exceeds-checked-in': '发出的表决票多于实到代表人数',
	'checked-in-exceeds-electorate': '实到代表多于应到代表',
	'electronic-returned-exceeds-issued': '收回的电子表决票多于发出的电子表决票',
	'paper-returned-exceeds-issued': '收回的纸质表决票多于发出的纸质表决票'
};

/** A void round's reason is a code of the count, or what the two persons wrote. */
export const voidReasonText = (reason: string): string =>
	(voidReasonTexts as Record<string, string>)[reason] ?? reason;

export const markNames = { approve: '赞成', against: '反对', abstain: '弃权' } as const;

/** 应选 5 项，入选 5 项; more than the places only where the rules let a tie in. */
export const resultHeadline = (elected: number, seats: number): string =>
	elected > seats ? `应选 ${seats} 项，并列均入选，共 ${elected} 项` : `应选 ${seats} 项，入选 ${elected} 项`;

/** Shape and word, never colour alone. */
export const outcomeWords = {
	elected: '✓ 入选',
	tied: '＝ 并列',
	passed: '过半数、未入选',
	'not-elected': '未入选'
} as const;

/** The mark beside a standing; `level`: others have the same number of approvals. */
export const outcomeMark = (outcome: keyof typeof outcomeWords, level: boolean): string =>
	outcome === 'elected' && level ? '并列 ✓ 入选' : outcomeWords[outcome];

/** Above a group of standings; `again` where the group goes on in the next column. */
export const outcomeHeading = (outcome: keyof typeof outcomeWords, count: number, again: boolean): string =>
	again ? `${outcomeWords[outcome]}（续）` : `${outcomeWords[outcome]} ${count} 项`;

/** How the returned ballots came; said where there was paper. */
export const channelsText = (result: {
	electronic: { returned: number };
	paper: { returned: number };
}): string => `电子 ${result.electronic.returned} ＋ 纸质 ${result.paper.returned}`;

const listed = (names: readonly string[]) => names.join('、');

export const furtherTexts = {
	'tie-revote': { title: '票数相等，须再次表决', list: '再次表决的项目' },
	'second-round': { title: '名额不足，另行票决', list: '再次表决的项目' }
} as const;

/** Which projects, for how many places. */
export const furtherText = (further: {
	kind: 'tie-revote' | 'second-round';
	standings: readonly unknown[];
	seats: number;
}): string =>
	further.standings.length
		? `从以下 ${further.standings.length} 个项目中选出 ${further.seats} 项`
		: `还有 ${further.seats} 个名额，由再次表决产生`;

/** In one line under the result. */
export const furtherLine = (further: {
	kind: 'tie-revote' | 'second-round';
	standings: readonly unknown[];
	seats: number;
}): string =>
	further.kind === 'tie-revote'
		? `${further.standings.length} 个项目票数相等，须再次表决，选出 ${further.seats} 项`
		: further.standings.length
			? `还有 ${further.seats} 个名额，${further.standings.length} 个项目另行票决（再次表决）`
			: `还有 ${further.seats} 个名额，另行票决（再次表决）`;

/** How a tie or a shortfall was settled otherwise than by a ballot. */
export const settlementLine = (
	kind: 'lot' | 'presidium' | 'vacant' | 'next-session',
	names: readonly string[],
	seatsLeft: number
): string =>
	({
		lot: `票数相等，经抽签，${listed(names)}入选`,
		presidium: `票数相等，由主席团决定，${listed(names)}入选`,
		vacant: `余下 ${seatsLeft} 个名额空缺`,
		'next-session': `余下 ${seatsLeft} 个名额留待下次会议`
	})[kind];

/** In the place of names that take too many lines. */
export const numbersText = (numbers: readonly number[]): string => `${numbers.join('、')} 号项目`;

export const pollTexts = { title: '整个票决的入选项目' } as const;

export const pollHeadline = (poll: {
	seats: number;
	chosen: readonly unknown[];
	seatsLeft: number;
}): string =>
	poll.seatsLeft > 0
		? `应选 ${poll.seats} 项，入选 ${poll.chosen.length} 项，还缺 ${poll.seatsLeft} 项`
		: `应选 ${poll.seats} 项，入选 ${poll.chosen.length} 项`;

export const sequenceText = (sequence: number): string => `第 ${sequence} 轮`;

export const paperProgressText = (progress: { done: number; batches: number }): string =>
	`纸质票计票进度：${progress.done} / ${progress.batches} 批`;

export const candidateListText = '候选项目';
