import type { RoundState } from '../../domain/round-state.ts';
import type { RuleSet } from '../../domain/rule-set.ts';

/** 纸质票: handing it out at the desk, counting it out, reading it twice, comparing and ruling. */

/** Refusals about paper; part of `refusalTexts`. */
export const paperRefusalTexts = {
	'paper-no-such-delegate': '名册中没有 {number} 号代表，没有办理。请核对代表证号，或按姓名查找。',
	'not-on-roll': '{name} 代表不在本轮固定的名册中，没有发票。请报告总监票人。',
	'delegate-not-checked-in': '{name} 代表尚未签到，没有办理。请先办理签到，再办理纸质票。',
	'delegate-has-left': '{name} 代表已登记退场，没有发票。如已回到会场，请先在签到处登记返回。',
	'already-drawn-electronically':
		'{name} 代表本轮已在平板上领取电子票，不能再领纸质票：一人只能领一张票。请该代表用平板投票。',
	'already-drawn-paper': '{name} 代表本轮已领取纸质票，没有重复办理。写坏的纸质票凭原票更换，不再登记领票。',
	'paper-round-not-drawable': '本轮现在不能发纸质票，没有发票。表决就绪之后、结束之前才能发票。',
	'round-not-paper-only': '本轮不是“只用纸质票”，不能全部发纸质票。请逐人办理。',
	'nobody-without-ballot': '在场代表都已领票，没有需要发票的人。',
	'paper-only-in-draft': '本轮已经就绪，票种不能再改。如须改用纸质票，请中止本轮，在新一轮中选择。',
	'no-paper-issued': '本轮没有发出纸质票，不需要清点。如票箱中出现纸质票，请报告总监票人。',
	'paper-wrong-state': '现在不能办理纸质票的清点和录入，没有办理。表决结束之后、计票之前才能办理。',
	'paper-already-finished': '本轮纸质票已经确认录完，没有办理。如须更正，请由总监票人提出更正。',
	'printed-too-few':
		'印制 {printed} 张，少于发出 {issued} 张与作废 {spoiled} 张之和，没有保存。请核对印制、作废的张数。',
	'entry-has-begun': '已经开始录入，清点数字不能再改。如清点有误，请报告总监票人。',
	'not-counted-out': '纸质票还没有清点，不能录入。请先清点收回的票数。',
	'paper-surplus': '收回表决票 {returned} 张，多于发出的 {issued} 张。按规定本次表决无效，请报告总监票人。',
	'no-such-batch': '没有这一批纸质票，没有办理。请刷新页面，核对批号。',
	'stale-batch': '这一批的状态已经变化，没有办理。请看清页面上的当前状态再决定。',
	'batch-entered-by-you': '您已录入过这一批，没有重复保存。第二遍须由另一位计票人录入。',
	'batch-entered-twice': '这一批已由两位计票人各录入一遍，没有再保存。请录入其他批次。',
	'wrong-batch-size': '这一批应为 {size} 张，实际录入 {entered} 张，没有保存。请清点本批张数后再提交。',
	'bad-paper-ballot': '录入的第 {ballot} 张票不符合本次表决票的格式，没有保存。请重新录入这一张。',
	'paper-reason-needed': '须写明理由，没有办理。请写明理由后重试。',
	'batch-not-different': '这一批两次录入并无不一致，不需要裁定。请看清当前状态。',
	'no-such-unclear': '没有这张待认定的票，或已经认定过。请看清当前状态。',
	'ruling-breaks-rule':
		'认定的选择不符合票决办法：每票最多选 {seats} 项，须选满的不得少选。请改为“无效”或更正。',
	'ruling-bad-numbers': '认定的序号不正确：须为 1 至 {candidates} 号，且同一项目只能归入一栏。请更正。',
	'batches-not-done': '还有 {missing} 批没有录完、比对一致或认定，不能确认。请先办完这些批次。',
	'paper-sum-differs': '录入 {entered} 张，与收回 {returned} 张不等，不能确认。请核对各批张数。'
} as const;

