import type { ArchiveRecordAct, SealedState, TermState } from '../../domain/archive-term.ts';
import { yearsText } from './days.ts';

/** Refusals about the keeping of archives; part of `refusalTexts`. */
export const archiveRefusalTexts = {
	'witness-role':
		'第二人的角色不符，没有办理。取出密封档案须有一名监票人在场；销毁须有监票人或另一名会务人员在场。',
	'witness-password': '第二人的用户名或密码不正确，没有办理。请由本人重新输入。',
	'own-password': '您的密码不正确，没有办理。请重新输入。',
	'no-sealed-archive': '本轮没有密封档案，或已经下达销毁，没有办理。请看清当前状态。',
	'sealed-archive-elsewhere': '密封档案不在这台服务器上，没有办理。请到票箱服务器上取。',
	'term-in-the-past': '保管期限不能早于今天，没有保存。请重新选择日期。',
	'term-not-over': '保管期限到 {destroyOn} 才满，没有销毁。',
	'nothing-to-hand-over': '本轮没有可以移交的文件，没有登记。',
	'download-not-allowed': '两人确认已超过十分钟，或不是您本人确认的，没有下载。请重新办理。'
} as const;

export const archiveKeepingTexts = {
	title: '归档',
	lead: '公开档案任何人都可以核对；密封档案中有每一张票，取出和销毁都须两人在场。每一步都记入审计链。',
	cards:
		'会后请收回代表证并当场销毁：谁同时拿到一名代表的卡号和密封档案，就能找到那一张票。全年监督用的代表证，在“代表证卡”页按代表团补发新证。',
	none: '还没有结束的轮次。结果宣布（或轮次中止、无效）之后，这里可以下载、移交和销毁档案。',
	round: (sequence: number, kind: string, state: string) => `第 ${sequence} 轮\u3000${kind}\u3000${state}`,
	fingerprint: '表决指纹',
	resultHash: '结果校验值',
	sha256: 'SHA-256',
	publicFile: '公开档案',
	publicNote: '含清单、计票结果、签名和报告，任何人都可以离线核对。',
	publicNone: '本轮没有宣布，没有公开档案。',
	sealedFile: '密封档案',
	sealed: {
		kept: '保管中。内有每一张票，不含姓名；取出须会务人员和一名监票人一同办理。',
		elsewhere: '在票箱服务器上，不在这台机器。请在那里取出。',
		ordered: '已下达销毁，票箱正在执行。',
		destroyed: '已销毁。公开档案和结果仍在，仍可核对。',
		none: '没有：选票未拆封即销毁，或本轮没有电子票。'
	} satisfies Record<SealedState, string>,
	/** Of a rehearsed round, where the words above are of a formal one. */
	rehearsal: {
		publicNone: '演练的结果不公开，没有公开档案。',
		sealed: {
			kept: '保管中。内有演练中投的每一张票，不含姓名；可以在演练报告中打开演示，期满由两人销毁。',
			elsewhere: '在票箱服务器上，不在这台机器。期满由两人销毁。',
			ordered: '已下达销毁，票箱正在执行。',
			destroyed: '已销毁。演练报告仍在。',
			none: '没有：选票未拆封即销毁，或本轮没有电子票。'
		} satisfies Record<SealedState, string>,
		destroyNote: '销毁后演练的档案不能再打开演示。演练报告和审计链保留。不能撤回。'
	},
	version: (file: string): string => {
		const earlier = /-v(\d+)\.zip$/.exec(file)?.[1];
		return earlier ? `密封档案（更正前第 ${earlier} 版）` : '密封档案';
	},
	download: '下载',
	take: '取出密封档案…',
	takeTitle: '取出密封档案',
	takeConfirm: '两人确认，取出',
	takeNote: '取出后十分钟内可以下载，请写入两份介质，装入信封密封、签字。',
	takeReady: '已登记。十分钟内可以下载：',
	handOver: '登记移交…',
	handOverTitle: '登记移交',
	handOverConfirm: '登记',
	handOverNote: '清单列出本轮现有的全部文件和校验值，登记后可以打印，由双方签字。',
	receiver: '接收人（单位、姓名）',
	keeper: '移交人',
	place: '存放地点',
	remark: '备注',
	reason: '事由',
	term: '保管期限至',
	termDefault: '（默认：结束后 30 天）',
	setTerm: '更改期限',
	due: { kept: '保管中', soon: '将到期', due: '已到期' } satisfies Record<TermState, string>,
	destroy: '销毁密封档案…',
	destroyTitle: '销毁密封档案',
	destroyConfirm: '两人确认，销毁',
	destroyNote: '销毁后任何人都不能再逐票复核。公开档案、计票结果、签名和审计链保留。不能撤回。',
	destroyBackups: (count: number) =>
		`另有 ${count} 份系统备份含有这份密封档案，系统无法代为销毁，请一并销毁：`,
	destroyReason: '依据和在场人员',
	ownPassword: '您的密码',
	second: '第二人',
	secondUsername: '第二人用户名',
	secondPassword: '第二人密码',
	records: '记录',
	noRecords: '还没有记录。',
	acts: {
		download: '取出',
		'hand-over': '移交',
		destruction: '销毁'
	} satisfies Record<ArchiveRecordAct, string>,
	print: '打印清单',
	by: (first: string, second: string | null) => (second ? `${first}、${second}` : first),
	dueLine: (count: number) => `有 ${count} 轮的密封档案保管期限已满，请安排销毁或延长期限。`,
	soonLine: (count: number, nextOn: string) =>
		count === 1
			? `有 1 轮的密封档案保管期限将于 ${nextOn} 到期，请提前约定两人到场销毁，或延长期限。`
			: `有 ${count} 轮的密封档案保管期限快到了，最早的将于 ${nextOn} 到期，请提前约定两人到场销毁，或延长期限。`,
	dueLink: '去归档'
} as const;

