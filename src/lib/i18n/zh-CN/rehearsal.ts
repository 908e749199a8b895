import type { RehearsalStep, ToMend } from '../../domain/rehearsal-report.ts';

/** 演练: what every surface carries, and the pages of the office. */

export const rehearsalText = '演练';
export const rehearsalBand = '演练模式 · 数据不作为正式结果';

/** Why a round under way ended with its rehearsal. */
export const rehearsalEndedText = '演练结束';

/** On a page that prepares the meeting, before anything is typed in. @param what the page is for */
export const rehearsalLockText = (what: string): string =>
	`现在正在演练，${what}只能查看，不能改动：页面上是演练的副本，改动不会留到正式会议。请先结束演练再改。`;

export const rehearsalRefusalTexts = {
	'checked-in-rehearsal':
		'现在正在演练，没有检查：就绪检查单查的是正式会议，演练也是其中一项。请先结束演练，再检查。',
	'rehearsal-runs': '已有一场演练正在进行，没有再次开始。请先在“演练”页结束那一场。',
	'formal-round-under-way':
		'正式会议有一轮表决已经就绪、还没有公布，现在不能演练。请在本轮公布、中止或作废以后再开始演练。',
	'nothing-to-rehearse': '会议还没有表决轮次，没有可以演练的内容。请先录入候选项目和票决办法。',
	'too-many-simulated':
		'模拟代表最多 {most} 人（监票人须本人到场，不能模拟），没有开始演练。请减少模拟人数。',
	'no-rehearsal': '现在没有进行这场演练，没有办理。请刷新页面，看清当前是正式会议还是演练。',
	'enough-steps': '这位代表的演练记录已满 {most} 条，没有再记录。',
	'simulation-runs': '模拟代表正在运行，没有再次启动。',
	'meeting-not-current':
		'这一轮不属于当前会议，没有办理。演练进行期间设备显示的是演练，不能办理正式表决；请先结束演练。',
	'rehearsal-title': '轮次名称以“【演练】”开头，会与演练混淆，不能就绪。请修改名称。',
	'not-rehearsed': '这一轮不是演练，封存档案不能在此打开。正式表决的封存档案按规定保管，任何页面都不打开。',
	'archive-not-sealed': '这场演练还没有封存的档案。请把演练进行到监票人签字以后再打开。',
	'archive-destroyed': '这场演练的封存档案已按期限下达销毁，不能再打开。演练报告仍在。',
	'archive-not-here': '本机没有找到这场演练的封存档案。请在票箱所在的服务器上打开本页。'
} as const;

export const stepNames: Record<RehearsalStep, string> = {
	'sign-in': '扫码登录',
	draw: '领票',
	ballot: '开始表决到看见表决票',
	cast: '提交到回执',
	link: '保持连接'
};

export const seconds = (ms: number): string => (ms < 950 ? `${ms} 毫秒` : `${(ms / 1000).toFixed(1)} 秒`);

export const paces = {
	hall: { name: '会场节奏', note: '两分钟内陆续签到、领票、投票，像真的会场' },
	quick: { name: '快速', note: '十几秒内全部完成，用于走一遍流程' }
} as const;

