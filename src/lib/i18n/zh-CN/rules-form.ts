import type { ReleaseRow } from '../../domain/release.ts';
import type { RuleWarning } from '../../domain/rule-consequences.ts';
import type { VoteRules } from '../../domain/rule-set.ts';
import type { TrialExample } from '../../domain/trial-count.ts';
import { rehearsalLockText } from './rehearsal.ts';

/** 票决办法 as a form: each rule as the question that a meeting answers, and what an answer comes to here. */

type Choices = Omit<VoteRules, 'seats'> & { receipt: 'presence' | 'none' };
type Field = keyof Choices;
type Question<F extends Field> = {
	/** Short name, for changes and the audit chain. */
	term: string;
	question: string;
	help?: string;
	options: Record<Choices[F], string>;
};

export const ruleQuestions: { [F in Field]: Question<F> } = {
	marks: {
		term: '表决方式',
		question: '表决票上，代表对每个项目怎样表示意见？',
		options: {
			approve: '只选赞成的项目；没有选的，计为弃权',
			'approve-against-abstain': '对每个项目选赞成、反对或者弃权'
		}
	},
	cap: {
		term: '选择项数',
		question: '一张票可以赞成多少项？',
		options: {
			'at-most': '不超过应选数，少选、不选也有效',
			exactly: '必须正好等于应选数，多选、少选都无效'
		}
	},
	quorum: {
		term: '法定人数',
		question: '有多少代表在会场，才能开始表决？',
		help: '地方组织法规定，人民代表大会会议须有三分之二以上的代表出席。每一轮开始时都要核对。',
		options: {
			'two-thirds': '全体代表的三分之二以上（含三分之二）',
			majority: '超过全体代表的半数',
			none: '不另设法定人数'
		}
	},
	majorityBase: {
		term: '通过条件',
		question: '得多少赞成票，项目才算通过？',
		help: '地方组织法规定，选举和通过决议以全体代表的过半数通过。通过的多于应选数时，赞成票多的入选。',
		options: {
			all: '超过全体代表的半数',
			present: '超过实到代表的半数',
			valid: '超过有效票的半数',
			none: '不要求过半数，赞成票多的入选'
		}
	},
	tie: {
		term: '票数相等',
		question: '最后的名额上票数相等，怎么办？',
		options: {
			revote: '只对票数相等的项目再次票决，赞成票多的入选',
			presidium: '由主席团决定',
			expand: '票数相等的一并入选，可以超过应选数',
			lot: '当众抽签'
		}
	},
	shortfall: {
		term: '不足应选数',
		question: '通过的项目不够应选数，怎么办？',
		options: {
			presidium: '由主席团决定（另行票决、从缺或者留待下次会议）',
			'second-round': '在得票较多的未入选项目中另行票决',
			vacant: '按实际通过的公布，不足的从缺'
		}
	},
	secondRoundPass: {
		term: '另行票决的通过条件',
		question: '另行票决时，得多少赞成票算通过？',
		help: '只在通过的项目不够应选数、另行票决时使用。',
		options: {
			majority: '仍按上面的通过条件',
			'one-third': '赞成票多的入选，但不少于有效票的三分之一'
		}
	},
	tallyDisplay: {
		term: '会场显示',
		question: '表决进行中，会场大屏显示什么？',
		help: '无论怎样显示，都不逐票变化，不能从大屏上看出任何一张票的内容。',
		options: {
			live: '投票人数，并分批显示各项目的赞成票数',
			'after-close': '只显示投票人数；签字确认之后才显示各项目票数'
		}
	},
	candidateOrder: {
		term: '排列顺序',
		question: '候选项目在表决票上怎样排列？',
		help: '每张票的顺序都相同。',
		options: {
			listed: '按会议通过的名单顺序',
			lot: '就绪时由系统抽签确定'
		}
	},
	receipt: {
		term: '投票回执',
		question: '投票之后，平板上是否给代表一个回执编号？',
		help: '凭编号只能查到“票在票箱里”，不反映选了什么。',
		options: { presence: '给', none: '不给' }
	}
};

/** The questions in the order in which a 票决办法 goes through them. */
export const ruleSections: { title: string; fields: Field[] }[] = [
	{ title: '怎样填票', fields: ['marks', 'cap', 'candidateOrder'] },
	{ title: '怎样算数', fields: ['quorum', 'majorityBase'] },
	{ title: '票数相等和不足怎么办', fields: ['tie', 'shortfall', 'secondRoundPass'] },
	{ title: '会场显示和回执', fields: ['tallyDisplay', 'receipt'] }
];

