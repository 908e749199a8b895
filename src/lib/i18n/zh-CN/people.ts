import type { StaffRole } from '../../domain/accounts.ts';
import { formatDateTime } from '../format.ts';

/** Accounts, roles, passwords and sessions: /people and /account. */
export const peopleTexts = {
	surface: '人员与账号',
	tabs: '人员与账号',
	accounts: '账号',
	units: '责任单位',
	create: '新建账号',
	filter: { text: '姓名、用户名或单位', role: '角色', state: '状态', every: '全部', find: '查找' },
	none: '没有符合条件的账号。',
	count: (shown: number): string => `共 ${shown} 个账号`,
	head: {
		name: '姓名',
		username: '用户名',
		role: '角色',
		of: '单位或代表',
		state: '状态',
		act: '办理'
	},
	edit: '办理',
	delegate: (number: number, name: string): string => `${number} 号代表 ${name}`,
	online: (sessions: number): string => `${sessions} 处登录`,
	you: '本人',
	fields: {
		username: '用户名',
		usernameHelp: '2 至 40 个小写字母、数字或短横线，以字母开头。全系统不能重复，建立后不能更改。',
		name: '姓名',
		nameHelp: '同名的两个人，请在姓名后加注以区分，如“王伟（农办）”。',
		role: '角色',
		roleUnset: '请选择',
		unit: '责任单位',
		unitHelp: '责任单位账号必填，须与候选项目中的责任单位名称完全一致。',
		delegate: '代表证号',
		delegateHelp: '监票人、总监票人必填：监票人须是代表，签字使用本人的代表证。'
	},
	save: '保存',
	back: '返回账号列表',
	scrutineerHint: '账号与监票人名单是两回事：名单由会务在“监票人”页确定，账号由这里建立。',
	roleNote: '更改角色、单位或代表后，此账号的所有登录立即失效，须重新登录。',
	ownNote: '这是您自己的账号：不能更改自己的角色，也不能停用自己。更改密码请到“我的账号”。',
	state: { title: '启用与停用', disable: '停用账号', enable: '启用账号' },
	stateNote: {
		open: '停用后，此账号的所有登录（包括已打开的页面）立即失效，以后也不能登录。账号和它的记录都保留。停用责任单位的最后一个账号，它的日历订阅地址也随即失效。',
		disabled: '此账号已停用，不能登录。'
	},
	reset: { title: '重置密码', button: '重置密码' },
	resetNote: '重置后，原密码和所有登录立即失效，系统给出一个一次性密码，请当面交给本人。',
	sessions: {
		title: '登录的设备',
		note: '看到本人不认识的设备，请全部退出，并重置密码。全部退出后密码不变，本人可以重新登录。',
		none: '现在没有登录。',
		recent: '两小时内用过',
		last: (at: string): string => `最近使用约 ${at}`,
		end: '全部退出'
	},
	mustChange: '此账号的密码还是一次性密码，本人尚未更改。',
	password: {
		title: (username: string): string => `账号 ${username} 的一次性密码`,
		note: '只显示这一次，离开本页后不能再看到。请当面交给本人；首次登录后必须更改。',
		done: '已交给本人'
	}
} as const;

export const accountStateNames = { open: '正常', disabled: '已停用', 'new-password': '待改密码' } as const;

/** What each office does, beside its name where one is chosen. */
export const roleHelp: Record<StaffRole, string> = {
	office: '会务：名册、签到、候选项目、就绪',
	chair: '主持人：开始、结束、宣布',
	'chief-scrutineer': '总监票人：确认开始、裁定、最后签字（须是代表）',
	scrutineer: '监票人：监督计票、签字（须是代表）',
	teller: '计票人：录入纸质票、签字',
	department: '责任单位：填报本单位项目的进展',
	supervision: '人大办公室：监督办理进展',
	'system-admin': '系统管理员：查看运行状况，不涉及会议内容',
	'security-admin': '安全管理员：管理账号和角色，不能办理会议事项',
	'audit-admin': '审计管理员：查看全部记录，不能更改任何内容'
};

export const unitTexts = {
	title: '责任单位',
	intro: '候选项目中出现的责任单位，以及各单位的账号。项目选定后，由责任单位用自己的账号填报进展。',
	none: '候选项目中还没有责任单位。',
	head: { unit: '责任单位', candidates: '候选项目', accounts: '账号' },
	missing: '还没有账号',
	create: '新建账号',
	noCandidate: '不在候选项目中'
} as const;