/** 会务：登记和发放纸质票. */
export const paperIssueTexts = {
	title: '纸质票',
	heading: '发放纸质票',
	noRound: '还没有票决轮次，不能发放纸质票。',
	only: {
		term: '本轮票种',
		both: '电子票为主，需要的代表用纸质票',
		paper: '只用纸质票，平板不领票',
		toPaper: '改为只用纸质票',
		toBoth: '改回使用电子票',
		help: '轮次就绪之前可以更改。电子表决中止后，可以在新的一轮中只用纸质票。',
		frozen: '轮次已就绪，票种不能再改。'
	},
	wait: {
		draft: '轮次就绪之后才能发票。就绪之前，可以先登记哪些代表使用纸质票。',
		over: '本轮已经结束，不再发票。'
	},
	entry: '扫描代表证，或输入编号、姓名',
	entryHelp: '扫描或输入编号后按回车发票；输入姓名、代表团或座位可以查找。',
	answerEmpty: '最近一次办理的结果显示在这里。',
	figures: { wanted: '登记用纸质票', issued: '已发纸质票', left: '在场未领票' },
	toAll: {
		button: '全部发纸质票…',
		title: '全部发纸质票',
		confirm: '确认全部发票',
		note: '所有在场、尚未领票的代表登记为领取纸质票。请工作人员按座次逐一发放，多余的票交回。'
	},
	toAllLine: (left: number) => `在场未领票 ${left} 人`,
	note: '登记',
	unnote: '取消登记',
	issue: '发票',
	issuing: '正在办理…',
	states: {
		paper: '已发纸质票',
		electronic: '已领电子票',
		wanted: '登记用纸质票',
		none: '未领票',
		left: '已退场',
		absent: '未签到'
	},
	columns: { number: '编号', name: '姓名', delegation: '代表团', seat: '座位', state: '领票', act: '办理' },
	show: { paper: '只看用纸质票的', all: '看全部代表' },
	nobody: '没有登记使用纸质票的代表。输入编号、姓名查找后登记或发票。',
	noMatch: '没有符合的代表。',
	unknownCard: '有效名册中没有这张代表证，没有发票。请核对身份，按姓名查找。',
	badCard: '没有读清这张代表证，没有发票。请再扫一次，或按姓名查找。',
	chooseRow: '请在下面名单中核对，按该代表一行的“发票”。',
	unknownNumber: (number: number) => `名册中没有 ${number} 号代表。请核对编号，或按姓名查找。`,
	done: {
		issued: (name: string, seat: string) => `${name} 已领纸质票 · ${seat}`,
		noted: (name: string) => `${name} 已登记使用纸质票`,
		unnoted: (name: string) => `${name} 已取消登记，可以用平板领票`,
		toAll: (count: number) => `已为 ${count} 位代表登记领取纸质票，请逐一发放`,
		paperOnly: '本轮改为只用纸质票。就绪后平板不领票，由会务发放纸质票。',
		electronicAgain: '本轮改回使用电子票。'
	}
} as const;

