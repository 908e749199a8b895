import type { FeedbackLimits, FeedbackState, MessageDays } from '../../domain/tracker/feedback.ts';

/** What residents read where they write and rate, and the desk where it looks at their messages. */

export const residentsRefusalTexts = {
	'project-closed-to-residents':
		'这个项目已由人民代表大会决定更换，不再接收留言和评价。请到新的项目页面留言。',
	'too-many-messages':
		'您所在的网络今天已提交 {most} 条留言，这一条没有提交，内容仍在下面。请明天再交，或直接联系本级人大办公室。',
	'too-many-on-project':
		'这个项目今天已收到 {most} 条留言，这一条没有提交，内容仍在下面。请明天再交，或直接联系本级人大办公室。',
	'too-many-ratings': '您所在的网络今天对这个项目的评价已有 {most} 次，这一次没有记录。请明天再评。',
	'feedback-changed':
		'{by}刚刚办理过这条留言，您的操作没有办理，填写的内容仍在页面上。请刷新页面，看清现在的情况再决定。',
	'feedback-decided': '这条留言已经是这个状态，没有重复办理。',
	'feedback-not-decided': '这条留言还没有审核，不能转办或答复。请先决定公开或不公开。',
	'feedback-answered': '这条留言已经答复。答复公布后不再改动，需要更正的请发布更正说明。',
	'feedback-no-reply':
		'人大办公室已将这条留言记为无需答复，这一次没有办理。需要答复的，由人大办公室公布答复或重新转责任单位。',
	'not-forwarded': '这条留言没有转给责任单位，没有保存。',
	'report-waits': '有一份月报等待审定，没有更正。请先审定或退回月报，再更正数据。',
	'nothing-measured': '这个项目还没有审定的月报，没有可以更正的进度和资金。',
	'over-total':
		'累计到位或累计支付多于总投资 {total} 万元，没有更正。请核对单位是不是万元；确实如此的，请在“支付大于到位的原因”中写明后再更正。',
	'paid-over-arrived': '累计支付大于累计到位，没有更正。确实如此的，请在“支付大于到位的原因”中写明后再更正。',
	'milestone-not-done': '这个节点现在没有登记为完成，没有更正。请刷新页面查看最新情况。',
	'same-figures': '填写的数字与现在公布的相同，没有更正。请填写正确的数字。'
} as const;

export const writeTexts = {
	title: '我要留言',
	/** 先审后登, and when. */
	next: (days: MessageDays): string =>
		`留言由人大办公室审核后公开，一般 ${days.messageReviewDays} 个工作日内审核，需要答复的 ${days.messageReplyDays} 个工作日内答复。请不要写身份证号、电话、住址等个人信息，写了的不会公开。`,
	text: (limits: FeedbackLimits): string => `留言内容（不超过 ${limits.textMost} 字）`,
	contact: '联系方式（可不填）',
	contactHelp: (contactDays: number): string =>
		`只有人大办公室看得到，只用于就这条留言与您联系，不公开、不转给责任单位。答复或认定无需答复后立即删除，其余的最多保存 ${contactDays} 天。`,
	/** 个人信息保护法 第17条: who, what for, how long, how to have it erased. */
	notice:
		'提交即表示您同意人大办公室按上述目的和期限处理您填写的信息。为防止恶意刷屏，系统当天内记录网络地址的加密值用于计数，次日删除，不记录网络地址本身。要求提前删除联系方式的，请与人大办公室联系，说明是哪一条留言。',
	trap: '请勿填写此栏',
	send: '提交留言',
	closed: '这个项目不再接收留言。'
} as const;

export const writeFaults = {
	empty: '还没有填写留言内容，没有提交。',
	long: (length: number, limits: FeedbackLimits): string =>
		`留言现在是 ${length} 字，最多 ${limits.textMost} 字，没有提交。内容仍在下面，请删减后再提交。`,
	contact: (limits: FeedbackLimits): string =>
		`联系方式最多 ${limits.contactMost} 字，没有提交。内容仍在下面，请改正后再提交。`,
	trap: '“请勿填写此栏”里有内容，没有提交。请清空那一栏后再提交；您写的留言仍在下面。',
	grade: '没有选择评价，没有记录。请选择一项。'
} as const;

export const rateTexts = {
	legend: '您对这个项目的办理情况',
	help: '每个浏览器对每个项目评价一次，可以修改。为此浏览器里会保存一个随机标识，不含您的任何信息，也不能据此看出是谁评价的；页面只公布人数。',
	send: '提交评价',
	done: (grade: string, changed: boolean): string =>
		changed ? `已改为“${grade}”，人数随即更新。` : `您的评价“${grade}”已记录，谢谢。`
} as const;