export const rehearsalPageTexts = {
	title: '演练',
	start: '开始演练',
	startTitle: '开始一场演练',
	whatHappens: '按下“开始演练”以后',
	steps: [
		'系统复制当前会议的候选项目、票决办法、监票人和主持词，演练在副本上进行。正式会议原样保留，一个字也不变。',
		'大屏、主持人、监票人、会务页面和代表平板都转到演练，到处印有“演练”，顶部有黄色横条。',
		'模拟代表由程序扮演：走真实的签到、领票、投票，名单末尾的代表由程序代投；其余代表请用自己的代表证和平板参加。',
		'就绪、开始、结束、签字、宣布，都由工作人员照正式会议办理。演练结果不公开，也不能转为正式。',
		'结束演练后写出演练报告，设备回到正式会议。'
	],
	simulated: '模拟代表人数',
	simulatedHelp: (most: number, scrutineers: number) =>
		`可以是 0 到 ${most} 人。监票人 ${scrutineers} 人须本人到场签字，不能模拟。`,
	pace: '模拟代表的节奏',
	startConfirm: '设备将立即转到演练。请先告知会场人员。',
	cannotStart: '现在不能开始演练',
	running: '演练进行中',
	runningSince: (time: string) => `${time} 开始`,
	simulation: '模拟代表',
	noSimulation: '本场没有模拟代表，全部由真人参加。',
	progress: (done: number, of: number) => `${done} / ${of}`,
	checkedIn: '已签到',
	drawn: '已领票',
	cast: '已投票',
	lost: '服务器重新启动过，模拟代表的卡只在内存里，已经丢失。已领票的模拟代表不能再投票；还没有领票的，可以换新卡继续。',
	restart: '换新卡，重新启动模拟代表',
	restarted: '模拟代表已换新卡，重新启动。',
	fault: '最近一次模拟代表遇到的问题',
	end: '结束演练…',
	endTitle: '结束演练',
	endNote: '写出演练报告，正在进行的演练轮次中止，设备回到正式会议。结束后不能恢复。',
	endConfirm: '结束，写出报告',
	cancel: '再想想',
	started: '演练已经开始。',
	ended: '演练已经结束，报告已写出。正式会议原样恢复。',
	reports: '历次演练',
	none: '还没有演练过。建议会前至少演练一次。',
	columns: {
		when: '时间',
		by: '发起人',
		simulated: '模拟代表',
		present: '签到',
		submitted: '投票',
		mend: '待改进',
		report: '报告'
	},
	people: (count: number) => `${count} 人`,
	items: (count: number) => (count === 0 ? '无' : `${count} 项`),
	openReport: '查看报告',
	liveReport: '查看目前的报告',
	openArchive: '打开封存档案，试着配对',
	badNumber: '请填写模拟代表人数，只填数字。',
	endNeeded: '请看清提示后再结束演练。'
} as const;

export const rehearsalReportTexts = {
	title: '演练报告',
	soFar: '演练还在进行，以下是目前的情况；结束时写出定稿。',
	back: '返回演练',
	print: '打印',
	archive: '演练公开档案',
	verdictGood: '演练顺利，没有发现需要改进的问题。',
	mend: '需要改进',
	turnout: '参加情况',
	members: '应到',
	present: '签到',
	drew: '领票',
	paper: '其中纸质票',
	submitted: '电子票已投',
	byDelegation: '按代表团',
	delegation: '代表团',
	unsubmitted: '领票后没有投票的代表',
	unsubmittedNote: '只有演练才记录谁投了票，用来找出有困难的人；正式表决中，系统无从知道谁投了、谁没投。',
	nobody: '没有。',
	trouble: '遇到问题的代表',
	step: '步骤',
	what: '问题',
	times: '次数',
	speed: '各步骤用时',
	who: '由谁',
	tablet: '平板',
	simulated: '模拟',
	half: '半数在此以内',
	most: '95% 在此以内',
	slowestOne: '最慢',
	slowest: '最慢的步骤',
	network: '网络',
	networkLine: ({ deputies, times }: { deputies: number; times: number }) =>
		times === 0
			? '没有平板报告过网络中断或无应答。'
			: `${deputies} 位代表的平板共 ${times} 次等不到服务器应答。`,
	networkTrouble: '网络无应答',
	result: '演练的计票结果',
	noResult: '这场演练没有进行到计票。',
	resultNote: '演练数据，不作为正式结果。',
	allRounds: (chosen: string[]) => `各轮合计入选 ${chosen.length} 项：${chosen.join('、')}。下表是最后一轮。`,
	approve: '赞成',
	project: '项目',
	outcome: '结果',
	name: '姓名',
	number: '代表证号',
	duration: '用时',
	when: (start: string, end: string) => `${start} 至 ${end}`,
	played: (count: number) => `模拟代表 ${count} 人`
} as const;

