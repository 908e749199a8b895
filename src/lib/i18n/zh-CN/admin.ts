import { keysLostFact, paperSurplusFact } from './common.ts';

/** The office desk: what comes next, what is ready, what the check-in desk answers. */

/** One sentence for each step a meeting may wait for, as the office has to hear it. */
/** Hall screens and tablets, on the overview. */
export const devicesTitle = '会场设备';

export const nextSteps = {
	'no-round': '还没有票决轮次。请先在“会议”中建立会议和票决，再导入候选项目。',
	'check-in': (missing: number) => `请组织代表签到，还需 ${missing} 人达到法定人数。`,
	'make-ready': '请核对候选项目、名册和监票人，由两人确认“表决就绪”。',
	'confirm-make-ready': '已有一人提出“表决就绪”，请第二人在两分钟内确认。',
	open: '表决已就绪，等待主持人和一名监票人共同开始表决。',
	'confirm-open': '已有一人提出开始表决，等待第二人在两分钟内确认。',
	voting: '代表正在投票。请协助需要帮助的代表，但不要看其屏幕。',
	resume: '表决暂停，等待主持人恢复。代表已选的内容保留在平板上。',
	counting: '表决已结束，系统正在计票。',
	'keys-lost': `${keysLostFact}请由会务或主持人与一名监票人在两分钟内先后确认，中止本轮，另开一轮重新投票；并请技术人员查明密钥文件夹的情况。`,
	'count-paper': '表决已结束，等待监票人清点纸质票、计票人录入。',
	'paper-surplus': (issued: number, returned: number) =>
		`${paperSurplusFact(issued, returned)}请监票人先复核清点；确属多出的，由会务或主持人与一名监票人在两分钟内先后确认，宣布本轮作废，另发表决票重投。`,
	'declare-valid': '等待总监票人核对发出、收回票数，宣布表决是否有效。',
	settle: '计票完成，但有并列或缺额，须按票决办法处理后才能签字。',
	sign: '计票完成，等待监票人核对并签字，总监票人最后签字。',
	'sign-paper': '计票完成，等待计票人签字，再由监票人核对并签字，总监票人最后签字。',
	announce: '签字已齐，等待主持人宣布结果。',
	'next-round': '本轮没有产生全部结果，需要进行下一轮票决。',
	done: '结果已宣布，入选项目已转入办理进展。'
} as const;

export const stepOwners = {
	office: '会务',
	chair: '主持人',
	'chief-scrutineer': '总监票人',
	scrutineer: '监票人',
	teller: '计票人',
	delegate: '代表'
} as const;

export const readinessTexts = {
	candidates: {
		term: '候选项目',
		none: '还没有候选项目。',
		met: (count: number, seats: number) => `共 ${count} 项，应选 ${seats} 项。`,
		survey: (count: number) => `测评项目 ${count} 项。`,
		surveyOld: (changes: string) => `测评名单须更新：${changes}。`,
		noContest: (count: number, seats: number) => `共 ${count} 项，应选 ${seats} 项：没有差额。`,
		tooFew: (count: number, seats: number) => `只有 ${count} 项，每票须选 ${seats} 项，不能表决。`
	},
	roll: {
		term: '代表名册',
		none: '名册是空的。请先导入代表名册。',
		met: (count: number) => `共 ${count} 人。`
	},
	cards: {
		term: '代表证',
		met: (count: number) => `${count} 人都已发证。`,
		missing: (count: number) => `还有 ${count} 人没有可用的代表证。`
	},
	scrutineers: {
		term: '监票人',
		none: '还没有确定监票人。',
		noChief: '还没有确定总监票人。',
		noOther: '除总监票人外，至少还需要一名监票人。',
		met: (chief: string, others: string[]) => `总监票人 ${chief}；监票人 ${others.join('、')}。`
	},
	quorum: {
		term: '法定人数',
		free: '本次票决不另设法定人数。',
		left: (left: number, inHall: number) => `中途退场 ${left} 人，会场现有 ${inHall} 人。`,
		met: (present: number, needed: number) => `实到 ${present} 人，已达到法定人数 ${needed} 人。`,
		missing: (present: number, needed: number) =>
			`实到 ${present} 人，还需 ${needed - present} 人达到法定人数 ${needed} 人。`
	}
} as const;

