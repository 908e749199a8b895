import type { OpinionStage } from '../../domain/tracker/opinion.ts';
import { formatDate, isoDate } from '../format.ts';

/** 代表意见 in words, for the unit, the office and the deputies. */

export const visitKinds = { visit: '视察记录', opinion: '意见' } as const;

export const opinionStages: Record<
	OpinionStage,
	{ word: string; tone: '' | 'ok' | 'warn' | 'bad' | 'info' }
> = {
	'nothing-asked': { word: '不需要答复', tone: '' },
	waiting: { word: '等待答复', tone: 'warn' },
	answered: { word: '已答复，待评价', tone: 'info' },
	'asked-again': { word: '等待再次答复', tone: 'bad' },
	settled: { word: '已办结', tone: 'ok' }
};

const dayMs = 24 * 60 * 60 * 1000;

/** `按期答复` or how late it was, in calendar days. */
export function replyInTime({ at, dueOn }: { at: string; dueOn: string }): string {
	const late = Math.round((Date.parse(isoDate(at)) - Date.parse(dueOn)) / dayMs);
	return late > 0 ? `逾期 ${late} 天答复` : '按期答复';
}

export const replyHead = (number: number): string => (number === 1 ? '答复' : `第 ${number} 次答复`);
export const dueText = (dueOn: string): string => `${formatDate(dueOn)} 前答复`;

export const opinionFormTexts = {
	id: '页面内容已经变化，没有办理。请刷新页面后再试。',
	number: '页面内容已经变化，没有办理。请刷新页面后再试。',
	text: '请填写答复（不超过 2000 字）。'
} as const;