/** 监票计票台：清点、录入、比对、认定. */
export const paperTexts = {
	title: '清点、录入纸质票',
	back: '返回监票人工作台',
	steps: ['清点', '录入两遍', '比对、认定', '确认录完'],
	stepsLabel: '纸质票计票步骤',
	noPaper: '本轮没有发出纸质票，不需要清点和录入。',
	notYet: '表决还没有结束。结束之后，请从票箱取出纸质票，在这里清点和录入。',
	alreadyCounted: '纸质票已经确认录完，计票由系统完成。如须更正，请在结果公布前由总监票人提出更正。',
	over: '本轮已结束，纸质票不再录入。',
	countOut: {
		title: '一、清点',
		issued: '发出',
		printed: '印制',
		spoiled: '作废（写坏更换、损毁）',
		returned: '收回',
		rest: '剩余',
		missing: '未收回',
		save: '保存清点数字',
		change: '更正清点数字',
		help: '先数张数，不看内容。开始录入之前可以更正，每次更正都有记录。',
		fixed: '已开始录入，清点数字不再更改。',
		by: '监票人或计票人都可以填写。',
		saved: '清点数字已保存。',
		sheets: (printed: number, issued: number, rest: number, spoiled: number) =>
			`印制 ${printed} 张 = 发出 ${issued} 张 + 剩余 ${rest} 张 + 作废 ${spoiled} 张`,
		sheetsWrong: (printed: number, issued: number, spoiled: number) =>
			`印制 ${printed} 张，少于发出 ${issued} 张 + 作废 ${spoiled} 张，请核对。`,
		returns: (issued: number, returned: number, missing: number) =>
			`发出 ${issued} 张 = 收回 ${returned} 张 + 未收回 ${missing} 张`,
		surplus: (returned: number, issued: number) =>
			`收回表决票 ${returned} 张，多于发出的 ${issued} 张。按规定本次表决无效，请报告总监票人。`,
		surplusNext: '纸质票不再录入。请由主持人（或会务）与监票人两人办理作废，另用新票再次表决。',
		empty: '请填写印制、作废、收回的张数；没有的填 0。'
	},
	batches: {
		title: '二、分批录入',
		help: '每十张一批，两位计票人各录入一遍，互相看不到对方的录入。',
		progress: (done: number, all: number, entered: number, returned: number) =>
			`已完成 ${done} 批 / 共 ${all} 批，已录入 ${entered} 张 / 收回 ${returned} 张`,
		batch: '批号',
		size: '张数',
		readings: '录入',
		state: '状态',
		act: '办理',
		name: (batch: number) => `第 ${batch} 批`,
		attempt: (attempt: number) => `第 ${attempt} 次清点`,
		readingsOf: (readings: number) => `${readings} / 2 遍`,
		mine: '您已录入',
		enter: (batch: number) => `录入第 ${batch} 批`,
		next: '开始录入',
		allMine: '您的录入已全部完成，请等待另一位计票人录入和监票人比对。',
		states: { open: '待录入', different: '不一致', 'to-rule': '待认定', done: '一致' },
		decided: '已裁定',
		invalidByRule: (count: number) => `按规定无效 ${count} 张`,
		tellerDifferent: '两次录入不一致，等待监票人退回重录或总监票人裁定。',
		tellerToRule: '有待认定的票，等待总监票人认定。'
	},
	compare: {
		title: (batch: number) => `第 ${batch} 批：两次录入不一致`,
		line: (name: string, first: number, second: number) =>
			`两次录入不一致：${name} 第一次 ${first} 票，第二次 ${second} 票。`,
		recount: (batch: number) => `请重新清点第 ${batch} 批。`,
		project: '候选项目',
		first: (name: string) => `第一次（${name}）`,
		second: (name: string) => `第二次（${name}）`,
		mark: { approve: '赞成', against: '反对' },
		grade: { approve: '满意', basic: '基本满意', against: '不满意' },
		unclear: '待认定的票',
		differs: '不一致',
		combination: '各项合计相同，但逐张的选法不同：两处错误互相抵消。须退回重录。',
		sendBack: '退回，两人重新清点录入',
		decide: '总监票人裁定',
		decideHelp: '不退回时，由总监票人对照原票，裁定采用其中一次录入，并写明理由。',
		useFirst: '采用第一次录入',
		useSecond: '采用第二次录入',
		reason: '理由'
	},
	rule: {
		title: '三、认定字迹不清的票',
		help: '由总监票人对照原票逐张认定：按所认定的选择计票，或整张无效。认定不能更改；有误时退回该批重录。',
		chiefOnly: '有待认定的票，等待总监票人认定。',
		ballot: (batch: number, place: number) => `第 ${batch} 批，待认定第 ${place} 张`,
		numbersHelp: '序号用空格或逗号分开，没有的不填；空白票都不填。',
		approve: '赞成的项目序号',
		against: '反对的项目序号',
		grades: {
			approve: '满意的项目序号',
			basic: '基本满意的项目序号',
			against: '不满意的项目序号'
		},
		reason: '理由',
		counts: '按此计票',
		invalid: '整张无效',
		ruled: (counts: boolean, reason: string) => `${counts ? '已认定有效' : '已认定无效'}：${reason}`
	},
	done: {
		title: '四、确认录完',
		ready: (entered: number, returned: number) =>
			`录入 ${entered} 张 = 收回 ${returned} 张，全部批次一致或已裁定、认定。`,
		notReady: (missing: number) => `还有 ${missing} 批没有办完。`,
		button: '确认录完…',
		dialog: '确认纸质票录完',
		confirm: '确认录完',
		note: '确认后开始合并计票，录入不能再改；有误时须由总监票人提出更正。',
		watchersOnly: '由监票人确认录完。',
		answered: '已确认录完，系统随即合并计票。'
	},
	reopen: {
		title: '对已一致的批次有疑问，退回重录',
		reason: '理由',
		button: '退回这一批',
		note: '两位计票人重新清点、录入这一批，原来的录入和认定留存备查。'
	},
	sendBackDone: {
		button: '退回重录',
		title: (batch: number) => `退回第 ${batch} 批`,
		confirm: '确认退回',
		note: '两位计票人重新清点、录入这一批，原来的录入留存备查。'
	},
	answers: {
		'counted-out': '清点数字已保存。',
		'sent-back': '已退回，两位计票人重新清点、录入。',
		decided: '已裁定，理由已记录。',
		ruled: '已认定，理由已记录。',
		finished: '已确认录完，系统随即合并计票。',
		entered: '本批已提交。'
	},
	reasonNeeded: '须写明理由，没有办理。',
	badNumbers: '序号须为数字，用空格或逗号分开，没有办理。请更正后重试。',
	badFigures: '张数须为数字，没有保存。没有的填 0。',
	stale: '页面内容已经变化，没有办理。请看清当前状态再决定。'
} as const;

