/** The statutory papers: titles, columns and the sentences of official style. */

export const paperNames = {
	ballot: '票样',
	attendance: '签到情况',
	lastyear: '上一年度项目情况',
	report: '计票结果报告单',
	announcement: '票决结果公告',
	booklet: '候选项目介绍',
	rules: '票决办法'
} as const;

/** Refusals about papers; part of `refusalTexts`. */
export const papersRefusalTexts = {
	'pdf-no-browser':
		'服务器上没有可用的 Chromium 浏览器，不能生成 PDF。请打开该文书，用浏览器的“打印”功能打印或另存为 PDF；需要服务器生成的，请系统管理员安装 Chromium。',
	'pdf-busy': '同时生成 PDF 的人较多，没有生成。请稍后再点一次，或打开该文书直接打印。',
	'pdf-failed': 'PDF 没有生成。请打开该文书，用浏览器的“打印”功能打印；屡次不成的，请告诉系统管理员。',
	'paper-not-yet':
		'本轮现在还没有这份文书：计票结果在签字确认之后才能打印，公告在主持人宣布结果之后才能打印。'
} as const;

export const papersPageTexts = {
	title: '会议文书',
	lead: 'A4 幅面，按党政机关公文格式排版。可在浏览器中打印，也可下载 PDF；结果和签到另有表格文件。',
	open: '打开打印',
	pdf: '下载 PDF',
	xlsx: 'Excel 表格',
	csv: 'CSV 表格',
	back: '返回会议文书',
	backPublic: '返回票决结果',
	print: '打印',
	meetingPapers: '全次会议',
	none: '还没有会议或票决轮次。请系统管理员先导入会议、名册和候选项目。',
	round: (sequence: number, kind: string, state: string) => `第 ${sequence} 轮\u3000${kind}\u3000${state}`,
	notYet: {
		report: '计票完成（票决办法规定表决后公布的，签字确认）之后可以打印',
		announcement: '主持人宣布结果之后可以打印'
	},
	whole: '整个票决（各轮合并）',
	withVotes: '附各项目得票数',
	withCopies: '印制张数',
	sheet: '数据',
	resultFile: '票决结果',
	printBallots: '按张数排印',
	draft: '本轮尚未就绪，名单、顺序仍可能变动：只供校对，不得用于投票',
	attendanceNote: '姓名逐人列出，只供会务人员归档；其他人员看到的是各代表团人数。',
	publicTitle: '公告与表格',
	publicNote: '票决结果公告可以打印；各项目得票可以用表格软件打开。'
} as const;

export const ballotTexts = {
	title: (round: string) => `${round}表决票`,
	specimen: '票样',
	number: '序号',
	name: '候选项目',
	instructions: '填票说明',
	seats: (seats: number, candidates: number) => `候选项目 ${candidates} 项，应选 ${seats} 项。`,
	approve: '赞成的项目，在其“赞成”栏内画“○”；不画的，该票对该项目计为弃权。',
	three:
		'对每个项目，在“赞成”“反对”“弃权”三栏中选一栏画“○”；三栏都不画的，计为弃权；画两栏以上的，由总监票人认定。',
	atMost: (seats: number) => `每张票赞成的项目不超过 ${seats} 项的有效，超过 ${seats} 项的整张票无效。`,
	exactly: (seats: number) => `每张票须正好赞成 ${seats} 项，多于或者少于 ${seats} 项的整张票无效。`,
	pen: '用黑色或者蓝黑色笔填写，不署名，不作其他记号。填写有误的，可凭原票向监票人换领。',
	seal: '（监票人核发处）',
	record: '表决票印制、发出、收回交接单',
	recordRows: ['印制', '发出', '作废（写坏换回）', '剩余（当众剪角销毁）', '收回'],
	item: '项　目',
	sheets: '张　数',
	remark: '备　注',
	sheetCount: (count: number) => `${count} 张`,
	recordNote: '印制数＝发出数＋作废数＋剩余数；收回数等于或者少于发出数的，票决有效，多于发出数的无效。',
	printer: '印制人（签名）',
	receiver: '监票人（签名）',
	chief: '总监票人（签名）'
} as const;

