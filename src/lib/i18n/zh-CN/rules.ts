/**
 * The adopted rules of a round in words, one sentence a field, as printed with the result. The values are
 * those of docs/rules.md.
 */

import type { SatisfactionBase, SatisfactionRule } from '../../domain/tracker/satisfaction.ts';
import { gradingText } from './survey.ts';

type RuleValues = Readonly<Record<string, string | number>>;

export type RuleLine = { field: string; term: string; text: string };

/** Every known field that the rules carry, in the order in which a meeting reads them. */
export const ruleLines = (rules: RuleValues): RuleLine[] =>
	Object.entries(rules.marks === 'three-grades' ? surveySentences : sentences)
		.filter(([field]) => rules[field] !== undefined)
		.map(([field, { term, text }]) => ({ field, term, text: text(String(rules[field]), rules) }));

const choose =
	(field: string, texts: Record<string, string>) =>
	(value: string): string => {
		const text = texts[value];
		if (text === undefined) throw new Error(`no sentence for the rule ${field}: ${value}`);
		return text;
	};

const sentences: Record<string, { term: string; text: (value: string, rules: RuleValues) => string }> = {
	seats: { term: '应选数', text: (seats) => `从候选项目中票决产生 ${seats} 项。` },
	marks: {
		term: '表决方式',
		text: choose('marks', {
			approve: '无记名投票。赞成的项目予以选择；没有选择的项目，该票对它计为弃权。',
			'approve-against-abstain': '无记名投票。对每个候选项目表示赞成、反对或弃权；没有表示意见的，计为弃权。'
		})
	},
	cap: {
		term: '选择项数',
		text: (cap, { seats }) =>
			choose('cap', {
				'at-most': `每张表决票赞成的项目不超过 ${seats} 项的有效，超过的无效。`,
				exactly: `每张表决票须正好赞成 ${seats} 项，多于或少于的均无效。`
			})(cap)
	},
	quorum: {
		term: '法定人数',
		text: choose('quorum', {
			'two-thirds': '全体代表三分之二以上（含三分之二）到会，方可开始表决。',
			majority: '到会代表超过全体代表的半数，方可开始表决。',
			none: '本次票决不另设法定人数。'
		})
	},
	majorityBase: {
		term: '通过条件',
		text: choose('majorityBase', {
			all: '赞成票超过全体代表的半数为通过。通过的多于应选数时，赞成票多的入选。',
			present: '赞成票超过到会代表的半数为通过。通过的多于应选数时，赞成票多的入选。',
			valid: '赞成票超过有效票的半数为通过。通过的多于应选数时，赞成票多的入选。',
			none: '不要求过半数，赞成票多的入选；没有赞成票的项目不能入选。'
		})
	},
	tie: {
		term: '票数相等',
		text: choose('tie', {
			revote: '因票数相等不能确定最后入选项目时，就票数相等的项目再次票决，赞成票多的入选。',
			presidium: '因票数相等不能确定最后入选项目时，由主席团决定。',
			expand: '因票数相等不能确定最后入选项目时，票数相等的项目一并入选。',
			lot: '因票数相等不能确定最后入选项目时，当众抽签确定。'
		})
	},
	shortfall: {
		term: '不足应选数',
		text: choose('shortfall', {
			presidium: '通过的项目少于应选数时，不足名额如何处理由主席团决定。',
			'second-round': '通过的项目少于应选数时，不足名额在得票较多的未入选项目中另行票决。',
			vacant: '通过的项目少于应选数时，按实际通过的项目公布，不足名额从缺。'
		})
	},
	secondRoundPass: {
		term: '另行票决',
		text: choose('secondRoundPass', {
			majority: '另行票决时，仍按上述通过条件确定入选项目。',
			'one-third': '另行票决时，赞成票多的入选，但赞成票不得少于有效票的三分之一。'
		})
	},
	candidateOrder: {
		term: '排列顺序',
		text: choose('candidateOrder', {
			listed: '候选项目按会议通过的名单顺序排列，每张表决票相同。',
			lot: '候选项目按抽签确定的顺序排列，每张表决票相同。'
		})
	},
	tallyDisplay: {
		term: '会场显示',
		text: choose('tallyDisplay', {
			live: '表决期间，会场大屏分批显示赞成票数，不逐票显示；表决结束后显示确切票数。',
			'after-close': '表决期间，会场大屏只显示投票人数，不显示各项目票数；签字确认后公布票数。'
		})
	},
	receipt: {
		term: '投票回执',
		text: choose('receipt', {
			presence: '投票后，平板显示回执编号，可凭编号核对表决票已在票箱中。回执不反映选择内容。',
			none: '投票后不提供回执编号。'
		})
	}
};

/** 满意度测评: nobody is chosen, so that there are no places, no ties and nothing left open. */
const surveySentences: typeof sentences = {
	marks: {
		term: '测评方式',
		text: () => '无记名投票。对每个项目评定满意、基本满意或者不满意；没有评定的，该票对它计为未评。'
	},
	quorum: sentences.quorum!,
	grading: {
		term: '评定规则',
		text: (rule, { majorityBase }) => gradingText(majorityBase as SatisfactionBase, rule as SatisfactionRule)
	},
	candidateOrder: {
		term: '排列顺序',
		text: () => '项目按项目编号排列，每张测评票相同。'
	},
	tallyDisplay: sentences.tallyDisplay!,
	receipt: sentences.receipt!
};