export const rulesFormTexts = {
	title: '票决办法',
	lead: '请按会议将要通过的票决办法逐条选定。页面右侧随时算出对本次会议意味着什么。表决就绪后即行固定，不能再改。',
	none: '还没有票决轮次。请先在“会议”中建立会议。',
	basics: '票决什么，产生几项',
	roundTitle: '票决名称',
	roundTitleHelp: '印在表决票、计票报告和公告上。',
	seats: '应选数',
	seatsQuestion: '从候选项目中产生几项？',
	seatsUnit: '项',
	save: '保存票决办法',
	unsaved: '有改动尚未保存。',
	print: '打印票决办法',
	meaning: '对本次会议意味着什么',
	attention: '请注意',
	locked: {
		rehearsal: rehearsalLockText('票决办法'),
		survey:
			'本轮是满意度测评：不产生入选项目，没有应选数。计算基数和评定规则取自建立测评时的设置，随本轮固定，不能在这里修改。',
		ready:
			'本轮已经就绪，票决办法已印入表决票指纹，不能再改。确需修改的，只能由会务和监票人两人中止本轮；中止后自动另开一轮草稿，那一轮的办法可以再改。',
		'further-round':
			'本轮是上一轮票数相等或者不足应选数之后的再次票决，沿用会议已经通过的票决办法，应选数和候选项目由上一轮的计票结果决定，不能再改。'
	},
	stillPossible: '现在仍可以：打印票决办法，试算，查看监票人。',
	scrutineers: '监票人',
	scrutineersRule: '计票结果须由总监票人和至少另一名监票人用本人的代表证签字，方可宣布。',
	noScrutineers: '还没有确定监票人。须有总监票人和至少另一名监票人，方可就绪。',
	toScrutineers: '到“监票人”页确定或更换',
	chief: '总监票人',
	scrutineer: '监票人',
	cardNumber: (number: number) => `代表证号 ${number}`
} as const;

export const rulesAnswers = { 'rules-saved': '票决办法已保存。' } as const;

export const rulesFieldTexts = {
	roundId: '页面内容已经变化，没有保存。请刷新页面后再试。',
	title: '票决名称须为 4 至 60 个字，没有保存。请改正后重试。',
	seats: '应选数应为 1 至 99 的整数，没有保存。请改正后重试。',
	other: '有一条没有选定，没有保存。请逐条选定后重试。'
} as const;

export const rulesRefusalTexts = {
	'rules-locked': '本轮已经就绪，票决办法不能再改，没有保存。确需修改的，请先中止本轮。',
	'rules-of-further-round': '本轮沿用会议已经通过的票决办法，不能单独修改，没有保存。',
	'rules-of-survey': '满意度测评的评定规则由人大办公室在“满意度测评”中按设置确定，不能在这里修改，没有保存。',
	'rules-changed-meanwhile':
		'您打开页面之后，{by}已经改过票决办法：{changes}。您的改动还没有保存。请核对后再按一次保存，以您的选项为准；要看对方的选项，请刷新页面。',
	'trial-more-than-roll': '实到人数不能多于全体代表 {electorate} 人。请改小实到人数。',
	'trial-invalid-beyond-returned': '无效票不能多于收回的票数。请改正后再算。',
	'trial-approvals-beyond-valid':
		'有项目的赞成票多于有效票 {valid} 张。每张有效票对一个项目最多赞成一次，请改正后再算。',
	'trial-approvals-beyond-cap':
		'赞成票合计 {sum} 张，超过有效票乘以应选数 {room} 张：每张有效票最多赞成 {seats} 项。请改正后再算。',
	'trial-approvals-not-exact':
		'每张票须正好赞成 {seats} 项，赞成票合计应为 {room} 张，现为 {sum} 张。请改正后再算。',
	quorum: '实到 {present} 人，少于法定人数 {needed} 人，不能开始表决。请改大实到人数。'
} as const;

/** What the rules come to for this roll and this list, as lines of a short list. */
export const consequenceTexts = {
	roll: (electorate: number) => `全体代表 ${electorate} 人`,
	noRoll: '名册还是空的，导入代表名册后即可算出人数和票数。',
	quorum: (needed: number) => (needed ? `法定人数 ${needed} 人` : '不另设法定人数'),
	pass: (least: number, most: number) =>
		least === most ? `过半数 ${least} 票` : `刚达法定人数时 ${least} 票，全体到会时 ${most} 票`,
	passOne: '至少 1 票',
	passValid: '看有效票多少，计票后确定',
	candidates: (count: number, seats: number) => `候选 ${count} 项，应选 ${seats} 项`,
	out: (count: number) => (count > 0 ? `至少 ${count} 项不能入选` : '没有差额'),
	perBallot: (least: number, most: number) =>
		least === most ? `每张票正好赞成 ${most} 项` : `每张票赞成 0 至 ${most} 项`,
	terms: {
		roll: '名册',
		quorum: '开始表决',
		pass: '项目通过',
		candidates: '名额',
		ballot: '填票',
		hall: '大屏'
	},
	release: ({ k, reserve }: ReleaseRow) => `投满 ${k + reserve} 张才显示第一批，每批至少 ${k} 张`,
	turnoutOnly: '只显示投票人数',
	/** Behind an answer: what it means here. */
	persons: (count: number) => `${count} 人`,
	votes: (least: number, most: number) => (least === most ? `${least} 票` : `${least} 至 ${most} 票`)
} as const;