export const cardStateNames = {
	issued: '已发证',
	active: '已启用',
	revoked: '已挂失',
	none: '未发证'
} as const;

export const adminFormTexts = {
	roundId: '页面内容已经变化，没有执行。请刷新页面后再试。',
	/** Its draft was discarded in the same moment. */
	roundGone: '没有找到这一轮，草稿可能刚由他人撤销，没有办理就绪。请刷新页面查看。',
	reason: '请写明原因（不超过 200 字）。原因会记入操作记录，并在大屏和平板上显示。',
	code: '配对码是大屏上显示的 6 位数字，请重新输入。',
	candidate: '页面内容已经变化，没有保存。请刷新页面后再试。',
	file: '没有选择文件，没有上传。请先选择图片或 PDF 附件。',
	removeReason: '请写明移出名册的原因（不超过 200 字），没有办理。'
} as const;

/** What the overview answers after an act that went through. */
export const officeAnswers = {
	'make-ready-requested': '已提出表决就绪。请另一名会务人员或监票人在两分钟内，在自己的页面上确认。',
	'made-ready': '表决已就绪。代表平板开始自动领票，请核对各处的表决票指纹。',
	'abort-requested': '已提出中止本轮表决。请一名监票人在两分钟内，在监票页面上确认。',
	aborted: '本轮表决已中止，表决票已销毁，没有计票。已按原候选项目另开一轮。',
	'void-requested': '已提出本轮表决作废。请一名监票人在两分钟内，在监票页面上确认。',
	voided: '本轮表决已作废，各项目得票不予采用。已另开一轮，须重新发票、投票。',
	'correct-requested': '已提出更正计票结果。请第二人在两分钟内确认。',
	corrected: '已进入更正。请计票人重新核对录入纸质票，完成后生成新一版结果。',
	settled: '处理结果已记录，已生成新一版计票结果，请监票人签字。',
	withdrawn: '已撤回，没有办理。',
	'hall-paired': '大屏已配对，随即显示本次会议。'
} as const;

/** @param act the act's name */
export const confirmText = (act: string): string => `确认${act}`;
export const againText = (act: string): string => `重新提出${act}`;

/** The candidates' sheets and the form for one of them. */
export const candidateTexts = {
	title: '候选项目',
	summary: (count: number, seats: number | null) =>
		`共 ${count} 项${seats === null ? '' : `，应选 ${seats} 项`}。顺序即表决票上的顺序。`,
	frozen: '本轮已就绪，内容已经固定。',
	draft: '请逐项核对；就绪后内容即行固定，不能再改。',
	none: '还没有候选项目。请先下载模板填写，再导入。',
	shortName: (name: string) => `大屏简称：${name}`,
	others: '不在本轮表决票上的项目',
	import: '导入候选项目',
	add: '增加项目',
	edit: '修改内容、图片和附件',
	editOf: (name: string) => `修改 ${name}`,
	editTitle: (number: number) => `修改候选项目：${number} 号`,
	back: '返回候选项目',
	frozenOne: '这个项目已列入就绪或已公布的表决票，内容不能再改。',
	save: '保存',
	groups: { what: '项目', money: '投资', who: '责任', when: '时间', why: '依据' },
	files: '图片和附件',
	file: '图片或附件',
	fileHelp: '图片 JPG、PNG、WebP，不超过 8 MB；附件 PDF，不超过 10 MB。代表平板、大屏和公开页面均会显示。',
	upload: '上传',
	uploading: '正在上传…',
	remove: '移除',
	removeOf: (name: string) => `移除 ${name}`,
	filesThere: (count: number) => `已有图片和附件 ${count} 个`,
	saveFirst: '保存项目以后，可以上传图片和附件。',
	delete: '删除项目',
	deleteHelp: '从来没有列入就绪的表决票的项目可以删除，图片和附件一并删除。',
	deleteTitle: '删除这个候选项目？',
	deleteConfirm: '确认删除',
	deleteNote: '删除后不能恢复，需要时请重新增加或导入。'
} as const;

export const candidateAnswers = {
	'file-added': '已上传，代表平板和大屏随即可以显示。',
	'file-removed': '已移除。',
	added: '项目已增加，可以继续上传图片和附件。',
	saved: '项目已保存。',
	unchanged: '内容没有变化。',
	deleted: '项目已删除。'
} as const;
