import type { LedgerRule } from '../../domain/ledger.ts';
import { keysLostFact, paperSurplusFact } from './common.ts';

/** The scrutineers' desk. */

export const resultTableTexts = {
	rank: '名次',
	number: '序号',
	name: '候选项目',
	outcome: '结果',
	level: '并列',
	channels: { electronic: '电子', paper: '纸质', sum: '合计' }
} as const;

export const scrutineerTexts = {
	surface: '监票人工作台',
	noMeeting: '还没有建立会议。请会务人员先建立会议和候选项目。',
	noRound: '还没有表决轮次',
	offline: '与服务器断开，操作已停用。请检查网络，恢复后可继续操作。',
	stale: '页面上的轮次已经变化，没有办理。请刷新页面后重试。',
	next: '下一步',
	zeroTitle: '开箱零报告',
	zero: '票箱为空：已投票 0 张。',
	notZero: (cast: number) => `票箱中已有 ${cast} 张，与零报告不符，请立即报告总监票人，不要开始表决。`,
	fingerprint: '表决票指纹',
	fingerprintHelp: '请与大屏、平板上显示的核对，应当完全一致。',
	ledgerTitle: '票数核对',
	resultTitle: '计票结果',
	hashTitle: '结果校验码',
	hashHelp: '签字所签的就是这一串校验码；它对应全部票数、结果和封存档案，改动任何一处都会不同。',
	signTitle: '签字确认',
	signHelp: '核对票数和结果无误后，用本人代表证签字。签字在本机完成，代表证号不会发送到服务器。',
	cardLabel: '本人代表证的卡号（扫描或输入）',
	sign: '签字确认',
	signing: '正在签字…',
	wrongCard: (name: string) => `这不是 ${name} 的代表证，没有签字。请使用本人的代表证。`,
	badCode: '卡号不正确，没有签字。请对照代表证重新输入。',
	tellerSign: '本轮有纸质票。核对纸质票录入和结果无误后，再次输入登录密码签字。',
	tellerNoPaper: '本轮没有纸质票，计票人不用签字。',
	password: '登录密码',
	passwordNeeded: '请再次输入登录密码，没有签字。',
	wrongPassword: '密码不正确，没有签字。请重新输入。',
	reasonNeeded: '请写明原因（不超过 200 字），没有办理。原因会记入操作记录。',
	teller: '计票人',
	turn: {
		teller: '现在由计票人签字。',
		scrutineer: '现在由监票人签字，总监票人最后签。',
		'chief-scrutineer': '现在由总监票人签字。'
	},
	notYourTurn: '还没有轮到您签字。',
	version: (version: number) => `第 ${version} 版`,
	versionReason: (reason: string) => `更正原因：${reason}`,
	settlement: (name: string, note: string) => `处理方式：${name}${note ? `。${note}` : ''}`,
	channels: (name: string, figures: { issued: number; returned: number; valid: number; invalid: number }) =>
		`${name}：发出 ${figures.issued} 张，收回 ${figures.returned} 张，有效 ${figures.valid} 张，无效 ${figures.invalid} 张`,
	electronic: '电子票',
	paper: '纸质票',
	paperDesk: '清点、录入纸质票',
	paperHelp: '本轮发出了纸质票。监票人清点收回张数，两名计票人各录入一遍，比对一致后才能计票。',
	declareTitle: '宣布表决是否有效',
	declare: {
		button: '核对完毕…',
		title: '宣布表决是否有效',
		confirm: '宣布核对结果',
		note: '收回的表决票等于或者少于发出的，本次表决有效，系统随即计票；多于发出的，本次表决无效，须重新投票。宣布之前不计算任何项目的得票。'
	},
	declareWait: '须先完成电子票清点和纸质票录入，再由总监票人宣布。',
	declareByChief: '由总监票人核对发出、收回票数并宣布。',
	declaredAt: (time: string) => `总监票人已于 ${time} 宣布本次表决有效。`,
	steps: {
		zero: '零报告',
		voting: '监督投票',
		reconcile: '核对票数',
		count: '核对结果',
		sign: '签字确认',
		announced: '已宣布'
	},
	otherActs: '差错处理',
	confirmError: {
		void: {
			button: '确认作废…',
			title: '确认本轮表决作废',
			confirm: '确认作废',
			note: '确认后立即生效，不能撤销：本轮各项目的得票不保存、不公布，须另发表决票重新投票。'
		},
		correct: {
			button: '确认更正…',
			title: '确认更正计票结果',
			confirm: '确认更正',
			note: '确认后纸质票重新核对录入，生成新一版计票结果并重新签字；原来的结果和签字保留备查。'
		}
	},
	signatures: '签字情况',
	signed: '已签字',
	unsigned: '未签字',
	chief: '总监票人',
	scrutineer: '监票人',
	complete: '签字已齐，等待主持人宣布结果。',
	pendingResult: '本轮结果尚有待决事项，须先按票决办法处理，现在不能签字。',
	counting: '正在计票并写入封存档案，请稍候。',
	open: {
		button: '提出开始表决…',
		title: '提出开始表决',
		confirm: '零报告无误，提出开始表决',
		note: '还须主持人在两分钟内确认，确认后表决立即开始，候选项目和表决办法不能再改。'
	},
	confirmReady: {
		button: '确认表决就绪…',
		title: '确认表决就绪',
		confirm: '确认就绪',
		note: '会务已经提出。您确认后，候选项目、票决办法、代表名册和监票人即行固定。'
	}
} as const;

