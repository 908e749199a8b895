import type { RoundState } from '../../domain/round-state.ts';
import { roundStateNames } from './common.ts';

/** The list of a 满意度测评 beside the projects of its year: what has been replaced or named since it was made. */

type Changes = { gone: { name: string; by: string | null }[]; missing: string[] };
type Survey = { title: string; state: RoundState };

/** In a sentence, as in `“甲”已更换为“乙”，“丙”没有列入`. */
export const surveyChangesText = ({ gone, missing }: Changes): string =>
	[
		...gone.map(({ name, by }) => (by === null ? `“${name}”已决定更换` : `“${name}”已更换为“${by}”`)),
		...missing.filter((name) => !gone.some(({ by }) => by === name)).map((name) => `“${name}”没有列入`)
	].join('，');

export const surveyListTexts = {
	old: (changes: string) => `测评建立后项目有变化：${changes}。更新名单以前不能就绪。`,
	help: '更新后，名单为该年度正在办理的全部项目；评定规则不变，已经提出的就绪须重新提出。',
	renew: '更新测评名单',
	renewed: (count: number) => `测评名单已更新，共 ${count} 项。请会务核对后办理就绪。`,
	bad: '没有更新测评名单。请刷新页面后再试。',
	/** Of a ballot that can't be changed any more. */
	fixed: (changes: string) =>
		`就绪后名单已经固定，而项目有变化：${changes}。照此进行的，评定记在原项目名下，新的项目不在本次测评之内；要改名单，只能中止本轮，在接续的一轮中更新。`,
	over: (changes: string) => `${changes}。本轮已经终止，在接续的一轮中更新名单后再就绪。`,
	replaced: '已更换',
	/** What the deciding page says of a survey that has the project on its list. */
	holds: {
		before: (survey: Survey) => `登记批准后，${consequence(survey)}`,
		done: (survey: Survey) => consequence(survey)
	}
} as const;

const consequence = ({ title, state }: Survey): string => {
	const held = `“${title}”（${roundStateNames[state]}）的名单中有原项目`;
	switch (kindOf(state)) {
		case 'draft':
			return `${held}，请在“满意度测评”中更新测评名单，否则不能就绪。`;
		case 'over':
			return `${held}，在接续的一轮中更新测评名单后再就绪。`;
		case 'fixed':
			return `${held}，名单已经固定：照此进行的，评定记在原项目名下，新项目不在测评之内；要改名单，只能中止本轮，在接续的一轮中更新。`;
	}
};

/** Whether the list can still be renewed: now, in the next round, or only once this one is aborted. */
export const kindOf = (state: RoundState): 'draft' | 'over' | 'fixed' =>
	state === 'draft' ? 'draft' : state === 'aborted' || state === 'void' ? 'over' : 'fixed';
