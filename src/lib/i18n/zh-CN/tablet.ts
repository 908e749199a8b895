/**
 * Every sentence of the deputy's tablet. Three parts wherever something went wrong: what happened, what it
 * means for the ballot, what to do. Full-width punctuation; no codes but a short one for the staff.
 */

export const tabletTexts = {
	title: '代表平板',
	surface: '民生实事项目票决',
	seat: (seat: string) => `座位 ${seat}`,
	textSize: '字号',
	textSizes: { standard: '标准', large: '大', largest: '特大' },
	callStaff: '如需帮助，请举手示意工作人员。',
	supportCode: (code: string) => `工作人员参考：${code}`,
	starting: '正在准备…',

	network: {
		lost: '网络中断，正在重连。您的选择不会丢失。',
		lostUncast: '网络中断，您的表决票尚未提交。请留在座位，网络恢复后系统会自动重试。'
	},

	card: {
		heading: '请出示代表证二维码卡',
		scan: '扫描二维码卡',
		scanHint: '将卡片上的二维码对准本机摄像头，自动识别。',
		scanning: '正在打开摄像头…',
		stopScanning: '关闭摄像头',
		dismissFault: '收起',
		label: '手动输入卡号',
		hint: '输入卡片上二维码下方的 27 位卡号，不分大小写，横线可以不输。',
		submit: '确认卡号',
		count: (n: number, length: number) => `已输入 ${n} / ${length} 位`,
		noCamera: '本机摄像头不能使用，请手动输入卡号，或请工作人员协助。',
		notACard: '这不是代表证二维码。请对准代表证上的二维码。'
	},

	cameraFaults: {
		'camera-missing': '本机摄像头不能使用。请在下面手动输入卡号，或请工作人员协助。',
		'camera-refused': '本机没有允许使用摄像头。请在下面手动输入卡号，或请工作人员协助。'
	},

	/** Why the card page is shown with a fault. */
	cardProblems: {
		'code-empty': '请先输入卡号，再按“确认卡号”。',
		'code-symbol': '卡号中有不能识别的字符。卡号只用数字和英文字母，没有字母 U。请对照卡片检查。',
		'code-length': '卡号位数不对，应为 27 位。请对照卡片检查是否漏输或多输。',
		'code-check': '卡号有误：校验位不符，可能有一位输错。请对照卡片逐组检查。',
		'card-refused': '这张卡不能使用，没有登录。请核对是否为本次会议的代表证，或到签到处更换。',
		'sign-in-failed': '登录没有完成。请重新扫描代表证，仍不行请举手示意工作人员。',
		'not-a-delegate': '这张卡不是代表证，不能参加表决。请到签到处办理。'
	},

	signingIn: {
		heading: '正在登录…',
		waiting: '网络中断，正在重试登录。请稍候，不需要重复操作。',
		cancel: '取消'
	},

	identity: {
		heading: '请核对本人信息',
		name: '姓名',
		delegation: '代表团',
		seat: '座位',
		yes: '是我本人',
		no: '不是我'
	},

	sessionEnded: {
		heading: '本机登录已结束',
		body: '您可能已在另一台平板上登录，或登录已过期。您在本机的选择没有提交。',
		here: '如果您要在本机继续，请按“在本机继续”；否则请按“退出”，本机不保留任何内容。',
		continue: '在本机继续',
		leave: '退出'
	},

	checkIn: {
		heading: '请到签到处签到',
		body: '您尚未签到，不能领取表决票。签到后本页自动更新，不需要操作。'
	},

	left: {
		heading: '您已办理退场',
		body: '签到处记录您已中途退场，本机不能参加表决。如您已回到会场，请到签到处重新签到；签到后本页自动更新。'
	},

	waiting: {
		heading: '您已签到',
		body: '请等候主持人宣布。表决准备就绪后，本机自动领取表决票。'
	},

	ready: {
		drawing: '正在领取表决票…',
		drawn: '已领票',
		drawnBody: '请等候主持人宣布开始表决。等候期间可以查看候选项目。',
		fingerprint: '表决票指纹',
		fingerprintHint: '应与会场大屏所示一致',
		candidates: (n: number) => `候选项目 ${n} 项`
	},

	drawing: {
		heading: '正在领取表决票…',
		body: '请稍候，不需要操作。',
		slow: '网络较慢或中断，正在自动重试。表决票领到后立即显示。'
	},

	drawRefused: {
		heading: '没有领到表决票',
		again: '重新领票',
		codes: {
			'already-drawn-differently':
				'您的表决票此前已用另一张卡领取，本卡不能再领。请使用原来的卡，或举手示意工作人员。',
			'ticket-not-genuine': '服务器发来的表决票没有通过核对，不能使用。请不要继续，立即举手示意工作人员。',
			other: '领票没有办理成功。请按“重新领票”，仍不行请举手示意工作人员。'
		}
	},

	papersRefused: {
		heading: '表决票内容核对不符',
		again: '重新核对',
		codes: {
			'fingerprint-differs': '表决票内容与其指纹不一致，本机拒绝使用。请不要表决，立即举手示意工作人员。',
			'texts-differ': '候选项目的详细内容与表决票不一致，本机拒绝使用。请不要表决，立即举手示意工作人员。',
			'not-a-manifest': '收到的表决票内容不完整，本机不能使用。请举手示意工作人员。'
		}
	},

	paper: {
		heading: '您使用纸质表决票',
		body: '您已领取纸质表决票，本机不再发放电子表决票。请在纸质票上填写并投入票箱。',
		leave: '退出'
	},

	paperOnly: {
		heading: '本轮使用纸质表决票',
		body: '本轮表决不使用平板投票，本机不发放电子表决票。请领取纸质表决票，填写后投入票箱。'
	},

	/** Which round of the poll this is; the first one needs no word. */
	rounds: {
		'tie-revote': '再次表决：只对得票相等的项目',
		'second-round': '第二轮表决：补选不足的名额'
	},

	/** What comes after a round that did not end the poll. */
	next: {
		'tie-revote': '得票相等的项目将再次表决，正在准备。请留在座位。',
		'second-round': '不足的名额将进行第二轮表决，正在准备。请留在座位。',
		again: '正在准备重新表决。请留在座位，就绪后本机自动进入新一轮。'
	},

	ballot: {
		heading: '民生实事项目表决票',
		atMost: (total: number, max: number) => `请从 ${total} 个候选项目中选择不超过 ${max} 项`,
		exactly: (total: number, n: number) => `请从 ${total} 个候选项目中选择 ${n} 项，不多不少`,
		threeMarks: (max: number) => `请对每个项目选择赞成、反对或弃权，赞成不超过 ${max} 项`,
		threeMarksExactly: (n: number) => `请对每个项目选择赞成、反对或弃权，赞成须为 ${n} 项`,
		chosen: '已选',
		approved: '赞成',
		chosenOf: (n: number, max: number) => `${n} / ${max} 项`,
		left: (n: number) => (n > 0 ? `还可选 ${n} 项` : '已选满'),
		stillNeeded: (n: number) => (n > 0 ? `还须选 ${n} 项` : '已选够'),
		review: '核对并提交',
		details: '详情',
		detailsOf: (name: string) => `${name}，查看详情`,
		up: '上翻',
		down: '下翻',
		range: (from: number, to: number, total: number) => `第 ${from}–${to} 项 / 共 ${total} 项`,
		approve: '赞成',
		against: '反对',
		abstain: '弃权',
		understood: '知道了',
		tooMany: (max: number) => `最多可选 ${max} 项，您已选满。如需改选，请先取消一项。`,
		tooManyApprovals: (max: number) => `最多可赞成 ${max} 项，您已选满。如需改选，请先取消一项。`,
		tooFew: (min: number, n: number) => `您还没有选够。本次须选 ${min} 项，现已选 ${n} 项。`,
		paused: '表决暂停，您的选择仍保留。恢复后可以继续。',
		pausedSubmit: '表决暂停期间不能提交。您的选择仍保留，请等候主持人宣布恢复。',
		closing: '主持人已宣布结束表决，正在收票。'
	},

	review: {
		heading: '请核对您的表决票',
		hint: '核对无误后，请按“确认提交”。提交后不能更改。',
		approved: (n: number) => `赞成 ${n} 项`,
		against: (n: number) => `反对 ${n} 项`,
		abstained: (n: number) => `弃权 ${n} 项`,
		chosen: (n: number) => `已选 ${n} 项`,
		notChosen: (n: number) => `未选 ${n} 项`,
		unmarkedGroup: (n: number) => `未作选择 ${n} 项`,
		under: (n: number, max: number) =>
			`您只选了 ${n} 项，最多可选 ${max} 项。可以直接提交，也可以返回继续选择。`,
		unmarkedNote: (n: number) => `有 ${n} 个项目未作选择，按弃权统计。可以直接提交，也可以返回继续选择。`,
		blank: '您没有选择任何项目。提交后，本票按弃权统计。',
		back: '返回修改',
		confirm: '确认提交'
	},

	casting: {
		heading: '正在投入票箱…',
		waitingHeading: '表决暂停，等待恢复',
		body: '请不要关闭本页，请稍候。',
		pending: '正在确认是否提交成功，请不要重复操作。',
		again: '网络中断或系统繁忙，您的表决票尚未确认提交。请留在座位，系统自动重试，不会重复计票。',
		paused: '您的表决票还没有投入票箱。恢复表决后自动投入，请留在座位，不需要操作。',
		forged: '票箱的回执没有通过核对，系统继续重试。请举手示意工作人员。'
	},

	receipt: {
		heading: '已提交',
		body: '您的表决票已投入票箱。请等候宣布结果。',
		time: '提交时间',
		tracker: '回执编号',
		trackerHint: '宣布结果后，可在公布的票箱清单中查到这一编号。编号不含您的选择。',
		back: '约 12 秒后自动返回刷卡页面，本机不保留任何内容。',
		done: '完成'
	},

	castEarlier: {
		heading: '此票此前已投出',
		body: '此票此前已投出，本次选择未计入。计入的是此前投出的那一票。',
		unsure: '如果您确认此前没有投票，请立即举手示意工作人员。'
	},

	castClosed: {
		heading: '表决已经结束',
		certain: '您的表决票没有提交，不计入结果。',
		uncertain: '网络中断期间表决已经结束，不能确认您的表决票是否投入票箱。请举手示意工作人员。'
	},

	castFault: {
		heading: '表决票没有投入票箱',
		body: '票箱没有接收这张表决票，您的选择仍保留在本机。请按“返回表决票”再试一次，仍不行请举手示意工作人员。',
		back: '返回表决票'
	},

	closed: {
		heading: '表决已结束',
		unsent: '表决已经结束，您的表决票没有提交，不计入结果。',
		counting: '正在计票，请等候宣布结果。',
		counted: '计票已完成，请等候宣布结果。',
		settling: '计票已完成，正在按票决办法处理并列或缺额，请等候宣布结果。'
	},

	result: {
		heading: '票决结果',
		votes: (n: number) => `${n} 票`,
		round: (sequence: number) => `第 ${sequence} 轮`,
		version: (n: number, reason: string | null) => `第 ${n} 版结果${reason ? `，更正原因：${reason}` : ''}`,
		settled: (how: string) => `并列或缺额的处理：${how}`,
		note: (note: string) => `说明：${note}`,
		left: (n: number) => `还有 ${n} 个名额没有产生。`,
		poll: (n: number, seats: number) => `各轮合计：应选 ${seats} 项，已产生 ${n} 项`,
		totals: (result: { issued: number; returned: number; valid: number | null; invalid: number | null }) =>
			`发出 ${result.issued} 张 · 收回 ${result.returned} 张 · 有效 ${result.valid ?? '—'} 张 · 无效 ${result.invalid ?? '—'} 张`
	},

	aborted: {
		heading: '本轮表决已中止',
		body: '本轮的表决票一律不计，请留在座位，等候主持人通知。',
		reason: (reason: string) => `中止原因：${reason}`
	},

	void: {
		heading: '本次表决作废',
		body: '本轮的表决票一律不计，请等候主持人通知重新表决。',
		reason: (reason: string) => `作废原因：${reason}。`
	},

	sheet: {
		number: (n: number) => `候选项目 ${n}`,
		close: '返回',
		category: '类别',
		content: '建设内容',
		scale: '建设规模',
		attachments: '附件',
		attachment: (name: string, bytes: number) =>
			`${name}（PDF，${bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`}）`,
		picture: (name: string, n: number) => `${name}，图片 ${n}`,
		amount: '总投资',
		funding: '资金来源',
		unit: '责任单位',
		period: '起止时间',
		place: '建设地点',
		beneficiaries: '受益群众',
		none: '—'
	},

	reading: {
		open: '查看候选项目',
		label: '候选项目介绍',
		following: '主持人正在介绍',
		browsing: (n: number, total: number) => `候选项目 ${n} / ${total}`,
		follow: '回到当前项目',
		previous: '上一项',
		next: '下一项',
		compare: '对比',
		compareOther: '换一项对比',
		comparing: '两项对比',
		pick: (name: string) => `与“${name}”对比，请选择另一项`,
		pictures: '图片',
		noPicture: '没有图片',
		back: '返回',
		backToBallot: '返回表决票',
		opened: '表决已经开始。您的表决票在本页下面，按“返回表决票”填写。'
	},

	leave: '退出'
} as const;

export type CardProblem = keyof typeof tabletTexts.cardProblems;