export const scrutineerNextTexts = {
	'check-in': '等待代表签到，达到法定人数后才能开始表决。',
	'make-ready': '等待会务核对候选项目、名册和监票人，由两人确认“表决就绪”。',
	'confirm-make-ready': '会务已有一人提出“表决就绪”，等待第二人确认。',
	open: '请先核对零报告，再由主持人和一名监票人共同开始表决。',
	'confirm-open': '已有一人提出开始表决，等待另一人在两分钟内确认。',
	voting: '代表正在投票，请在会场监督。',
	resume: '表决暂停，等待主持人恢复。',
	counting: '表决已结束，系统正在计票。',
	'keys-lost': `${keysLostFact}请由会务或主持人与一名监票人在两分钟内先后确认，中止本轮，另开一轮重新投票。`,
	'count-paper': '表决已结束，请清点收回的纸质票，计票人分批录入两遍。',
	'paper-surplus': (issued: number, returned: number) =>
		`${paperSurplusFact(issued, returned)}请先复核清点，数错的在“清点、录入纸质票”中更正；确属多出的，由会务或主持人与一名监票人在两分钟内先后确认，宣布本轮作废，另发表决票重投。`,
	'declare-valid': '请总监票人核对发出、收回票数，宣布表决是否有效；宣布之前不显示任何项目的得票。',
	settle: '计票完成，但有并列或缺额，等待主持人或会务按票决办法处理，处理后再签字。',
	sign: '请核对票数和结果，由监票人先签字，总监票人最后签字。',
	'sign-paper': '请核对票数和结果，由两名计票人先签字，再由监票人签字，总监票人最后签字。',
	announce: '签字已齐，等待主持人宣布结果。',
	'next-round': '本轮没有产生全部结果，等待会务组织下一轮票决。',
	done: '结果已宣布。'
} as const;

const unknown = '…';
const number = (value: number | null | undefined): string =>
	value === null || value === undefined ? unknown : String(value);

/** The ledger's equations as sentences; whether one holds is the domain's word, null while a number is missing. */
export const ledgerLines: Record<LedgerRule, (left: number | null, right: (number | null)[]) => string> = {
	'electorate-splits': (left, [present, leave, absent]) =>
		`应到 ${number(left)} 人 = 实到 ${number(present)} 人 + 请假 ${number(leave)} 人 + 缺席 ${number(absent)} 人`,
	'issued-within-present': (left, [present]) => `发出 ${number(left)} 张 ≤ 实到 ${number(present)} 人`,
	'issued-adds-up': (left, [electronic, paper]) =>
		`发出 ${number(left)} 张 = 电子票 ${number(electronic)} 张 + 纸质票 ${number(paper)} 张`,
	'electronic-returned-within-issued': (left, [issued]) =>
		`电子票：收回 ${number(left)} 张 ≤ 发出 ${number(issued)} 张`,
	'paper-returned-within-issued': (left, [issued]) =>
		`纸质票：收回 ${number(left)} 张 ≤ 发出 ${number(issued)} 张`,
	'returned-adds-up': (left, [electronic, paper]) =>
		`收回 ${number(left)} 张 = 电子票 ${number(electronic)} 张 + 纸质票 ${number(paper)} 张`,
	'not-returned': (left, [returned, missing]) =>
		`发出 ${number(left)} 张 = 收回 ${number(returned)} 张 + 未交 ${number(missing)} 张`,
	'paper-sheets': (left, [issued, rest, spoiled]) =>
		`印制 ${number(left)} 张 = 发出 ${number(issued)} 张 + 剩余 ${number(rest)} 张 + 作废 ${number(spoiled)} 张`,
	'paper-entered': (left, [entered]) => `纸质票：收回 ${number(left)} 张 = 录入 ${number(entered)} 张`,
	'valid-and-invalid': (left, [valid, invalid]) =>
		`收回 ${number(left)} 张 = 有效 ${number(valid)} 张 + 无效 ${number(invalid)} 张`
};
