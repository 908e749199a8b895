import type { ScriptStep } from '../../domain/script.ts';
import type { SatisfactionBase, SatisfactionRule } from '../../domain/tracker/satisfaction.ts';

/** 满意度测评 by the secret ballot: the words that stand where a vote has its 赞成, 应选 and 入选. */

export const surveyName = '满意度测评';

/** The columns of a survey in the order in which they are read, by the members that carry them. */
export const gradeMarks = ['approve', 'basic', 'against', 'abstain'] as const;

export const gradeMarkNames = {
	approve: '满意',
	basic: '基本满意',
	against: '不满意',
	abstain: '未评'
} as const;

export const baseNames: Record<SatisfactionBase, string> = { all: '全体代表', present: '实到代表' };

/** A project's counts with their names, in the order in which they are read. */
export const surveyCounts = (counts: {
	satisfied: number;
	basic: number;
	dissatisfied: number;
	blank: number;
}): { term: string; count: number }[] => [
	{ term: gradeMarkNames.approve, count: counts.satisfied },
	{ term: gradeMarkNames.basic, count: counts.basic },
	{ term: gradeMarkNames.against, count: counts.dissatisfied },
	{ term: gradeMarkNames.abstain, count: counts.blank }
];

/** How a grade comes about, as printed with the result. */
export const gradingText = (base: SatisfactionBase, rule: SatisfactionRule): string =>
	rule === 'joint-rate'
		? `满意票和基本满意票合计超过${baseNames[base]}的半数，评定为满意；否则（含正好半数）评定为不满意。`
		: `满意票超过${baseNames[base]}的半数，评定为满意；满意票和基本满意票合计超过半数，评定为基本满意；否则（含正好半数）评定为不满意。`;

/** The same with this hall's numbers: 35 人 → 18 票. */
export const gradingNumbers = (
	{ base, rule }: { base: SatisfactionBase; rule: SatisfactionRule },
	number: number,
	/** Least votes over half of `number`. */
	least: number
): string => {
	const of = `${baseNames[base]} ${number} 人，过半数为 ${least} 票`;
	return rule === 'joint-rate'
		? `${of}：满意票与基本满意票合计 ${least} 票及以上评定为满意，其余为不满意。`
		: `${of}：满意票 ${least} 票及以上评定为满意，合计 ${least} 票及以上评定为基本满意，其余为不满意。`;
};

export const ruleNames: Record<SatisfactionRule, string> = {
	majority: '三档评定：满意、基本满意、不满意',
	'joint-rate': '两档评定：满意和基本满意合计过半数为满意'
};

/** Hundredths of a percent, as people read them: 48.57%. */
export const rateText = (hundredths: number): string =>
	`${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}%`;

export const surveyResultTexts = {
	result: '满意度测评结果',
	project: '项目',
	number: '序号',
	satisfiedRate: '满意率',
	jointRate: '满意和基本满意率',
	grade: '评定',
	items: '测评项目',
	summary: (counts: { satisfied: number; basic: number; dissatisfied: number }): string => {
		const all = counts.satisfied + counts.basic + counts.dissatisfied;
		const parts = [
			counts.satisfied > 0 && `满意 ${counts.satisfied} 项`,
			counts.basic > 0 && `基本满意 ${counts.basic} 项`,
			counts.dissatisfied > 0 && `不满意 ${counts.dissatisfied} 项`
		].filter(Boolean);
		return `测评 ${all} 项：${parts.join('，')}`;
	},
	/** Rates have the same base as the grade. */
	rateBase: (base: SatisfactionBase, number: number) => `满意率按${baseNames[base]} ${number} 人计算。`,
	blank: '表决票上没有评定的，计为未评。项目按表决票上的顺序排列。'
} as const;

export const surveyPageTexts = {
	lead: '每年年底，由代表对当年办理的民生实事项目逐项无记名测评。发票、投票、计票、签字和宣布与票决完全相同，平板和纸质票都可以用。',
	create: '建立测评',
	year: '年度',
	showYear: '查看该年度',
	noProjects: '还没有正在办理的项目。票决结果宣布后，入选项目才能测评。',
	lines: (year: number, count: number) => `${year} 年度测评项目 ${count} 项，按此顺序列在测评票上`,
	presentNote: (base: string) => `以上按全体到会计算；${base}以当天签到人数为准。`,
	underWay: (year: number) => `${year} 年度的测评已经建立，还没有公布结果，见下。`,
	noMeeting:
		'没有可以安排测评的会议：各次会议都有没有完成的票决。请先完成票决，或者由会务在“会议”中另建一次会议。',
	title: '测评名称',
	titleOf: (year: number) => `${year}年民生实事项目满意度测评`,
	meeting: '在哪次会议上测评',
	current: '当前会议',
	afterwards: '建立后，项目名单和评定规则即随本轮固定；由会务在“会务管理”中核对并办理就绪。',
	button: '建立测评',
	badSurvey: '没有建立测评。请选择会议，测评名称须为 4 至 60 个字。',
	created: '测评已经建立，请会务在“会务管理”中办理就绪。',
	rule: '评定规则',
	ruleDefault: '系统默认规则',
	ruleVersion: (version: number) => `设置第 ${version} 版`,
	ruleFrozen: '只对以后建立的测评有效；已经建立的测评不变。',
	base: '满意率的计算基数',
	grading: '怎样评定',
	setRule: '到“办理设置”中更改',
	none: '还没有进行过满意度测评。',
	createdBy: (at: string, by: string) => `${at} ${by} 建立`,
	announcedAt: (at: string) => `${at} 宣布`,
	blank: '未评',
	baseOf: (base: string, number: number) => `满意率按${base} ${number} 人计算。`,
	result: '查看公布的测评结果',
	next: {
		office: '还没有公布结果。测评和票决一样，在“会务管理”中办理就绪，由主持人开始、结束和宣布。',
		others: '还没有公布结果。测评由会务办理就绪，由主持人开始、结束和宣布。'
	},
	toAdmin: '到会务管理',
	discard: {
		office: '会议选错的，可以撤销草稿。',
		others: '会议选错的，请会务在“会务管理”的“会议”中撤销草稿。'
	},
	toMeetings: '到“会议”中撤销草稿',
	follow: '测评不满意，须整改',
	ofYear: (year: number) => `${year} 年度满意度测评`
} as const;