export const ruleWarningTexts: Record<
	RuleWarning,
	(ground: {
		electorate: number;
		candidates: number;
		seats: number;
		quorum: number;
		pass: number;
		release: ReleaseRow | null;
	}) => string
> = {
	'bad-seats': () => '应选数须为 1 以上的整数。',
	'exactly-needs-candidates': ({ candidates, seats }) =>
		`每张票须正好赞成 ${seats} 项，但候选项目只有 ${candidates} 项，谁也填不出有效票，不能就绪。请改应选数、改填票规则或者增加候选项目。`,
	'bad-grading': () => '满意度测评的评定规则与本轮不符，不能就绪。请放弃本轮，在“满意度测评”中重新建立。',
	'no-candidates': () => '还没有候选项目，差额情况要在导入候选项目后才能看到。',
	'fewer-than-seats': ({ candidates, seats }) =>
		`候选项目 ${candidates} 项，少于应选数 ${seats} 项，一定不足应选数。`,
	noncompetitive: ({ candidates }) => `候选项目 ${candidates} 项，应选数相同，是等额票决，没有选择余地。`,
	'majority-beyond-quorum': ({ quorum, pass }) =>
		quorum < pass
			? `法定人数 ${quorum} 人，通过却要 ${pass} 票：刚达法定人数时，没有项目能通过。`
			: `刚达法定人数 ${quorum} 人时，要全部赞成才够 ${pass} 票。`,
	'base-not-all': () => '通过条件低于地方组织法规定的全体代表过半数，请确认会议通过的票决办法确实这样规定。',
	'quorum-not-two-thirds': () =>
		'法定人数低于地方组织法规定的三分之二以上，请确认会议通过的票决办法确实这样规定。',
	'turnout-only': ({ electorate }) =>
		`全体代表 ${electorate} 人，不到 40 人：为了不让人看出个别票的内容，表决中大屏只显示投票人数。`,
	'released-in-batches': ({ release }) =>
		`大屏分批显示：票箱中满 ${release!.k + release!.reserve} 张才显示第一批，每批至少 ${release!.k} 张，始终留 ${release!.reserve} 张到表决结束；领电子票的不到 40 人时，只显示投票人数。`,
	'many-candidates': ({ candidates }) =>
		`候选项目 ${candidates} 项，超过 20 项，大屏一页放不下，由主持人翻页。`
};

export const trialTexts = {
	title: '试算',
	lead: '填入一组假想的票数，看这份办法会得出什么结果。试算只在本页进行，不保存，也不影响表决。',
	example: '举例：',
	examples: { clear: '顺利产生', tie: '票数相等', shortfall: '不足应选数' } satisfies Record<
		TrialExample,
		string
	>,
	impossible: '按现在的办法和名单，不会出现这种情况',
	present: '实到（发出）',
	returned: '收回',
	invalid: '其中无效',
	approvals: '各项目的赞成票',
	restAbstain: '其余的票计为弃权。',
	result: '按这份办法，结果是',
	void: (reason: string) => `本轮作废：${reason}，各项目得票不予计算，须另发表决票重新投票。`,
	rank: '名次',
	name: '候选项目',
	approve: '赞成',
	outcome: '结果',
	none: '还没有候选项目，导入后即可试算。'
} as const;

type Rules = Choices & { seats: number; title: string };

/** Which rules differ, with both answers in words. */
export function rulesChanges(
	before: Rules,
	after: Rules
): { field: keyof Rules; from: string; to: string; sentence: string }[] {
	const words = (field: keyof Rules, rules: Rules): string =>
		field === 'seats' || field === 'title'
			? String(rules[field])
			: (ruleQuestions[field].options as Record<string, string>)[rules[field]]!;
	const termOf = (field: keyof Rules) =>
		field === 'seats' || field === 'title'
			? { seats: rulesFormTexts.seats, title: rulesFormTexts.roundTitle }[field]
			: ruleQuestions[field].term;
	const fields = ['title', 'seats', ...Object.keys(ruleQuestions)] as (keyof Rules)[];
	return fields
		.filter((field) => before[field] !== after[field])
		.map((field) => {
			const [from, to] = [words(field, before), words(field, after)];
			return { field, from, to, sentence: `${termOf(field)}由“${from}”改为“${to}”` };
		});
}
