import { keysLostFact, paperSurplusFact } from './common.ts';

/** The chair's console: what each act means, what to think of before it, and who is waited for. */

export const chairTexts = {
	surface: '主持人控制台',
	noMeeting: '还没有建立会议。请会务人员先建立会议和候选项目。',
	noRound: '还没有表决轮次',
	inHall: '在场代表',
	steps: '会议进程',
	stepDone: '已完成',
	stepNow: '当前',
	next: '下一步',
	otherActs: '其他操作',
	panes: { steps: '议程', round: '当前表决', hall: '会场大屏' },
	elapsed: '已用时',
	hallTitle: '会场大屏',
	hallPreview: '与大屏同源，只读',
	hallPair: '配对新的大屏',
	resultTitle: '票决结果',
	offline: '与服务器断开，操作已停用。大屏保持最后画面；请检查网络，恢复后可继续操作。',
	closing: '正在收齐票箱并计票，请稍候。',
	back: '返回',
	confirmHint: '按 Ctrl+Enter 或点击右侧按钮确认；回车键不会确认。',
	acting: '正在办理…',
	failed: '没有办理，请刷新页面后重试。',
	withdraw: '撤回',
	expired:
		'已超过两分钟，没有第二人确认，这一提出已经失效，没有办理。如仍需办理，请重新提出，并请第二人在两分钟内确认。',
	voidReason: '作废的原因（不超过 200 字，将记入操作记录并在大屏和平板上显示）',
	reason: '中止的原因（不超过 200 字，将记入操作记录并在大屏和平板上显示）'
} as const;

export const hallsText = (halls: number): string =>
	halls > 0 ? `已配对 ${halls} 块大屏` : '还没有配对的大屏';

export const chairSteps = {
	attendance: '代表签到',
	ready: '表决就绪',
	voting: '投票表决',
	counting: '计票签字',
	announcing: '宣布结果'
} as const;

export const agendaTexts = {
	rounds: '各轮表决',
	round: (sequence: number, kind: string) => (sequence > 1 ? `第 ${sequence} 轮 ${kind}` : '第 1 轮')
} as const;

export const nextTexts = {
	'check-in': (missing: number) => `等待代表签到，还需 ${missing} 人达到法定人数，才能开始表决。`,
	'make-ready': '等待会务核对候选项目、名册和监票人，由两人确认“表决就绪”。',
	'confirm-make-ready': '会务已有一人提出“表决就绪”，等待第二人确认。',
	open: '由您和一名监票人共同开始表决，谁先提出都可以，另一人须在两分钟内确认。',
	'confirm-open': {
		scrutineer: '您已提出开始表决，等待一名监票人在其页面上确认。',
		chair: '监票人已提出开始表决，等待您确认。'
	},
	voting: '代表正在投票。请确认会场已投票完毕，再由您结束表决。',
	resume: '表决暂停，由您恢复。代表已选的内容保留在平板上。',
	'resume-paper': '表决暂停，由您恢复。请代表保管好纸质表决票。',
	counting: '表决已结束，系统正在计票。',
	'keys-lost': `${keysLostFact}请由您与一名监票人在两分钟内先后确认，中止本轮，另开一轮重新投票。`,
	'count-paper': '表决已结束，监票人、计票人正在清点和录入纸质票。',
	'paper-surplus': (issued: number, returned: number) =>
		`${paperSurplusFact(issued, returned)}请等监票人先复核清点；确属多出的，由您与一名监票人在两分钟内先后确认，宣布本轮作废，另发表决票重投。`,
	'declare-valid': '等待总监票人核对发出、收回票数，宣布表决是否有效。',
	settle: '计票完成，但有并列或缺额，须按票决办法处理后才能签字、宣布。',
	sign: '计票完成，等待监票人核对并签字，总监票人最后签字。',
	'sign-paper': '计票完成，等待计票人签字，再由监票人核对并签字，总监票人最后签字。',
	announce: '签字已齐，请您宣布结果。宣布后大屏、平板和公开页同时显示。',
	'next-round': '本轮没有产生全部结果，等待会务组织下一轮票决。',
	done: '结果已宣布，入选项目已转入办理进展。'
} as const;