export const surveyDeskTexts = {
	done: '结果已宣布，各项目的评定已记入办理进展。',
	announce: (counts: { satisfied: number; basic: number; dissatisfied: number }) =>
		surveyResultTexts.summary(counts)
} as const;

/** The 主持词 of a survey, where that of a vote speaks of candidates and places. */
export const surveyScript: Partial<Record<ScriptStep, string>> = {
	ready:
		'现在进行{议题}。本次测评项目 {候选数} 项，请各位代表对每个项目评定满意、基本满意或者不满意。请在平板上领取测评票，并核对表决票指纹与大屏一致。请监票人检查票箱。',
	certified:
		'现在宣布测评结果。本次测评发出表决票 {发出} 张，收回 {收回} 张，其中有效票 {有效} 张，无效票 {无效} 张。收回的表决票没有多于发出的表决票，本次测评有效。',
	announced: '经无记名投票，{议题}的结果是：{入选}。'
};

export const surveyPaperScript: Partial<Record<ScriptStep, string>> = {
	ready:
		'现在进行{议题}，本次使用纸质测评票。测评项目 {候选数} 项，请各位代表对每个项目评定满意、基本满意或者不满意。请领取纸质测评票，并核对票面内容。请监票人检查票箱。'
};

export const surveyHallTexts = {
	task: (projects: number) => `测评项目 ${projects} 项，逐项评定：满意、基本满意、不满意`,
	decidedBy: (threshold: number, rule: SatisfactionRule) =>
		rule === 'joint-rate'
			? `满意、基本满意合计 ${threshold} 票及以上为满意`
			: `满意 ${threshold} 票及以上为满意；合计 ${threshold} 票及以上为基本满意`,
	/** Shape and word, never colour alone. */
	grades: { satisfied: '✓ 满意', basic: '○ 基本满意', dissatisfied: '✕ 不满意' }
} as const;

export const surveyTabletTexts = {
	heading: '民生实事项目满意度测评票',
	instruction: (projects: number) => `请对 ${projects} 个项目逐项评定：满意、基本满意或不满意`,
	graded: '已评',
	gradedOf: (n: number, all: number) => `${n} / ${all} 项`,
	left: (n: number) => (n > 0 ? `还有 ${n} 项未评` : '已全部评定'),
	satisfied: (n: number) => `满意 ${n} 项`,
	basic: (n: number) => `基本满意 ${n} 项`,
	dissatisfied: (n: number) => `不满意 ${n} 项`,
	blank: (n: number) => `未评 ${n} 项`,
	blankNote: (n: number) => `有 ${n} 项未评。可以直接提交，也可以返回继续评定。`,
	allBlank: '您没有评定任何项目。提交后，本票各项按未评统计。',
	projects: (n: number) => `测评项目 ${n} 项`,
	drawnBody: '请等候主持人宣布开始测评。等候期间可以查看各项目。',
	votes: (satisfied: number, basic: number, dissatisfied: number, blank: number) =>
		`满意 ${satisfied} · 基本满意 ${basic} · 不满意 ${dissatisfied} · 未评 ${blank}`
} as const;

export const surveyPaperTexts = {
	ballot: (round: string) => `${round}票`,
	announcement: '测评结果公告',
	publicNote: '测评结果公告可以打印；各项目的测评票数可以用表格软件打开。',
	threshold: '过半数票数',
	base: '计算基数',
	rule: '评定规则',
	foreword: (projects: number) =>
		`本册介绍提请会议测评的民生实事项目 ${projects} 项。项目按测评票上的顺序排列。`,
	instructions:
		'对每个项目，在“满意”“基本满意”“不满意”三栏中选一栏画“○”；三栏都不画的，该票对该项目计为未评；画两栏以上的，由总监票人认定。',
	kind: '表决事项',
	standings: '各项目测评情况',
	verdict: '测评结果',
	byChannel: '其中，电子票和纸质票分别为：',
	chosen: (number: number, name: string, grade: string) => `${number} 号\u3000${name}：${grade}`,
	lead: (meeting: string, date: string, title: string, count: number) =>
		`${meeting}于${date}召开。会议以无记名投票方式进行${title}，${count} 个项目的测评结果如下：`,
	item: (order: number, name: string, grade: string) => `${order}．${name}：${grade}`,
	votes: (satisfied: number, basic: number, dissatisfied: number, blank: number) =>
		`（满意 ${satisfied} 票，基本满意 ${basic} 票，不满意 ${dissatisfied} 票，未评 ${blank} 票）`,
	rulesProjects: (count: number) => `提请会议测评的民生实事项目共 ${count} 项，名单附后。`
} as const;
