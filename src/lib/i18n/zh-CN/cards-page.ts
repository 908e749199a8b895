/** The office's page of cards, the page saved for an unplugged machine, and the scrutineers' confirmation. */
export const cardsPageTexts = {
	title: '代表证卡',
	intro:
		'卡上的二维码和卡号由本机浏览器当场生成，只印在纸上；服务器只登记每张卡的公钥（核对用的一串字符，推不出二维码和卡号），任何人都不能从系统中找回或重印一张卡。',
	figures: { all: '代表', active: '已启用', issued: '已发证', revoked: '已挂失', none: '未发证' },
	measure: '人',

	make: '制卡',
	makeHelp: (count: number) =>
		`有 ${count} 位代表还没有代表证卡。宜由会务和监票人各一人在场，用不联网的打印机打印。`,
	makeDone: '全体代表都有代表证卡。',
	noRoll: '名册中还没有代表，不能制卡。请先导入代表名册。',
	makeButton: (count: number) => `制作 ${count} 张卡`,
	frozen: (round: string) =>
		`“${round}”已经就绪，名册已固定：现在不能发第一张卡，没有卡的代表也不在本轮名册中。已有卡的代表可以挂失；还没有领票的可以补发，已经领票的须等本轮表决结束。`,
	address: '印进二维码的地址',
	addressAgain: '我知道平板打不开这个地址的卡，只作试制，仍按这个地址制作',
	begin: '生成',
	making: (made: number, all: number) => `正在生成 ${made} / ${all} 张…`,

	printTitle: (count: number, sheets: number) => `打印 ${count} 张卡，共 ${sheets} 页`,
	once: '这些卡只存在于本页。现在关闭或离开，这批卡就作废，须重新制作；登记以后也不能重印，只能由两人补发。',
	steps: {
		print: '打印',
		check: '核对',
		send: '登记'
	},
	spare: '再印一份备用卡，密封后交监票人保管（代表遗失卡而已领票时，拆封须记录）',
	print: '打印',
	printSpare: '打印备用卡',
	printHelp: 'A4 纸，实际大小（100%），不要页眉页脚。打印份数不限，直到登记为止。',
	printed: (count: number) => `${count} 张卡都已打在纸上，二维码完整，用手机试扫能识别`,
	send: (count: number) => `登记 ${count} 张卡的公钥`,
	sendReissue: (count: number) => `提出补发 ${count} 张`,
	sending: '正在登记…',
	sent: '只上传编号、卡标识和公钥；登记以后，代表就能用这些卡。',
	drop: '放弃这批卡',
	leave: '这批卡还没有登记。离开本页，已打印的卡全部作废。确定离开吗？',
	dropAsk: '这批卡还没有登记。放弃后，已打印的卡全部作废，请当场粉碎。确定放弃吗？',
	frameTitle: '待打印的代表证卡',

	offline: '在不联网的电脑上制卡',
	offlineHelp:
		'把制卡页存成一个文件，用优盘拿到不联网、可打印的电脑上打开。在那里打印后保存 roll.csv（只有编号、卡标识和公钥），再回到这里导入。',
	offlineLink: (count: number) => `下载制卡页（含 ${count} 位未发证代表的名单）`,
	offlineNone: '没有未发证的代表，不需要再制。换卡请在下面的列表中补发。',
	import: '导入 roll.csv',
	importLabel: 'roll.csv 文件',
	importHelp: '一行有误，全部不导入；同一文件重复导入不产生变化。',
	importButton: '导入公钥',
	importRow: (row: number) =>
		`文件第 ${row} 行不正确，没有导入。请用制卡时保存的 roll.csv，不要用表格软件改动。`,
	importNone: '没有选择文件，没有导入。请选择制卡时保存的 roll.csv。',

	list: '卡片状态',
	filters: { all: '全部', none: '未发证', issued: '已发证', active: '已启用', revoked: '已挂失' },
	search: '查找编号、姓名、代表团',
	columns: {
		number: '编号',
		name: '姓名',
		delegation: '代表团',
		seat: '座位',
		state: '状态',
		since: '时间',
		act: '办理'
	},
	issuedAt: (at: string) => `${at} 发证`,
	revokedAt: (at: string, reason: string) => `${at} 停用（${reason}）`,
	earlier: (count: number) => `曾换发 ${count} 次`,
	drew: '本轮已领票',
	signs: '监票人卡',
	more: '办理',
	close: '收起',
	moreOf: (number: number, name: string) => `办理 ${number} 号 ${name} 的卡`,
	nobody: '没有符合的代表。',
	rest: (limit: number, count: number) => `只显示前 ${limit} 人，共 ${count} 人。请查找。`,
	reissueListed: (count: number) => `补发所列 ${count} 张`,

	revoke: {
		button: '挂失…',
		title: '挂失这张卡',
		confirm: '确认挂失',
		note: '挂失后这张卡立即停用，用它登录的平板同时退出。挂失不能撤销：卡找到了也须补发新卡。'
	},
	revokeDrew: '这位代表本轮已领票：挂失后，原卡仍可用来投完这一张票，不能再做别的。',
	reason: '原因',
	reasons: ['遗失', '损坏', '交还', '换座换团'],
	reissue: '补发新卡…',
	reissueHelp: '在本页制作、打印新卡，再由一名监票人在两分钟内确认；确认以前旧卡照常使用，确认时旧卡停用。',
	reissueDrew: '这位代表已用原卡领取本轮表决票，本轮结束以后才能补发；领出的票只能用原卡投。',
	reissueSigns:
		'这是监票人的卡。已经就绪的轮次只认原卡签字，新卡从下一轮起才能签；原卡找不到的，请由其他监票人签。',

	pendingTitle: (count: number) => `补发 ${count} 张卡，等待监票人确认`,
	pendingHelp: '请一名监票人在自己的页面上打开“补发代表证”，核对后确认。',
	pendingOver: '已超过两分钟，没有监票人确认：没有补发，旧卡没有变化，刚才打印的新卡作废。',
	left: (clock: string) => `剩余 ${clock}`,
	withdraw: '撤回',
	cardKey: '卡标识',

	confirmTitle: '补发代表证',
	confirmIntro: (name: string, reason: string) => `会务 ${name} 提出，原因：${reason}。`,
	confirmHelp: '请核对：代表本人在场，新卡已打印并当场交给本人。确认后旧卡立即停用，并记入操作记录。',
	password: '您的登录密码',
	confirmButton: (count: number) => `确认补发 ${count} 张`,
	confirmNone: '现在没有等待确认的补发。会务提出后，这里会显示；须在两分钟内确认。',
	wrongPassword: '密码不正确，没有补发。请重新输入您自己的登录密码。',
	back: '返回监票台',
	notice: (count: number) => `会务提出补发 ${count} 张代表证卡，等待监票人确认。`,
	noticeLink: '核对并确认'
} as const;