export const attendanceTexts = {
	time: '会议时间',
	venue: '会议地点',
	as: (at: string) => `统计截至 ${at}`,
	delegation: '代表团',
	figures: {
		electorate: '应到',
		present: '实到',
		leave: '请假',
		absent: '缺席',
		late: '补签',
		left: '中途退场'
	},
	sum: '合　计',
	summary: (f: { electorate: number; present: number; leave: number; absent: number }) =>
		`应到代表 ${f.electorate} 人，实到 ${f.present} 人，请假 ${f.leave} 人，缺席 ${f.absent} 人。`,
	late: (late: number, left: number) => `实到人数中，表决开始后补签 ${late} 人，中途退场 ${left} 人。`,
	names: '附：代表签到名单',
	number: '证号',
	name: '姓　名',
	seat: '座位',
	signedAt: '签到时间',
	remark: '备　注',
	onLeave: (reason: string) => (reason ? `请假（${reason}）` : '请假'),
	absentOne: '缺席',
	lateOne: '补签',
	leftOne: (time: string) => `${time} 中途退场`,
	filledBy: '填报人（签名）',
	checkedBy: '审核人（签名）'
} as const;

export const reportPaperTexts = {
	round: (sequence: number, kind: string) => `第 ${sequence} 轮（${kind}）`,
	version: (version: number) => `第 ${version} 版`,
	heading: (order: number, text: string) => `${'一二三四五'[order - 1]}、${text}`,
	meeting: '会议和表决情况',
	ballots: '表决票情况',
	standings: '各项目得票情况',
	verdict: '票决结果',
	proof: '核对信息',
	heldOn: '会议时间',
	venue: '会议地点',
	voting: '表决时间',
	fromTo: (from: string, to: string) => `${from} 至 ${to}`,
	electorate: '应到代表',
	present: '实到代表',
	quorum: '法定人数',
	quorumMet: (needed: number) => `须 ${needed} 人到会，符合`,
	quorumNone: '本次票决不另设',
	candidates: '候选项目',
	seats: '应选项目',
	persons: (count: number) => `${count} 人`,
	items: (count: number) => `${count} 项`,
	channel: '票　种',
	electronic: '电子票',
	paper: '纸质票',
	sum: '合计',
	issued: '发出',
	returned: '收回',
	notReturned: '未交',
	valid: '有效',
	invalid: '无效',
	unit: '（单位：张）',
	balance: (issued: number, returned: number) =>
		returned === issued
			? `发出表决票 ${issued} 张，收回 ${returned} 张，票数相等，表决有效。`
			: `发出表决票 ${issued} 张，收回 ${returned} 张，收回少于发出，表决有效。`,
	number: '序号',
	name: '候选项目',
	rank: '名次',
	outcome: '结果',
	threshold: (least: number) => `按票决办法，本轮得赞成票 ${least} 张及以上为通过。`,
	noThreshold: '按票决办法，本轮不要求过半数，得赞成票多的入选。',
	cast: '表决票中没有表示意见的，计为弃权。按得赞成票多少排列，票数相同的按表决票上的顺序。',
	elected: (count: number, seats: number) => `应选 ${seats} 项，票决产生 ${count} 项：`,
	nobody: (seats: number) => `应选 ${seats} 项，本轮没有产生入选项目。`,
	chosen: (number: number, name: string, approve: number) => `${number} 号\u3000${name}（${approve} 票）`,
	tied: (names: string) => `${names}赞成票数相等，不能确定最后入选项目。`,
	seatsLeft: (count: number) => `按得票尚缺 ${count} 项。`,
	waiting: '以上情况尚待按票决办法处理，处理之前本结果不作为最后结果。',
	settled: (name: string, elected: string, note: string) =>
		`处理方式：${name}${elected ? `，确定${elected}入选` : ''}${note ? `（${note}）` : ''}。`,
	next: (kind: string, names: string, seats: number) => `下一轮：${kind}，候选为${names}，应选 ${seats} 项。`,
	reason: (version: number, reason: string) => `本报告为第 ${version} 版，理由：${reason}。前一版随档保存。`,
	void: (reason: string) => `本轮表决作废，各项目得票不予计算、不予公布。原因：${reason}。`,
	fingerprint: '表决票指纹',
	hash: '结果校验码',
	generated: '生成时间',
	digitally: '电子签字',
	signedBy: (role: string, name: string, at: string) => `${role} ${name}，${at}`,
	unsigned: '尚未电子签字',
	signature: '签　名',
	teller: '计票人',
	scrutineer: '监票人',
	chief: '总监票人',
	date: '　　年　　月　　日'
} as const;

