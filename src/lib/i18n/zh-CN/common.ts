/** Names of roles, states and outcomes: one spelling for every page. */

export const productName = '民生实事项目票决';

export const roleNames = {
	office: '会务',
	chair: '主持人',
	'chief-scrutineer': '总监票人',
	scrutineer: '监票人',
	teller: '计票人',
	department: '责任单位',
	supervision: '人大办公室',
	'system-admin': '系统管理员',
	'security-admin': '安全管理员',
	'audit-admin': '审计管理员',
	delegate: '代表'
} as const;

/** The name of a role that arrives as text from the server. */
export const roleName = (role: string): string =>
	Object.hasOwn(roleNames, role) ? roleNames[role as keyof typeof roleNames] : role;

export const roundStateNames = {
	draft: '筹备中',
	ready: '已就绪',
	open: '表决中',
	paused: '表决暂停',
	closed: '表决结束',
	counted: '计票完成',
	certified: '结果已确认',
	announced: '已公布',
	void: '作废',
	aborted: '已中止'
} as const;

export const kindNames = {
	first: '首次票决',
	'tie-revote': '票数相等项目再次票决',
	'second-round': '不足名额另行票决'
} as const;

/** What kind of round it is; a survey says that it is one. */
export const roundKindName = (round: { kind: keyof typeof kindNames; marks?: string }): string =>
	round.marks === 'three-grades' ? '满意度测评' : kindNames[round.kind];

export const outcomeNames = {
	elected: '入选',
	tied: '票数相等',
	'not-elected': '未入选',
	satisfied: '满意',
	basic: '基本满意',
	dissatisfied: '不满意'
} as const;

/**
 * Over the majority and yet beyond the places is said as such (docs/rules.md, counting, 10).
 * `threshold` null: the round asked for no majority, so nothing is 过半数.
 */
export const outcomeText = (
	standing: { outcome: keyof typeof outcomeNames; passed: boolean },
	threshold: number | null
): string =>
	standing.outcome === 'not-elected' && standing.passed && threshold !== null
		? '过半数、未入选'
		: outcomeNames[standing.outcome];

/** 法定人数 once deputies have left: what it means for the round under way. */
export const quorumLostText = (inHall: number, needed: number): string =>
	`会场现有代表 ${inHall} 人，少于法定人数 ${needed} 人。法定人数在开始表决时核对，本轮表决继续有效；下一轮开始前须重新达到法定人数。`;

/** The fact that no waiting mends, and what follows from it; each console adds whose act that is. */
export const keysLostFact = '本轮的密钥文件不在了：票箱不能再收票，已投的票也无法打开计票，等候没有用。';

/** More paper came back than went out: what happened and what it means, before what each office has to do. */
export const paperSurplusFact = (issued: number, returned: number): string =>
	`纸质票发出 ${issued} 张，收回 ${returned} 张。收回多于发出，本轮表决无效，不能录入和计票。`;

/** Tablets of deputies: connected now, and connected before but not now. */
export const tabletsText = ({ online, offline }: { online: number; offline: number }): string =>
	online + offline === 0
		? '还没有平板连接'
		: `平板 ${online} 台在线${offline > 0 ? `，${offline} 台离线` : '，没有离线'}`;

/** A page that lost the network while it read something anew; it opens again by itself. */
export const lostTexts = {
	title: '网络中断，正在重连',
	text: '本页没有读到最新内容。网络恢复后自动重新打开，不必操作。刚才的操作可能没有办理，请到时看清当前状态。'
} as const;

/** Above the sentence of `database-away`. */
/** Where a door stays shut. */
export const doorTexts = {
	title: '不能打开这个页面',
	forbidden: '当前登录的账号没有查看这个页面的权限。请换用有权限的账号登录。',
	expired: '登录已失效',
	home: '返回首页',
	signIn: '工作人员登录'
} as const;

export const awayTitle = '数据库暂时连接不上';

/** The first two are equally wide, so that nothing moves when a page comes to life. */
export const connectionTexts = {
	connecting: '连接中',
	connected: '已连接',
	reconnecting: '正在重连…',
	offline: '网络中断'
} as const;

export const twoPersonActNames = {
	'make-ready': '表决就绪',
	open: '开始表决',
	abort: '中止本轮表决',
	void: '本轮表决作废',
	correct: '更正计票结果',
	'reissue-card': '补发代表证'
} as const;

export const demonstrationText = '演示数据';
export const demonstrationNote = '本页所有姓名、金额、日期和票数均为演示数据，不代表真实情况。';

export const signOutText = '退出登录';
export const skipToContentText = '跳到正文';