export const archiveAnswers = {
	'archive-taken': '已登记，密封档案十分钟内可以下载。',
	'archive-handed-over': '移交已登记，可以打印移交清单。',
	'archive-term-set': '保管期限已保存。',
	'destruction-ordered': '已下达销毁，票箱随即执行；完成后这里出现销毁记录。'
} as const;

export const archiveFormTexts: Record<string, string> = {
	roundId: '页面已经过时，没有办理。请刷新后重试。',
	destroyOn: `请选择日期（${yearsText}）。`,
	receiver: '请填写接收人。',
	keeper: '请填写移交人。',
	place: '请填写存放地点。',
	note: '请填写事由，不超过 200 字。',
	password: '请输入您的密码。',
	secondUsername: '请第二人输入用户名。',
	secondPassword: '请第二人输入密码。'
};

/** 移交清单 and 销毁记录, as they are printed and signed. */
export const archivePaperTexts = {
	titles: { download: '密封档案取出记录', 'hand-over': '表决档案移交清单', destruction: '密封档案销毁记录' },
	meeting: '会议',
	round: '轮次',
	fingerprint: '表决指纹',
	at: '时间',
	by: '办理人',
	witness: '在场人',
	note: '说明',
	files: '文件',
	name: '文件名',
	bytes: '大小（字节）',
	sha256: 'SHA-256 校验值',
	noFiles: '没有文件。',
	destroyed: '上列文件及系统内保存的选票已经销毁。公开档案、计票结果、签名和审计链保留。',
	verify: '文件是否原样，可用 sha256sum 计算后与上列校验值比对。',
	signs: {
		download: ['办理人', '监票人'],
		'hand-over': ['移交人', '接收人'],
		destruction: ['办理人', '监销人']
	},
	date: '\u3000\u3000年\u3000\u3000月\u3000\u3000日',
	back: '返回归档'
} as const;

export const handOverNote = (given: {
	receiver: string;
	keeper: string;
	place: string;
	note: string;
}): string =>
	[
		`接收人：${given.receiver}`,
		`移交人：${given.keeper}`,
		`存放地点：${given.place}`,
		given.note && `备注：${given.note}`
	]
		.filter(Boolean)
		.join('\n');