export const peopleAnswers = {
	'account-changed': '已保存。角色、单位或代表有变化的，此账号须重新登录。',
	'account-disabled': '账号已停用，所有登录立即失效。',
	'account-enabled': '账号已启用，可以登录。',
	'account-signed-out': '此账号的所有登录已退出，已打开的页面一并失效。密码没有变化。'
} as const;

export const peopleFormTexts = {
	username: '用户名须为 2 至 40 个小写字母、数字或短横线，以字母开头，没有保存。请更正后重试。',
	name: '请填写姓名，不超过 40 字，没有保存。',
	role: '请选择角色，没有保存。',
	unit: '责任单位名称不超过 60 字，没有保存。',
	delegateNumber: '代表证号须为数字，没有保存。请核对后重试。',
	version: '页面内容已经变化，没有办理。请刷新页面后再试。'
} as const;

export const accountTexts = {
	title: '我的账号',
	link: '我的账号',
	back: '返回工作页面',
	mustChange: '您的密码是别人给您的一次性密码。请先改成只有您自己知道的密码，再开始工作。',
	password: {
		title: '更改密码',
		current: '当前密码',
		fresh: '新密码',
		freshHelp: '至少 12 个字，可以是一句好记的话。不要包含自己的姓名或用户名。',
		again: '再输入一次新密码',
		change: '更改密码',
		note: '更改后，其他设备上的登录全部失效。'
	},
	sessions: {
		title: '登录的设备',
		intro: '看到不认识的设备，请退出它，并立即更改密码。',
		startedAt: (at: string): string => `${at} 登录`,
		here: '本机',
		unknown: '未记录',
		end: '退出',
		endNamed: (device: string, at: string): string => `退出 ${device}，${formatDateTime(at)} 登录`,
		endOthers: '退出其他所有设备'
	}
} as const;

export const strengthNames = { fair: '可以使用', good: '较强', strong: '很强' } as const;
export const strengthLabel = '密码强度：';

export const accountAnswers = {
	'password-changed': '密码已更改，其他设备上的登录已全部失效。',
	'session-ended': '已退出那台设备。',
	'sessions-ended': '已退出其他所有设备。'
} as const;

export const accountFormTexts = {
	current: '请输入当前密码，没有更改。',
	password: '请输入新密码，没有更改。',
	again: '两次输入的新密码不一致，没有更改。请重新输入。',
	id: '页面内容已经变化，没有办理。请刷新页面后再试。',
	wrongCurrent: '当前密码不正确，没有更改。请核对后重试。'
} as const;

export const peopleRefusalTexts = {
	'own-account': '不能更改自己的角色，也不能停用自己的账号，没有办理。请由另一位安全管理员办理。',
	'last-security-admin':
		'这是最后一个可用的安全管理员账号，没有办理。请先建立另一个安全管理员账号，再办理此事。',
	'administrator-twice':
		'{name} 已经有另一个管理员账号。系统、安全、审计三种管理员须由三个人分别担任，没有保存。如是同名的另一个人，请在姓名后加注以区分。',
	'unit-needed': '责任单位账号须写明单位名称，没有保存。请填写责任单位后重试。',
	'delegate-needed': '监票人须是代表，没有保存。请填写本人的代表证号后重试。',
	'delegate-has-account': '这位代表已有监票人账号（{name}），没有保存。请直接更改那个账号的角色。',
	'no-such-deputy': '名册中没有代表证号 {number} 的现任代表，没有保存。请核对代表证号后重试。',
	'username-taken': '用户名 {username} 已被使用，没有建立账号。请换一个用户名。',
	'account-changed-meanwhile':
		'这个账号刚被另一位管理员改动，您的改动没有保存。页面已显示最新内容，请看清后再办理。',
	'nothing-changed': '内容没有变化，不需要保存。',
	'own-password': '自己的密码不在这里重置，没有办理。请到“我的账号”更改。',
	'own-sessions': '自己的登录不在这里退出，没有办理。请到“我的账号”办理。',
	'password-too-short': '新密码不足 12 个字，没有更改。请设长一些，可以是一句好记的话。',
	'password-names-you': '新密码包含您的姓名或用户名，没有更改。请换一个。',
	'password-too-common': '新密码太常见，容易被猜到，没有更改。请换一个，可以是一句好记的话。',
	'same-password': '新密码与当前密码相同，没有更改。请换一个。',
	'session-gone': '那处登录已经失效，不需要再退出。'
} as const;
