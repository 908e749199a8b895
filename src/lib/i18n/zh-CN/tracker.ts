/** The follow-up of chosen projects: due dates in words, never in colour alone. */

const dayMs = 24 * 60 * 60 * 1000;

/** Whole days from one ISO date to another; negative when `to` is earlier. */
const daysBetween = (from: string, to: string): number =>
	Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

export type MilestoneStanding = {
	code: 'done' | 'done-late' | 'overdue' | 'due-soon' | 'planned';
	text: string;
};

/**
 * Where a milestone stands on the day `today` (ISO dates). A milestone done on its planned day is in time;
 * one not done is overdue from the day after, and due soon in the seven days before.
 */
export const milestoneStanding = (
	milestone: { plannedOn: string; doneOn: string | null },
	today: string
): MilestoneStanding => {
	if (milestone.doneOn !== null) {
		const lateDays = daysBetween(milestone.plannedOn, milestone.doneOn);
		return lateDays > 0
			? { code: 'done-late', text: `已完成，比计划晚 ${lateDays} 天` }
			: { code: 'done', text: '已按期完成' };
	}
	const daysLeft = daysBetween(today, milestone.plannedOn);
	if (daysLeft < 0) return { code: 'overdue', text: `已逾期 ${-daysLeft} 天` };
	if (daysLeft === 0) return { code: 'due-soon', text: '今天到期' };
	if (daysLeft <= 7) return { code: 'due-soon', text: `还有 ${daysLeft} 天到期` };
	return { code: 'planned', text: '未到期' };
};

export const milestoneFormTexts = {
	projectId: '页面内容已经变化，没有保存。请刷新页面后再试。',
	milestoneId: '页面内容已经变化，没有保存。请刷新页面后再试。',
	name: '请填写节点名称（不超过 60 字）。',
	plannedOn: '请填写计划完成日期。',
	doneOn: '请填写实际完成日期。',
	note: '完成情况不超过 500 字。'
} as const;

export const trackerTexts = {
	added: (name: string) => `已添加时间节点“${name}”。`,
	completed: '已登记完成，公开页随即更新。',
	doneInFuture: '完成日期不能晚于今天，没有保存。请填写实际完成的日期。'
} as const;

export const milestoneTexts = {
	planned: (date: string) => `计划 ${date}`,
	done: (date: string) => `，实际 ${date}`
} as const;
