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

/** The same of a reply to a 督办, behind who gave it; with its own term where that is not the one that is named above. */
export const actReplyInTime = (
	{ at, dueOn }: { at: string; dueOn: string | null },
	named: string | null
): string =>
	dueOn === null
		? ''
		: ` · ${replyInTime({ at, dueOn })}${dueOn === named ? '' : `（当时的期限为 ${formatDate(dueOn)}）`}`;

export const replyHead = (number: number): string => (number === 1 ? '答复' : `第 ${number} 次答复`);
export const dueText = (dueOn: string): string => `${formatDate(dueOn)} 前答复`;

export const owedTexts = {
	lead: (unit: boolean): string =>
		unit
			? '监督小组的代表对本单位办理的项目提出、还没有答复或答复后仍不满意的意见，最急的在前。'
			: '责任单位还没有答复，或代表对答复不满意、需要再次答复的意见，最急的在前。',
	count: (total: number): string => `共 ${total} 条`,
	again: '代表不满意',
	none: { all: '没有等待答复的代表意见。', narrowed: '没有符合条件的代表意见。' }
} as const;

export const opinionFormTexts = {
	id: '页面内容已经变化，没有办理。请刷新页面后再试。',
	number: '页面内容已经变化，没有办理。请刷新页面后再试。',
	text: '请填写答复（不超过 2000 字）。'
} as const;