export const actTexts = {
	open: {
		button: '开始表决…',
		title: '开始表决',
		confirm: '提出开始表决',
		note: '还须一名监票人在两分钟内确认，确认后表决立即开始，候选项目和表决办法不能再改。'
	},
	confirmOpen: {
		button: '确认开始表决…',
		title: '确认开始表决',
		confirm: '确认，立即开始',
		note: '监票人已经提出。您确认后表决立即开始，候选项目和表决办法不能再改。'
	},
	close: {
		button: '结束表决…',
		title: '结束表决',
		confirm: '结束表决',
		note: '结束后不能再投票，也不能重新开始。没有投票的，按未交统计，不计入弃权。'
	},
	pause: {
		button: '暂停表决…',
		title: '暂停表决',
		confirm: '暂停表决',
		note: '暂停期间不能投票；代表已选的内容保留在平板上，由您恢复。'
	},
	pausePaper: {
		button: '暂停表决…',
		title: '暂停表决',
		confirm: '暂停表决',
		note: '暂停期间请代表停止投票，保管好纸质表决票，由您恢复。'
	},
	resume: {
		button: '恢复表决…',
		title: '恢复表决',
		confirm: '恢复表决',
		note: '恢复后代表可以继续投票。'
	},
	takeControl: {
		button: '接管控制…',
		title: '接管控制',
		confirm: '接管控制',
		note: '接管后，只有本页可以操作，另一控制台立即变为只读。接管记入操作记录，两边都会显示。'
	},
	announce: {
		button: '宣布结果…',
		title: '宣布结果',
		confirm: '宣布结果',
		note: '宣布后，结果立即显示在大屏、平板和公开页，不能撤回。'
	},
	abort: {
		button: '中止本轮表决…',
		title: '中止本轮表决',
		confirm: '提出中止',
		note: '只在表决无法继续时使用。还须一名监票人在两分钟内确认；确认后本轮已投的表决票全部销毁，不计票、不公布，须另开一轮。'
	},
	confirmAbort: {
		button: '确认中止…',
		title: '确认中止本轮表决',
		confirm: '确认，立即中止',
		note: '您确认后立即生效，本轮已投的表决票全部销毁，不计票、不公布，须另开一轮。'
	},
	void: {
		button: '宣布本轮作废…',
		title: '宣布本轮表决作废',
		confirm: '提出作废',
		note: '收回的票多于发出的票，或票箱、票数有不能说明的差错时使用，宣布结果之前办理。还须一名监票人在两分钟内确认；确认后本轮得票不予采用、不予公布，须重新表决。'
	},
	confirmVoid: {
		button: '确认作废…',
		title: '确认本轮表决作废',
		confirm: '确认，宣布作废',
		note: '您确认后立即生效，本轮得票不计算、不公布，须重新表决。'
	}
} as const;

export const controlTexts = {
	here: '本页控制中',
	none: '正在取得控制…',
	readOnly: (name: string, time: string) =>
		`本页只读：${name} 的另一控制台自 ${time} 起控制会场。需要由本页操作的，请接管控制。`,
	holder: (name: string, time: string) => `现由 ${name} 的控制台控制（${time} 起）`
} as const;

/** Why an act should be thought over, or can't be done; the numbers first. */
export const guardTexts = {
	quorum: ({ inHall, needed }: { inHall: number; needed: number }) =>
		`不能开始表决：在场 ${inHall} 人，法定人数 ${needed} 人，还差 ${needed - inHall} 人。法定人数以开始表决时在场的代表核定，请等候代表签到。`,
	'quorum-lost': ({ inHall, needed }: { inHall: number; needed: number }) =>
		`在场 ${inHall} 人，已少于法定人数 ${needed} 人。法定人数在开始表决时已经核定，按规则本轮继续进行。`,
	'no-hall': () => '没有连接的大屏，代表看不到表决画面。',
	rehearsal: () =>
		'现在是演练：所有设备显示演练，本次表决的结果无效力。正式表决须在会务人员结束演练以后才能开始。',
	demonstration: () => '现在是演示数据，本次表决的结果无效力，不作为正式结果。',
	'ballot-changed': () => '表决票（候选项目或规则）自您核对后已经变化，请重新核对大屏上的表决票指纹。',
	'electorate-changed': ({ from, to }: { from: number; to: number }) =>
		`应到代表自您核对后由 ${from} 人变为 ${to} 人。`,
	'leave-changed': ({ from, to }: { from: number; to: number }) =>
		`请假代表自您核对后由 ${from} 人变为 ${to} 人。`,
	'left-hall': ({ from, to }: { from: number; to: number }) =>
		`在场代表自您核对后由 ${from} 人减为 ${to} 人。`
} as const;

export const checkedText = '已核对';

export const stageTexts = {
	auto: '跟随进程',
	title: '会议标题',
	checkIn: '签到',
	blank: '黑屏',
	restore: '恢复画面',
	present: '介绍候选项目',
	previous: '上一项',
	next: '下一项',
	list: '选择项目',
	position: (at: number, of: number) => `第 ${at} / ${of} 项`,
	pages: '大屏翻页',
	previousPage: '上一页',
	nextPage: '下一页',
	timer: '计时',
	minutes: (minutes: number) => `${minutes} 分钟`,
	timerStart: '开始计时',
	timerStop: '停止计时',
	timerLeft: (clock: string) => `剩余 ${clock}`,
	shows: {
		auto: '大屏：跟随会议进程',
		title: '大屏：会议标题',
		'check-in': '大屏：签到画面',
		candidate: '大屏：介绍候选项目',
		blank: '大屏：黑屏'
	}
} as const;

export const unvotedText = (unvoted: number): string =>
	unvoted > 0 ? `还有 ${unvoted} 人已领票未投票` : '已领票的代表都已投票';