export const receiptTexts = {
	title: '留言办理情况',
	ask: '查询我的留言',
	code: '回执号（16 位数字）',
	find: '查询',
	received: '您的留言已收到',
	keep: '请记下或拍下回执号，凭它可以在这个页面查看审核和答复，我们不能替您查找。回执号也在本页的网址里：用的是别人或公用的手机、电脑，离开前请清除浏览记录。',
	unknown: '没有找到这个回执号的留言。请核对 16 位数字；抄错一位也查不到。',
	/** The days that stand for this very message. */
	promised: (reviewDay: string, replyDay: string): string =>
		`留言由人大办公室审核后公开，${reviewDay}前审核，需要答复的${replyDay}前答复。`,
	shown: (replyDay: string): string =>
		`留言已在项目页公开。需要答复的，${replyDay}前答复，答复后在本页和项目页都能看到。`,
	noReply: (shown: boolean): string =>
		`${shown ? '留言已在项目页公开。' : ''}人大办公室看过这条留言，认为无需答复。`,
	answerBy: (replyDay: string): string => `需要答复的，${replyDay}前答复。`,
	kept: (reason: string): string => `没有公开，理由：${reason}`
} as const;

/** Who speaks in a published reply: the office, and beside it the unit whose draft it is. */
export const signedBy = (congressName: string, unit: string): string =>
	`${congressName.replace(/人民代表大会$/, '')}人大办公室${unit ? `（${unit}草拟）` : ''}`;

/** `1234-5678-9012-3456` */
export const receiptText = (receipt: string): string => receipt.replace(/(\d{4})(?=\d)/g, '$1-');

export const feedbackStates: Record<
	FeedbackState,
	{ word: string; tone: '' | 'ok' | 'warn' | 'bad' | 'info' }
> = {
	waiting: { word: '等待审核', tone: 'warn' },
	shown: { word: '已公开', tone: 'ok' },
	'kept-back': { word: '不公开', tone: '' }
};

export const deskTexts = {
	waiting: '等待审核',
	open: '等待答复',
	closed: '已办结',
	none: {
		waiting: '没有等待审核的留言。',
		open: '没有等待答复的留言。',
		closed: '还没有办结的留言。'
	},
	noneNarrowed: '没有符合条件的留言。',
	noReply: '无需答复',
	noReplyMeans: (forwarded: boolean): string =>
		`用于感谢、与项目无关等不必答复的留言。留言移到“已办结”，公开与否不变${forwarded ? '，责任单位不再草拟' : ''}，联系方式随即删除；以后仍可公布答复或转责任单位。`,
	reviewBy: (date: string) => `${date} 前审核`,
	replyBy: (date: string) => `${date} 前答复`
} as const;

export const deskFaults = {
	id: '页面内容已经变化，没有办理。请刷新页面后再试。',
	revision: '页面内容已经变化，没有办理。请刷新页面后再试。',
	verdict: '页面内容已经变化，没有办理。请刷新页面后再试。',
	reason: '理由不超过 200 字。',
	note: '转办意见不超过 300 字。',
	draft: '请填写答复草稿（不超过 1000 字）。',
	reply: '请填写答复（不超过 1000 字）。'
} as const;

export const correctionSubjects = [
	'项目概况',
	'时间节点',
	'月报内容',
	'照片说明',
	'变更内容',
	'验收内容',
	'答复内容'
] as const;

/** How a correction names the figures. */
export const figureNames = { percent: '形象进度', arrivedFen: '累计到位', paidFen: '累计支付' } as const;

/** How a correction tells that a milestone is not done after all. */
export const completionTexts = {
	subject: (name: string): string => `节点“${name}”的完成日期`,
	open: '尚未完成'
} as const;

export const correctionFaults = {
	version: '页面内容已经变化，没有撤销。请刷新页面后再试。',
	milestoneId: '没有选择节点，没有更正。请选择登记错误的节点。',
	over: '页面内容已经变化，没有更正。请刷新页面后再试。',
	subject: '请选择更正的是哪一部分。',
	before: '请填写页面上原来的内容（不超过 500 字）。',
	after: '请填写正确的内容（不超过 500 字）。',
	reason: '请填写更正原因（5 至 300 字）。',
	percent: '形象进度请填写 0 至 100 的整数。',
	arrived: '累计到位请以万元为单位填写数字（不能是公式）。',
	paid: '累计支付请以万元为单位填写数字（不能是公式）。',
	explanation: '原因不超过 300 字。'
} as const;