export const cardsAnswers = {
	issued: (issued: number, unchanged: number): string =>
		issued === 0
			? `${unchanged} 张卡都已登记过，没有变化。`
			: `已登记 ${issued} 张卡${unchanged ? `，${unchanged} 张早已登记，没有变化` : ''}。`,
	revoked: (name: string, finishes: boolean): string =>
		finishes
			? `${name} 代表的卡已挂失。本轮已领的票仍可用原卡投完。`
			: `${name} 代表的卡已挂失，用它登录的平板已退出。`,
	requested: '已提出补发，请监票人在两分钟内确认。',
	withdrawn: '已撤回，没有补发。刚才打印的新卡请当场粉碎。',
	confirmed: (cards: number): string => `已补发 ${cards} 张卡，旧卡停用。`
} as const;

export const cardsFormTexts = {
	roll: '这批卡的内容不正确，没有登记。请刷新页面重新制作，或选用制卡时保存的 roll.csv。',
	reason: '请写明原因（不超过 100 字），没有办理。',
	stale: '页面内容已经变化，没有办理。请刷新页面后再试。'
} as const;

/** The saved page. */
export const offlineCardsTexts = {
	title: '离线制卡',
	intro:
		'请在不联网的电脑上打开本页，由会务和监票人各一人在场。二维码和卡号在本页生成，只印在纸上；保存的 roll.csv 只有编号、卡标识和公钥。',
	online: '本机现在连着网络。为稳妥起见，请先断开网络再制卡。',
	from: '代表名单',
	embedded: (count: number) => `用随页带来的名单（${count} 人）。`,
	chosen: (file: string, count: number) => `用“${file}”中的名单（${count} 人）。`,
	file: '改用 CSV 名单（须有代表证号、姓名、代表团三列，可有座位；系统的名册模板另存为 CSV 即可）',
	origin: '系统地址',
	originHelp: '与代表平板上打开的地址完全一致，如 https://vote.hall.lan:3000',
	badOrigin: '地址不正确。请填写 https:// 开头的地址，不带路径，结尾不要斜杠。',
	make: '生成',
	count: (count: number, sheets: number) => `已生成 ${count} 张卡，共 ${sheets} 页。`,
	print: '打印',
	printed: '都已打在纸上，二维码完整',
	save: '保存 roll.csv',
	saved: '已保存 roll.csv。请确认文件在优盘上，再关闭本页；关闭后不能重印。粉碎废页。',
	lose: '关闭或刷新本页，这批卡就作废。'
} as const;
