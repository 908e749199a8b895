import type { Grade } from '../../domain/tracker/satisfaction.ts';
import { formatDate } from '../format.ts';
import { gradeNames } from './follow.ts';
import { monthText } from './lights.ts';

const subjects: Record<string, (about: string) => string> = {
	plan: () => '办理计划',
	report: (month) => `${monthText(month)}月报`,
	'report-returned': (month) => `${monthText(month)}月报（退回待改）`,
	milestone: (name) => `节点“${name}”`,
	notice: (reference) => `督办通知 ${reference} 的答复`,
	talk: (reference) => `约谈 ${reference} 的答复`,
	inquiry: (reference) => `专题询问 ${reference} 的答复`,
	visit: (reply) => (reply ? `代表意见的第 ${reply} 次答复` : '代表意见的答复'),
	feedback: (writtenOn) => `${formatDate(writtenOn)}居民留言的答复`
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

/** What an inbox says of an act of somebody else's. */
export const toldTexts = {
	changeApproved: (what: string, decision: string) =>
		`“${what}”的变更申请已获批准（${decision}），项目的现行内容随即更新。`,
	projectReplaced: (decision: string) =>
		`“更换项目”的变更申请已获批准（${decision}），这个项目自此不再办理，已有的内容照旧保留。`,
	changeRefused: (what: string, decision: string) =>
		`“${what}”的变更申请未获批准（${decision}），仍按原定内容办理。`,
	assignmentRevised: (version: number) => `交办单已修订（第 ${version} 版），请核对办理期限和要求。`,
	/** The first sheet, where the unit had asked for other dates than those that it names anew. */
	assignmentIssued: '交办单已下达，请核对办理期限和要求。',
	/** Behind a 交办单 that has set other days than those that a request was asked over. */
	requestOutdated:
		'正在等待决定的工期变更是按原来的期限提出的，不能再批准，请撤回；仍需变更的，按现在的期限重新提出。',
	handedOver: (reference: string) =>
		`这个项目已改由本单位负责（交办单 ${reference}），请查看交办单、办理计划和以往月报。`,
	givenAway: (unit: string, reference: string) =>
		`这个项目已改由${unit}负责（交办单 ${reference}），本单位不再填报，待办的事项一并移交。`,
	planApproved: (version: number) => `办理计划（第 ${version} 版）已审定，请按计划办理。`,
	reportApproved: (month: string) => `${monthText(month)}月报已审定。`,
	/** Of an accepted project, whose reports no list of terms names any more. */
	reportReturned: (month: string, reason: string) =>
		`${monthText(month)}月报已退回，请改好后重新报送；项目已通过验收，这份月报不再列入待办和催办。退回理由：${reason}`,
	actClosed: (kind: string, reference: string) => `${kind} ${reference} 已办结。`,
	acceptanceApproved: '验收已审定为合格。',
	acceptanceRevoked:
		'验收的审定已撤销，公开页已同步刊登更正说明，请查看原因；没有其他验收等待审定的，请重新报送。',
	graded: (year: number, grade: Grade) =>
		`${year} 年度满意度测评结果已宣布，这个项目评定为“${gradeNames[grade]}”${grade === 'dissatisfied' ? '，须整改' : ''}。`,
	figuresCorrected: '人大办公室更正了进度或资金数据，公开页已同步刊登更正说明，请核对。',
	/** @param ended replaced or accepted: nobody reports its milestones any more */
	completionWithdrawn: (name: string, ended: boolean) =>
		`节点“${name}”的完成登记已被更正撤销${ended ? '' : '，请在实际完成后重新填报'}。`
} as const;