/** Keys that say what the numbers after them are. */
const switches: Record<RuleSet['marks'], [string, string][]> = {
	approve: [],
	'approve-against-abstain': [
		['−', '之后录反对'],
		['+', '之后录赞成']
	],
	'three-grades': [
		['/', '之后录基本满意'],
		['−', '之后录不满意'],
		['+', '之后录满意']
	]
};

/** 录入台：一批票，只用键盘. */
export const paperEntryTexts = {
	title: (batch: number) => `录入第 ${batch} 批`,
	attempt: (attempt: number) => `第 ${attempt} 次清点`,
	ballot: (ballot: number, size: number) => `第 ${ballot} 张 / 共 ${size} 张`,
	full: (size: number) => `本批 ${size} 张已录完`,
	fullHelp: '请核对下方各张，按 * 或 Ctrl+Enter 提交；要改就按退格逐步撤回。',
	submit: '提交本批',
	submitting: '正在提交…',
	undo: '撤回一步',
	overview: '返回批次列表',
	recording: (mark: string) => `正在录：${mark}`,
	pending: (digit: string) => `${digit}_`,
	chosen: (count: number, seats: number) => `已选 ${count} / ${seats} 项`,
	graded: (count: number, all: number) => `已评 ${count} / ${all} 项`,
	tooMany: '超过应选数，按规定无效，照录即可',
	tooFew: '少于规定数，按规定无效，照录即可',
	blank: '空白票',
	unclear: '待认定',
	none: '请按序号录入',
	readSoFar: '本批已录',
	/** One ballot as it was read; `basic` in a 满意度测评, where every mark is named. */
	marks: (ballot: { approve: readonly number[]; against: readonly number[]; basic?: readonly number[] }) => {
		const { approve, against, basic } = ballot;
		const named = basic
			? ([
					['满意', approve],
					['基本', basic],
					['不满', against]
				] as const)
			: ([
					['', approve],
					['反对', against]
				] as const);
		const parts = named.filter(([, numbers]) => numbers.length);
		return parts.map(([name, numbers]) => [name, ...numbers].filter(Boolean).join(' ')).join('；') || '空白';
	},
	invalid: '无效',
	blanked: '屏幕已遮挡',
	blankedHelp: '按 F9 恢复。遮挡时按键不录入。',
	privacy: '遮挡屏幕 F9',
	kept: '刷新或断电后，本机已录的票会恢复；提交后从本机清除。',
	offline: '与服务器断开，可以继续录入；网络恢复后再提交。',
	unsent:
		'没有收到服务器的答复，本批可能没有提交。录入的内容仍在本机；请等右上角显示“已连接”，再提交一次，不会重复计票。',
	/** Why keying ends, and that nothing more is to be done here. */
	over: ({ state, reason }: { state: RoundState | null; reason: string | null }): string =>
		state === 'void' || state === 'aborted'
			? `本轮表决已经${state === 'void' ? '作废' : '中止'}，纸质票不再录入。原因：${reason ?? '没有写明'}。本机已录的内容已经清除，手中的表决票请交监票人。`
			: '本轮纸质票的录入已经结束，不再录入。请返回批次列表。',
	notOpen: '这一批现在不需要您录入。',
	submitted: (batch: number) => `第 ${batch} 批已提交`,
	keysTitle: '按键',
	keys: (twoDigits: boolean, marks: RuleSet['marks']): [string, string][] => [
		[
			twoDigits ? '01–99' : '1–9',
			twoDigits ? '序号，两位数（7 号按 07），再按一次取消' : '序号，再按一次取消'
		],
		...switches[marks],
		['Enter', '下一张'],
		['0', '空白票'],
		['X', '字迹不清，待认定'],
		['退格', '撤回一步（或 Ctrl+Z）'],
		['*', '录完后提交（或 Ctrl+Enter）'],
		['F9', '遮挡屏幕']
	],
	notices: {
		'no-such-number': (number: number) => `没有 ${number} 号候选项目，这一键没有录入。`,
		'one-more-digit': '序号须按两位数，请再按一位；按退格取消。',
		'nothing-marked': '这张还没有录入。空白票请先按 0，再按 Enter。',
		'blank-has-marks': '这张已有选择，不是空白票。要改请按退格撤回。',
		'is-unclear': '这张已标为待认定，请按 Enter 到下一张，或按退格撤回。',
		'no-against': '本次表决票只有赞成，不录反对。',
		'no-basic': '本次表决票没有“基本满意”，这一键没有录入。',
		'batch-full': '本批张数已满。请提交，或按退格撤回。'
	}
} as const;
