import type { ScriptFigure, ScriptStep } from '../../domain/script.ts';

/** 主持词: what the chair reads out at each step unless the meeting words it otherwise. */
export const scriptDefaults: Record<ScriptStep, string> = {
	'sign-in': '请各位代表签到入座，会议即将开始。',
	quorum:
		'各位代表：本次会议应到代表 {应到} 人，请假 {请假} 人，实到 {实到} 人，法定人数为 {法定人数} 人，符合法定人数，可以开会。',
	ready:
		'现在进行{议题}。候选项目 {候选数} 项，应选 {应选} 项。请各位代表在平板上领取表决票，并核对表决票指纹与大屏一致。请监票人检查票箱。',
	presenting: '现在介绍候选项目：{候选}。请各位代表审阅。',
	open: '票箱已经检查，没有一张票。现在开始表决，请各位代表投票；平板显示“已提交”的，即已完成。',
	paused: '表决暂停。请各位代表停止操作，已选的内容保留在平板上，稍后继续。',
	closed: '表决结束。本次发出表决票 {发出} 张，收回 {收回} 张。现在计票，请监票人准备核对。',
	'paper-surplus':
		'表决结束。清点纸质表决票：发出 {纸质发出} 张，收回 {纸质收回} 张，收回的多于发出的，须由监票人当场复核。复核之前不录入、不计票，请各位代表在座位上稍候。',
	counted: '计票已经完成。请监票人、总监票人先后核对并签字，请各位代表稍候。',
	settle: '计票已经完成，有项目得票相等或者名额未满，须按照票决办法处理，请各位代表稍候。',
	certified:
		'现在宣布票决结果。本次票决发出表决票 {发出} 张，收回 {收回} 张，其中有效票 {有效} 张，无效票 {无效} 张。收回的表决票没有多于发出的表决票，本次票决有效。',
	announced: '经无记名投票，票决产生民生实事项目 {入选数} 项：{入选}。{后续}',
	'none-elected': '经无记名投票，本轮票决没有产生民生实事项目。{后续}',
	'tie-revote':
		'上一轮票决有项目得票相等。按照票决办法，现在对得票相等的 {候选数} 个项目再次表决，应选 {应选} 项。请各位代表重新领取表决票，并核对指纹。',
	'second-round':
		'上一轮票决通过的项目少于应选数。按照票决办法，现在进行第二轮票决，候选项目 {候选数} 项，应选 {应选} 项。请各位代表重新领取表决票，并核对指纹。',
	void: '本轮表决作废：{原因}。按照规定须另发表决票重新表决，请各位代表等候通知。',
	aborted: '因{原因}，本轮表决中止，已投的表决票不计票。请各位代表等候通知。'
};

/** What a round on paper only says otherwise by default: no tablet draws a ballot in it. */
export const paperScript: Partial<Record<ScriptStep, string>> = {
	ready:
		'现在进行{议题}，本轮使用纸质表决票。候选项目 {候选数} 项，应选 {应选} 项。请各位代表领取纸质表决票，并核对票面内容。请监票人检查票箱。',
	open: '票箱已经检查，没有一张票。现在开始表决，请各位代表填写纸质表决票，依次投入票箱。',
	paused: '表决暂停。请各位代表停止填写和投票，保管好表决票，稍后继续。',
	'tie-revote':
		'上一轮票决有项目得票相等。按照票决办法，现在对得票相等的 {候选数} 个项目再次表决，应选 {应选} 项。请各位代表重新领取纸质表决票。',
	'second-round':
		'上一轮票决通过的项目少于应选数。按照票决办法，现在进行第二轮票决，候选项目 {候选数} 项，应选 {应选} 项。请各位代表重新领取纸质表决票。'
};

export const scriptStepNames: Record<ScriptStep, string> = {
	'sign-in': '代表签到',
	quorum: '宣布到会人数',
	ready: '表决就绪',
	presenting: '介绍候选项目',
	open: '开始表决',
	paused: '表决暂停',
	closed: '表决结束',
	'paper-surplus': '纸质票收回多于发出',
	counted: '等待签字',
	settle: '处理并列或缺额',
	certified: '宣布票数',
	announced: '宣布结果',
	'none-elected': '宣布结果（没有项目入选）',
	'tie-revote': '并列项目再次表决',
	'second-round': '第二轮票决',
	void: '本轮作废',
	aborted: '本轮中止'
};

/** {入选} where nobody was. */
export const noneText = '无';

/** {后续}: how it goes on where the count alone did not fill the places. */
export const followUpTexts = {
	'tie-revote': (projects: number, seats: number) =>
		`有 ${projects} 个项目得票相等，按照票决办法再次表决，选出 ${seats} 项。`,
	'second-round': (seats: number) =>
		`通过的项目少于应选数，还有 ${seats} 个名额，按照票决办法进行第二轮票决。`,
	lot: (names: readonly string[]) => `其中有项目得票相等，按照票决办法抽签，${quoted(names)}入选。`,
	presidium: (names: readonly string[]) => `其中有项目得票相等，由主席团决定，${quoted(names)}入选。`,
	vacant: (seats: number) => `余下 ${seats} 个名额空缺。`,
	'next-session': (seats: number) => `余下 ${seats} 个名额留待下次会议决定。`,
	expand: (seats: number) => `末位得票相等的项目按照票决办法一并入选，多于应选的 ${seats} 项。`
} as const;

const quoted = (names: readonly string[]) => names.map((name) => `“${name}”`).join('、');

export const scriptTexts = {
	title: '主持词',
	current: '当前',
	previewOf: (step: string) => `预看：${step}`,
	backToNow: '回到当前',
	edit: '修改…',
	rehearsal: '演练中不能修改',
	editTitle: '修改主持词',
	step: '环节',
	text: '主持词',
	figures: '可以插入的数字',
	help: '数字写在大括号里，显示时自动填入；尚不知道的数字留空。清空后保存，恢复默认文字。',
	preview: '填入后',
	save: '保存',
	saved: '主持词已保存。',
	notSaved: '主持词没有保存：服务器没有应答。写好的内容还在，请稍后再按“保存”。',
	badForm: '主持词没有保存：每段不超过 600 字。请删减后再保存。'
} as const;

export const figureHints: Record<ScriptFigure, string> = {
	议题: '本轮名称',
	应到: '应到代表',
	实到: '实到代表',
	请假: '请假代表',
	法定人数: '须到人数',
	应选: '应选项目数',
	发出: '发出票数',
	收回: '收回票数',
	未交: '未交票数',
	纸质发出: '其中纸质票发出数',
	纸质收回: '清点出的纸质票数',
	有效: '有效票',
	无效: '无效票',
	通过票数: '通过所需票数',
	入选: '入选项目名称',
	入选数: '入选项目数',
	缺额: '未定名额',
	后续: '并列、缺额怎样处理；没有的，什么也不显示',
	候选: '正在介绍的项目',
	候选数: '候选项目数',
	原因: '作废或中止的原因'
};
