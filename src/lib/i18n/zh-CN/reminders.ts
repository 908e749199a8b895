import { formatDate } from '../format.ts';
import { monthText } from './lights.ts';

const subjects: Record<string, (about: string) => string> = {
	plan: () => '办理计划',
	report: (month) => `${monthText(month)}月报`,
	'report-returned': (month) => `${monthText(month)}月报（退回待改）`,
	milestone: (name) => `节点“${name}”`,
	notice: (reference) => `督办通知 ${reference} 的答复`,
	talk: (reference) => `约谈 ${reference} 的答复`,
	inquiry: (reference) => `专题询问 ${reference} 的答复`,
	visit: (reply) => (reply ? `代表意见的第 ${reply} 次答复` : '代表意见的答复')
};

/** What an inbox says of a term; the stage is in working days from the due day. */
export function reminderText(kind: string, about: string, dueOn: string, stage: number): string {
	const subject = subjects[kind]?.(about) ?? about;
	const due = formatDate(dueOn);
	if (stage < 0) return `${subject}将于 ${due} 到期，请按时办理。`;
	if (stage < 5) return `${subject}已于 ${due} 到期，尚未办理，请尽快办理。`;
	return `${subject}已于 ${due} 到期，逾期 5 个工作日以上仍未办理，已报送人大办公室。`;
}

/** A term as a calendar's entry names it. */
export const termTitle = (kind: string, about: string): string => `${subjects[kind]?.(about) ?? about}到期`;