/** Ballots that may still come into the box, while the round is open: who closes it reads them first. */
export const outstandingTexts = (
	turnout: { drawn: number; cast: number; inHall: number; paper: number },
	paperOnly: boolean
): string[] => {
	const { drawn, cast, inHall, paper } = turnout;
	const undrawn = Math.max(0, inHall - drawn - paper);
	const inBox = `纸质票 ${paper} 张，请确认已全部投入票箱`;
	const ofPaper = paperOnly ? [paper > 0 ? inBox : '还没有发出纸质票'] : paper > 0 ? [`另有${inBox}`] : [];
	return [
		...(paperOnly ? ofPaper : [unvotedText(Math.max(0, drawn - cast))]),
		...(undrawn > 0 ? [undrawnText(undrawn)] : []),
		...(paperOnly ? [] : ofPaper)
	];
};

export const undrawnText = (undrawn: number): string => `另有 ${undrawn} 人已签到未领票`;

/** `02:31`, or `1:02:31` from an hour on. */
export const elapsedText = (ms: number): string => {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const two = (value: number) => String(value).padStart(2, '0');
	const hours = Math.floor(seconds / 3600);
	return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

export const requestedText = (by: { role: string; name: string }, mine: boolean): string =>
	mine ? '您已提出' : `${by.role} ${by.name} 已提出`;

export const remainingText = (clock: string): string => `请在 ${clock} 内确认`;

/** Who may be the second person. */
export const secondPersonTexts = {
	'make-ready': '须由另一名会务人员或监票人确认。',
	open: { chair: '须由一名监票人在其页面上确认。', scrutineer: '须由主持人在控制台上确认。' },
	abort: { chair: '须由一名监票人在其页面上确认。', scrutineer: '须由主持人或会务人员确认。' },
	void: '须由主持人或会务人员与一名监票人共同确认。',
	correct: '须由总监票人与另一名监票人或会务人员共同确认。',
	'reissue-card': '须由另一名会务人员或监票人确认。'
} as const;

/** Figures an irreversible act is confirmed on. */
export const openFigures = (figures: {
	checkedIn: number;
	inHall: number;
	needed: number;
	drawn: number;
	cast: number;
	paper: number;
	paperOnly: boolean;
}): string[] => [
	`实到 ${figures.checkedIn} 人，在场 ${figures.inHall} 人，法定人数 ${figures.needed} 人`,
	...(figures.paperOnly ? [] : [`已领电子票 ${figures.drawn} 张`]),
	...(figures.paperOnly || figures.paper > 0 ? [`已发纸质票 ${figures.paper} 张`] : []),
	figures.cast === 0 ? '票箱为空（0 张）' : `票箱不为空（${figures.cast} 张），请停止操作并报告总监票人`
];

export const announceFigures = (result: {
	issued: number;
	returned: number;
	valid: number | null;
	invalid: number | null;
	seats: number;
	elected: number;
	/** Of a survey, what was graded how; null for a vote. */
	graded?: string | null;
}): string[] => [
	`发出 ${result.issued} 张，收回 ${result.returned} 张`,
	...(result.valid === null ? [] : [`有效 ${result.valid} 张，无效 ${result.invalid ?? 0} 张`]),
	result.graded ?? `应选 ${result.seats} 项，入选 ${result.elected} 项`
];

export const chairFormTexts = {
	roundId: '页面内容已经变化，没有执行。请刷新页面后再试。',
	reason: '请写明中止的原因（不超过 200 字），没有提出中止。',
	voidReason: '请写明作废的原因（不超过 200 字），没有提出作废。',
	code: '配对码是大屏上显示的 6 位数字，没有配对。请重新输入。'
} as const;

export const keyTexts = {
	title: '键盘和翻页器',
	open: '键盘 ?',
	singleKeys: '使用单键快捷键（翻页器也靠它们）',
	change: '改键',
	press: '请按新的键，Esc 取消',
	reset: '恢复默认',
	close: '关闭',
	taken: (key: string, what: string) => `${key} 已用于“${what}”，没有更改。`,
	reserved: (key: string) => `${key} 有固定用途，不能改作他用，没有更改。`,
	safe: '任何单键和回车键都不会开始、结束表决或宣布结果。设置只保存在本机。',
	or: '或',
	actions: {
		next: '大屏下一页；介绍项目时为下一项目',
		previous: '大屏上一页；介绍项目时为上一项目',
		blank: '大屏黑屏 / 恢复',
		title: '大屏显示会议标题',
		timer: '开始 / 停止计时',
		pause: '打开暂停或恢复表决的对话框',
		panes: '在三个区域之间移动',
		help: '打开本说明'
	},
	fixed: [
		['Alt+1 … Alt+9', '跳到议程的一项，预看主持词'],
		['Ctrl+Enter', '确认打开的对话框'],
		['Esc', '关闭对话框，不改变任何状态']
	]
} as const;
