/** The chair's console: what is said from the rostrum, what each act means, and who is waited for. */

export const chairTexts = {
	surface: '主持人控制台',
	noMeeting: '还没有建立会议。请会务人员先建立会议和候选项目。',
	noRound: '还没有表决轮次',
	steps: '会议进程',
	stepDone: '已完成',
	stepNow: '当前',
	scriptTitle: '主持词',
	next: '下一步',
	otherActs: '其他操作',
	elapsed: '已用时',
	hallTitle: '会场大屏',
	hallPreview: '大屏预览，与大屏同源，只读',
	hallHelp: '在大屏的浏览器打开 /hall，把屏上显示的 6 位数字输入这里。',
	hallCode: '配对码',
	pair: '配对',
	resultTitle: '票决结果',
	offline: '与服务器断开，操作已停用。大屏保持最后画面；请检查网络，恢复后可继续操作。',
	closing: '正在收齐票箱并计票，请稍候。',
	back: '返回',
	confirmHint: '按 Ctrl+Enter 或点击右侧按钮确认；回车键不会确认。',
	acting: '正在办理…',
	withdraw: '撤回',
	expired: '已超过两分钟，没有第二人确认，这一提出已经失效，没有办理。',
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
	counting: '表决已结束，系统正在计票。',
	'count-paper': '表决已结束，监票人、计票人正在清点和录入纸质票。',
	'declare-valid': '等待总监票人核对发出、收回票数，宣布表决是否有效。',
	settle: '计票完成，但有并列或缺额，须按票决办法处理后才能签字、宣布。',
	sign: '计票完成，等待总监票人和另一名监票人核对并签字。',
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
	}
} as const;

export const pauseText = '暂停表决';
export const resumeText = '恢复表决';

export const unvotedText = (unvoted: number): string =>
	unvoted > 0 ? `还有 ${unvoted} 人已领票未投票` : '已领票的代表都已投票';

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

type Figures = {
	electorate: number;
	checkedIn: number;
	issued: number;
	returned: number;
	valid: number | null;
	invalid: number | null;
};

/** What the chair reads out; the meeting may word it otherwise. */
export const scriptLines = {
	draft: ({ electorate, checkedIn }: Figures, quorumMet: boolean) =>
		quorumMet
			? `各位代表：本次会议应到代表 ${electorate} 人，实到 ${checkedIn} 人，符合法定人数，可以开会。`
			: '请各位代表签到入座，会议即将开始。',
	ready: (title: string) =>
		`现在进行${title}。请各位代表在平板上领取表决票，并核对表决票指纹与大屏一致。请监票人检查票箱。`,
	open: '票箱已经检查，没有一张票。现在开始表决，请各位代表投票；投票后平板显示“已提交”的，即已完成。',
	paused: '表决暂停。请各位代表停止操作，已选的内容保留在平板上，稍后继续。',
	closed: '表决结束。现在由系统计票，请监票人准备核对。',
	counted: '计票已经完成。请总监票人和监票人核对并签字，请各位代表稍候。',
	certified: ({ issued, returned, valid, invalid }: Figures) =>
		`现在宣布票决结果。本次票决发出表决票 ${issued} 张，收回 ${returned} 张${
			valid === null ? '' : `，其中有效票 ${valid} 张，无效票 ${invalid ?? 0} 张`
		}，收回的表决票没有多于发出的表决票，本次票决有效。`,
	announced: (elected: string[]) =>
		`经无记名投票，票决产生民生实事项目 ${elected.length} 项：${elected.join('；')}。`,
	void: '收回的表决票与发出的不符，本轮表决作废，须重新表决。请各位代表等候通知。',
	aborted: '本轮表决中止，已投的表决票不计票。请各位代表等候通知。'
} as const;

/** Figures an irreversible act is confirmed on. */
export const openFigures = (figures: {
	checkedIn: number;
	needed: number;
	drawn: number;
	cast: number;
}): string[] => [
	`实到 ${figures.checkedIn} 人，法定人数 ${figures.needed} 人`,
	`已领电子票 ${figures.drawn} 张`,
	figures.cast === 0 ? '票箱为空（0 张）' : `票箱不为空（${figures.cast} 张），请停止操作并报告总监票人`
];

export const announceFigures = (result: {
	issued: number;
	returned: number;
	valid: number | null;
	invalid: number | null;
	seats: number;
	elected: number;
}): string[] => [
	`发出 ${result.issued} 张，收回 ${result.returned} 张`,
	...(result.valid === null ? [] : [`有效 ${result.valid} 张，无效 ${result.invalid ?? 0} 张`]),
	`应选 ${result.seats} 项，入选 ${result.elected} 项`
];

export const chairFormTexts = {
	roundId: '页面内容已经变化，没有执行。请刷新页面后再试。',
	reason: '请写明中止的原因（不超过 200 字），没有提出中止。',
	code: '配对码是大屏上显示的 6 位数字，没有配对。请重新输入。'
} as const;
