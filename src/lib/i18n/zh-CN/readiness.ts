import type { DeviceKind } from '../../domain/device-check.ts';
import type { RehearsalGap } from '../../domain/rehearsal-report.ts';
import type { LineState, ReadinessCheckName } from '../../domain/readiness-line.ts';
import { deviceKindNames } from './devices.ts';

/** 就绪检查单: what is checked, what to do where it is not in order, and where. */
export const readinessLines: Record<ReadinessCheckName, { name: string; help: string; href: string }> = {
	quorum: { name: '应到和法定人数', help: '核对代表名册人数和法定人数。', href: '/admin/deputies' },
	candidates: { name: '候选项目', help: '录入候选项目，核对名称、内容和资金。', href: '/admin/candidates' },
	rules: { name: '票决办法', help: '核对应选项数、计票和公布方式。', href: '/admin/rules' },
	scrutineers: { name: '监票人', help: '确定总监票人和监票人，并给他们发证。', href: '/admin/scrutineers' },
	cards: { name: '代表证', help: '给没有可用代表证的代表发证。', href: '/admin/cards' },
	devices: { name: '设备检查', help: '在每台平板和大屏上做一次设备检查。', href: '/admin/devices' },
	halls: { name: '会场大屏', help: '打开大屏并配对。', href: '/admin/halls' },
	papers: {
		name: '会议文书',
		help: '打印本轮的票样和候选项目介绍；候选项目或会议资料改动后要重印。',
		href: '/papers'
	},
	rehearsal: {
		name: '演练',
		help: '用会场的平板完整演练一遍，直到宣布结果；名册、候选项目、监票人或会议资料改动后要重做。',
		href: '/admin/rehearsal'
	},
	time: { name: '时钟', help: '在服务器和本机上启用时间同步。', href: '' },
	disk: { name: '磁盘和文件夹', help: '请系统管理员清理磁盘或更正文件夹权限。', href: '' },
	database: { name: '数据库设置', help: '请系统管理员更正数据库设置后重启数据库。', href: '' },
	backup: {
		name: '备份和恢复演练',
		help: '请系统管理员备份，并做一次恢复演练。同一服务器上有其他人大正在表决的，须等其票箱密封后再备份。',
		href: ''
	}
};

export const readinessStates: Record<LineState, string> = {
	unchecked: '未检查',
	passed: '通过',
	failed: '未通过',
	stale: '过期'
};

export const readinessPageTexts = {
	title: '就绪检查单',
	lead: '每一项都要实际检查过才算通过；检查满一天，或所查的内容变了，即为过期，要再检查。开始表决不受本单限制，系统另有自己的把关。',
	run: '全部检查',
	running: '正在检查…',
	print: '打印',
	done: '已全部检查一遍。',
	rehearsal: '现在正在演练，这里没有要查的：就绪检查单查的是正式会议，演练也是其中一项。请结束演练后再打开。',
	sum: (passed: number, all: number) => `${all} 项中 ${passed} 项通过`,
	item: '检查项',
	state: '状态',
	measured: '检查结果',
	who: '检查时间和人员',
	todo: '怎么办',
	go: '去办理',
	never: '还没有检查过',
	printed: (at: string) => `打印时间：${at}`,
	sign: '会务负责人（签名）',
	link: '打开检查单'
} as const;

/** What was found. */
export const readinessMeasures = {
	quorum: (electorate: number, needed: number) =>
		needed ? `应到 ${electorate} 人，法定人数 ${needed} 人` : `应到 ${electorate} 人，不另设法定人数`,
	noRoll: '名册是空的',
	noRound: '还没有票决轮次',
	rulesGood: (seats: number, marks: string) => `应选 ${seats} 项，${marks}`,
	rulesBad: '应选项数与候选项目数不合',
	marks: {
		approve: '只画赞成',
		'approve-against-abstain': '赞成、反对、弃权',
		'three-grades': '满意、基本满意、不满意'
	},
	surveyGood: (projects: number) => `满意度测评，${projects} 项，评定规则齐全`,
	surveyProjects: (projects: number) => `测评项目 ${projects} 项`,
	noContest: '没有差额',
	cards: ({ issued, active, none }: { issued: number; active: number; none: number }) =>
		`已发证 ${issued + active} 人，其中已启用 ${active} 人，没有可用代表证 ${none} 人`,
	scrutineersWithoutCard: (names: string[]) => `没有可用的代表证：${names.join('、')}`,
	devices: ({
		tablets,
		halls,
		missing,
		failed,
		old
	}: {
		tablets: number;
		halls: number;
		missing: { kind: DeviceKind; numbers: number[] }[];
		failed: number;
		old: number;
	}) =>
		[
			`已检查平板 ${tablets} 台、大屏 ${halls} 台`,
			...missing.map(
				({ kind, numbers }) =>
					`${deviceKindNames[kind]}缺 ${numbers.slice(0, 10).join('、')} 号` +
					(numbers.length > 10 ? `等 ${numbers.length} 台` : '')
			),
			`未通过 ${failed} 台`,
			`超过 7 天没有检查 ${old} 台`
		].join('，'),
	halls: (paired: number, connected: number) => `已配对 ${paired} 块，已连接 ${connected} 块`,
	papers: (missing: string[]) =>
		missing.length ? `本轮还没有打印：${missing.join('、')}` : '票样、候选项目介绍已打印',
	rehearsalNone: '还没有演练过',
	rehearsalGap: {
		'not-announced': (at: string) =>
			`${at} 的演练没有进行到宣布结果，后面的步骤（签字、宣布）还没有练过。请再演练一次，一直进行到宣布结果`,
		'no-tablet': (at: string) =>
			`${at} 的演练没有一台真实平板参加，会场的平板和网络还没有练过。请至少用会场的一台平板再演练一次`
	} satisfies Record<RehearsalGap, (at: string) => string>,
	rehearsal: (at: string, current: boolean) =>
		current ? `${at} 完成演练` : `${at} 完成演练，此后名册、候选项目、监票人或会议资料有改动`,
	browserSkew: (ms: number) => `本机与服务器相差 ${(Math.abs(ms) / 1000).toFixed(1)} 秒`,
	browserUnknown: '本机时钟没有检查',
	backupNone: '还没有备份过',
	backup: (at: string, fresh: boolean) => `最近备份 ${at}${fresh ? '' : '，已超过一天'}`,
	drill: (at: string | null, passed: boolean) =>
		at === null ? '没有做过恢复演练' : `${at} 恢复演练${passed ? '通过' : '未通过'}`
} as const;
