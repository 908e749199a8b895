import type { Mark } from '#lib/domain/ballot.ts';
import type { RuleSet } from '#lib/domain/rule-set.ts';
import { approving } from './session.ts';

/** Six deputies; four approvals are the majority of all, two a third of the ballots. */
export const DELEGATES = 6;
/** The second and the third candidate; the third's short name stands where there is little room. */
const [second, third, thirdInFull] = [
	'枫林村美食城建设工程',
	'北山口至S205改造',
	'北山口到S205省道道路提升改造'
];

/** What chair or office click in the panel, in its order. */
export type Settling = {
	/** The way, where the rules leave more than one. */
	choose?: string;
	/** The way's name on the button that opens the dialog. */
	way: string;
	/** Names of the chosen among the tied. */
	elected?: string[];
	note?: { label: string; words: string };
};

type Round = {
	/** By deputy's number, in the order of that round's ballot. */
	marks: (number: number) => Mark[];
	/** What the count leaves to be decided, in the panel's words. */
	waits?: RegExp;
	settling?: Settling;
	/** What the hall reads once the chair has announced it. */
	hall: (string | RegExp)[];
	/** What the chair then reads out, at its end. */
	script: string;
	/** What the public page of the round says. */
	report: (string | RegExp)[];
};

type Branch = {
	name: string;
	rules: Partial<RuleSet>;
	by: 'chair' | 'office-1';
	rounds: Round[];
};

/** Everybody approves 1; 2 and 3 get half of the deputies each: tied for the second of two places. */
const tied = (number: number) => approving([1, number % 2 ? 2 : 3]);
const half = (number: number) => approving([number % 2 ? 1 : 2], 2);
const anyMajority = { seats: 2, majorityBase: 'none' } as const;

/** Every way that a tie or a shortfall may go by docs/rules.md, counting, 7 and 9. */
export const branches: Branch[] = [
	{
		name: 'with the tally after the close a tie is put to a re-vote, which ties again, and to another',
		rules: { seats: 1, majorityBase: 'none', tie: 'revote', tallyDisplay: 'after-close' },
		by: 'chair',
		rounds: [
			{
				marks: (number) => approving([number % 2 ? 2 : 3]),
				waits: new RegExp(`${second}、${third} 得票相等，只余 1 个名额`),
				settling: { way: '对并列项目再次表决' },
				hall: ['应选 1 项，入选 0 项', '2 个项目票数相等，须再次表决，选出 1 项'],
				script: '没有产生民生实事项目。有 2 个项目得票相等，按照票决办法再次表决，选出 1 项。',
				report: ['按票决办法处理：对并列项目再次表决。']
			},
			{
				marks: half,
				waits: /得票相等，只余 1 个名额/,
				settling: { way: '对并列项目再次表决' },
				hall: ['应选 1 项，入选 0 项', '2 个项目票数相等，须再次表决，选出 1 项'],
				script: '没有产生民生实事项目。有 2 个项目得票相等，按照票决办法再次表决，选出 1 项。',
				report: ['按票决办法处理：对并列项目再次表决。']
			},
			{
				marks: (number) => approving([number < 3 ? 1 : 2], 2),
				hall: ['应选 1 项，入选 1 项', '并列项目再次表决'],
				script: `票决产生民生实事项目 1 项：${thirdInFull}。`,
				report: ['第 3 轮', '票决产生 1 项']
			}
		]
	},
	{
		name: 'with the tally after the close a place is left vacant by the presidium',
		rules: { seats: 2, tallyDisplay: 'after-close' },
		by: 'office-1',
		rounds: [
			{
				marks: () => approving([1]),
				waits: /通过的项目少于应选数，缺 1 项/,
				settling: {
					...{ choose: '按实际通过的项目数宣布', way: '按实际通过的项目数宣布' },
					note: { label: '主席团的决定', words: '主席团会议决定不再补选' }
				},
				hall: ['应选 2 项，入选 1 项', '余下 1 个名额空缺'],
				script: '余下 1 个名额空缺。',
				report: ['还有 1 个名额没有产生。', '（主席团会议决定不再补选）']
			}
		]
	},
	{
		name: 'the presidium chooses among the tied',
		rules: { ...anyMajority, tie: 'presidium' },
		by: 'chair',
		rounds: [
			{
				marks: tied,
				waits: new RegExp(`${second}、${third} 得票相等，只余 1 个名额`),
				settling: {
					...{ choose: '主席团决定', way: '主席团决定', elected: [thirdInFull] },
					note: { label: '主席团的决定（会议时间、决定内容）', words: '主席团第三次会议决定' }
				},
				hall: ['应选 2 项，入选 2 项', `票数相等，由主席团决定，${third}入选`],
				script: `由主席团决定，“${thirdInFull}”入选。`,
				report: ['按票决办法处理：主席团决定（主席团第三次会议决定）。']
			}
		]
	},
	{
		name: 'the places that nobody passed for are left to the next session',
		rules: { seats: 2 },
		by: 'chair',
		rounds: [
			{
				marks: (number) => approving([number]),
				waits: /通过的项目少于应选数，缺 2 项/,
				settling: {
					...{ choose: '留待下次会议决定', way: '留待下次会议决定' },
					note: { label: '主席团的决定', words: '提请下次会议票决' }
				},
				hall: ['应选 2 项，入选 0 项', '余下 2 个名额留待下次会议'],
				script: '没有产生民生实事项目。余下 2 个名额留待下次会议决定。',
				report: ['按票决办法处理：留待下次会议决定（提请下次会议票决）。']
			}
		]
	},
	{
		name: 'the rules ask for a second round, and there a third of the ballots is enough',
		rules: { seats: 2, shortfall: 'second-round', secondRoundPass: 'one-third' },
		by: 'office-1',
		rounds: [
			{
				marks: (number) => approving([1, number < 4 ? 2 : number < 6 ? 3 : 4]),
				waits: /通过的项目少于应选数，缺 1 项/,
				settling: { way: '进行第二轮票决' },
				hall: ['还有 1 个名额，2 个项目另行票决（再次表决）'],
				script: '还有 1 个名额，按照票决办法进行第二轮票决。',
				report: ['按票决办法处理：进行第二轮票决。']
			},
			{
				// A third of six to the very ballot, and far from the majority of the first round.
				marks: (number) => approving(number < 3 ? [1] : [], 2),
				hall: ['应选 1 项，入选 1 项', /赞成 2 票及以上通过/],
				script: `票决产生民生实事项目 1 项：${second}。`,
				report: ['票决产生 1 项']
			}
		]
	},
	{
		name: 'a lot is drawn among the tied',
		rules: { ...anyMajority, tie: 'lot' },
		by: 'office-1',
		rounds: [
			{
				marks: tied,
				waits: /得票相等，只余 1 个名额/,
				settling: {
					...{ way: '抽签决定', elected: [thirdInFull] },
					note: { label: '抽签人、监签人', words: '抽签人甲，监签人乙、丙' }
				},
				hall: ['应选 2 项，入选 2 项', `票数相等，经抽签，${third}入选`],
				script: `按照票决办法抽签，“${thirdInFull}”入选。`,
				report: ['按票决办法处理：抽签决定（抽签人甲，监签人乙、丙）。']
			}
		]
	},
	{
		name: 'everybody level is let in, and nothing waits',
		rules: { ...anyMajority, tie: 'expand' },
		by: 'chair',
		rounds: [
			{
				marks: tied,
				hall: ['应选 2 项，并列均入选，共 3 项'],
				script: '一并入选，多于应选的 2 项。',
				report: ['票决产生 3 项（末位票数相等，一并入选）']
			}
		]
	}
];
