import { rehearsalLockText } from './rehearsal.ts';

/** The office's list of those who watch over the ballot. */
export const scrutineersTexts = {
	title: '监票人和计票人',
	intro:
		'监票人由代表担任，须有总监票人 1 人、监票人至少 1 人；从表决就绪到宣布结果，名单不能更改。计票人是工作人员，由安全管理员建立账号。',
	rehearsal: rehearsalLockText('监票人名单'),
	frozen: '本次会议有一轮表决已经就绪，监票人名单已写入表决清单，到宣布结果为止不能更改。',
	complete: (count: number): string => `监票人已定齐：总监票人 1 人，监票人 ${count} 人。`,
	noChief: '还没有总监票人，不能表决就绪。',
	noOther: '总监票人之外至少还要 1 名监票人，不能表决就绪。',
	list: '监票人',
	none: '还没有确定监票人。请在下面添加。',
	chief: '总监票人',
	scrutineer: '监票人',
	account: '账号',
	noAccount: '没有账号：请安全管理员在“人员与账号”中建立，并填写代表证号',
	otherRole: '账号的角色与名单不符：请安全管理员更改角色',
	noCard: '没有可用的代表证，不能签字',
	leads: (units: string[]): string => `提示：是${units.join('、')}项目的责任领导，是否回避请会议决定`,
	makeChief: '改为总监票人',
	makeScrutineer: '改为监票人',
	remove: '移出名单',
	who: (name: string): string => `（${name}）`,
	add: {
		title: '添加监票人',
		deputy: '代表证号或姓名',
		as: '担任',
		button: '添加'
	},
	tellers: '计票人',
	noTellers: '还没有计票人账号。使用纸质票时，须有两名计票人分别录入：请安全管理员建立账号。',
	oneTeller: '只有一名计票人。使用纸质票时，须有两名计票人分别录入。'
} as const;

export const scrutineersAnswer = (name: string): string => `已保存：${name}。`;

export const scrutineersFormTexts = {
	deputy: '请填写代表证号或姓名，没有保存。',
	as: '请选择担任总监票人还是监票人，没有保存。',
	meetingId: '页面内容已经变化，没有办理。请刷新页面后再试。'
} as const;

export const scrutineersRefusalTexts = {
	'scrutineers-frozen':
		'本次会议有一轮表决已经就绪、还没有宣布结果，监票人名单暂不能改，没有保存。请在宣布结果后再改；计票以前确需更改的，请先中止该轮表决。',
	'deputy-ambiguous': '有不止一位代表叫 {name}，没有保存。请改填代表证号。'
} as const;