export const announcementTexts = {
	title: (congress: string) => `${congress}公告`,
	no: '（第　　号）',
	lead: (meeting: string, date: string, round: string, count: number) =>
		`${meeting}于${date}召开。会议以无记名投票方式进行${round}，产生以下项目 ${count} 项：`,
	nobody: (meeting: string, date: string, round: string) =>
		`${meeting}于${date}召开。会议以无记名投票方式进行${round}，没有产生入选项目。`,
	item: (order: number, name: string, votes: number | null) =>
		`${order}．${name}${votes === null ? '' : `（得赞成票 ${votes} 张）`}`,
	later: (kind: string, names: string) => `其中，${names}由${kind}产生。`,
	seatsLeft: (count: number) => `尚缺 ${count} 项，按票决办法另行处理。`,
	closing: '现予公告。',
	signer: (meeting: string) => `${meeting}主席团`
} as const;

export const bookletTexts = {
	candidates: '候选项目',
	contents: '目　录',
	number: '序号',
	name: '项目名称',
	amount: '总投资',
	unit: '责任单位',
	sheet: (number: number, name: string) => `${number} 号\u3000${name}`,
	fields: {
		category: '类　　别',
		place: '建设地点',
		content: '建设内容',
		scale: '建设规模',
		amount: '估算总投资',
		funding: '资金来源',
		unit: '责任单位',
		period: '实施期限',
		beneficiaries: '受益群众'
	},
	empty: '——',
	attachments: '附件',
	foreword: (candidates: number, seats: number) =>
		`本册介绍提请会议票决的候选项目 ${candidates} 项，应选 ${seats} 项。项目按表决票上的顺序排列。`
} as const;

export const rulesPaperTexts = {
	title: (round: string) => `${round}办法`,
	draft: '（草案）',
	article: (number: string) => `第${number}条`,
	purpose: (round: string) =>
		`为做好${round}工作，根据《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》等有关规定，结合实际，制定本办法。`,
	candidates: (count: number) => `提请会议票决的候选项目共 ${count} 项，名单附后。`,
	named: (chief: string, others: string[]) => `总监票人${chief}，监票人${others.join('、')}`,
	unnamed: '总监票人、监票人',
	scrutineers: (who: string) =>
		`${who}对发票、投票、计票进行监督。计票结果由监票人、总监票人签字确认。收回的表决票等于或者少于发出的表决票，票决有效；多于发出的表决票，票决无效，应当另行票决。`,
	announced: '票决结果由会议主持人当场宣布，并予公告。',
	inForce: '本办法由本次会议通过后施行。',
	fingerprint: '本办法已随表决票固定，表决票指纹'
} as const;

export const resultTableTexts = {
	meeting: '会议',
	round: '轮次',
	version: '版次',
	hash: '结果校验码',
	threshold: '通过所需赞成票',
	none: '不要求',
	attendanceHead: ['证号', '姓名', '代表团', '座位', '签到时间', '备注']
} as const;