/** What to mend, and how. */
export function mendText(found: ToMend): string {
	switch (found.code) {
		case 'no-tablet':
			return '没有一台真实平板参加演练。请至少用会场的一台平板、会场的网络再演练一次。';
		case 'not-announced':
			return '演练没有进行到宣布结果。后面的步骤（签字、宣布）还没有练过，请再演练一次。';
		case 'absent':
			return `${found.count} 位代表没有签到，没有练过。`;
		case 'unsubmitted':
			return `${found.count} 位代表领了票而没有投票。请逐位问清原因，必要时安排人员在旁指导操作或改用纸质票。`;
		case 'network':
			return `${found.deputies} 位代表的平板共 ${found.times} 次等不到服务器应答。请检查这些座位附近的无线接入点。`;
		case 'refused':
			return `${found.deputies} 位代表共 ${found.times} 次被系统拒绝，原因见下表。请逐项核对代表证和操作。`;
		case 'slow':
			return `“${stepNames[found.step]}”偏慢：95% 在 ${seconds(found.p95Ms)} 以内，应在 ${seconds(found.limitMs)} 以内。请检查网络和服务器负荷。`;
	}
}

export const openArchiveTexts = {
	title: '打开封存档案：谁投了哪一张？',
	back: '返回报告',
	enlarge: '投影全屏',
	intro:
		'这是刚才演练封存的全部电子票数据。左边是领票记录：谁领了票，系统签的是蒙住的数。右边是票箱里的票：一次性号码和选择，按号码的散列值排列，没有时间、没有顺序。',
	draws: '领票记录（按名册）',
	ballots: '票箱里的票（按散列值）',
	blinded: '蒙住的数',
	blindSignature: '领票签名',
	key: '一次性号码',
	ticket: '票据',
	chose: '赞成',
	nothing: '没有赞成任何项目',
	ballot: (place: number) => `第 ${place} 张`,
	tryTitle: '试着配对',
	tryHelp: '说出一位代表的姓名，再指一张票：是不是他投的？',
	person: '代表',
	pick: '票',
	tryIt: '配对',
	answer: (name: string, place: number) => `“${name}”与第 ${place} 张票`,
	chance: (count: number) => `碰巧猜中的可能性：1/${count}（${percent(1 / count)}）。`,
	unknown: '对不对，系统也不知道：数据里没有任何一处能把两边连起来，所以没有人能告诉您答案。',
	choiceChance: (same: number, count: number) =>
		same === count
			? `这 ${count} 张票的选择完全相同，不用配对也知道选择；这与配对无关，所以选择越不一样，越说明问题。`
			: `有 ${same} 张票的选择与它一样，所以猜中“选择”的可能性是 ${same}/${count}（${percent(same / count)}）。`,
	attempts: '程序也试了一遍',
	attempt: {
		equal: '把每条领票记录的每一个数与每张票的每一个数逐一比较，看有没有相同的',
		hashed: '把两边的数都算出散列值（SHA-256），再逐一比较',
		'common-part': '把两边的数切成连续 8 个字节的小段，看有没有任何一段相同'
	},
	comparisons: (count: number) => `比较 ${count.toLocaleString('zh-CN')} 次`,
	links: (count: number) => `找到联系 ${count} 处`,
	conclusion: (links: number) =>
		links === 0
			? '共找到联系 0 处。领票用的是蒙住的数，投票用的是揭开以后的数；揭开用的随机数只在代表自己的卡里。'
			: `找到联系 ${links} 处，请立即停止使用并报告技术人员。`
} as const;

/** A ballot's marks in words. @param against null where the ballot knows no opposition */
export function marksText(approved: readonly number[], against: readonly number[] | null): string {
	const list = (numbers: readonly number[]) => (numbers.length ? numbers.join('、') : '无');
	return `赞成 ${list(approved)}${against ? `；反对 ${list(against)}` : ''}`;
}

/** The same of a survey's ballot: 满意, 基本满意, 不满意. */
export function gradesText([satisfied, basic, dissatisfied]: [number[], number[], number[]]): string {
	const list = (numbers: readonly number[]) => (numbers.length ? numbers.join('、') : '无');
	return `满意 ${list(satisfied)}；基本满意 ${list(basic)}；不满意 ${list(dissatisfied)}`;
}

function percent(share: number): string {
	return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)}%`;
}
