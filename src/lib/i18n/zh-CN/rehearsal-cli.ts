import { roleName } from './common.ts';

const steps: Record<string, string> = {
	'check-in': '签到',
	'sign-in': '登录',
	draw: '领票',
	cast: '投票'
};

/** `npm run admin -- rehearse` */
export const rehearseTexts = {
	badNumber: '--delegates 须为不小于 2 的整数（监票人也由程序扮演）',
	noAccount: (role: string, which: number) =>
		`缺少第 ${which} 个“${roleName(role)}”账号，没有开始演练。请先用 user add 建立账号。`,
	notPlayed: (name: string) => `${name} 的账号没有对应的监票人代表，不能签字。请核对监票人名单和账号。`,
	started: (count: number) => `演练开始，模拟代表 ${count} 人`,
	step: (step: string, count: number) => `模拟代表 ${count} 人已${steps[step] ?? step}`,
	ready: '会务两人确认：已就绪',
	open: '主持人和监票人确认：开始表决',
	counted: '计票完成',
	announced: '主持人宣布结果',
	note: '演练',
	stuck: '等候超过十分钟，演练没有进行下去。请看服务器的日志。',
	ended: '演练结束，正式会议原样恢复'
} as const;
