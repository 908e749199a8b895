import { yearsText } from './days.ts';

/** The follow-up of chosen projects: due dates in words, never in colour alone. */

const dayMs = 24 * 60 * 60 * 1000;

/** Whole days from one ISO date to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
	Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

export type MilestoneStanding = {
	code: 'done' | 'done-late' | 'claimed' | 'overdue' | 'due-soon' | 'planned' | 'accepted' | 'replaced';
	text: string;
};

/** What has ended the project, so that nobody waits for a milestone any more. */
export type EndedBy = 'accepted' | 'replaced' | null;

export const endedBy = (project: { light: { light: string } | null; replaced: boolean }): EndedBy =>
	project.replaced ? 'replaced' : project.light?.light === 'blue' ? 'accepted' : null;

/**
 * Where a milestone stands on the day `today` (ISO dates). A milestone done on its planned day is in time;
 * one not done is overdue from the day after, and due soon in the seven days before. One that its unit says is done
 * is neither, until the office has decided.
 *
 * @param ended what has ended the whole project: what was never reported is nobody's duty any more
 */
export const milestoneStanding = (
	milestone: { plannedOn: string; doneOn: string | null; claimedOn?: string | null },
	today: string,
	ended: EndedBy = null
): MilestoneStanding => {
	if (milestone.doneOn !== null) {
		const lateDays = daysBetween(milestone.plannedOn, milestone.doneOn);
		return lateDays > 0
			? { code: 'done-late', text: `已完成，比计划晚 ${lateDays} 天` }
			: { code: 'done', text: '已按期完成' };
	}
	if (ended === 'replaced') return { code: 'replaced', text: '项目已更换，不再办理' };
	if (milestone.claimedOn) return { code: 'claimed', text: '已填报完成，待审定' };
	if (ended === 'accepted') return { code: 'accepted', text: '项目已验收，未单独填报' };
	const daysLeft = daysBetween(today, milestone.plannedOn);
	if (daysLeft < 0) return { code: 'overdue', text: `已逾期 ${-daysLeft} 天` };
	if (daysLeft === 0) return { code: 'due-soon', text: '今天到期' };
	if (daysLeft <= 7) return { code: 'due-soon', text: `还有 ${daysLeft} 天到期` };
	return { code: 'planned', text: '未到期' };
};

export const milestoneTexts = {
	planned: (date: string) => `计划 ${date}`,
	done: (date: string) => `，实际 ${date}`,
	claimed: (date: string) => `，填报 ${date} 完成`
} as const;

/** What follows when a milestone is opened again, and what does not any more once the project has ended. */
export const reopenedTexts: Record<'running' | Exclude<EndedBy, null>, string> = {
	running: '改回后，亮灯、进度图和日历随即按没有完成计算；实际完成时，由责任单位重新填报。',
	accepted:
		'改回后，进度图和公开页随即按没有完成显示。项目已通过验收，亮灯不变，节点也不再填报；验收审定也有误的，请撤销审定，之后由责任单位重新填报。',
	replaced: '改回后，进度图和公开页随即按没有完成显示。项目已更换，节点不再填报。'
};

type Tag = { word: string; tone: '' | 'ok' | 'warn' | 'bad' | 'info' };

/** Nobody decides any more over what was open when a project was replaced. */
const undecided: Partial<Record<string, Tag>> = {
	asked: { word: '项目已更换，不再决定', tone: '' },
	submitted: { word: '项目已更换，不再审定', tone: '' }
};

/** How a request or a paper stands: as its state says, unless it waits for what doesn't come. */
export const tagOf = <State extends string>(
	states: Record<State, Tag>,
	state: State,
	replaced: boolean
): Tag => (replaced && undecided[state]) || states[state];

/** A unit nobody signs in for never hears of what was handed to it. */
export const noAccountText = (unit: string): string =>
	`“${unit}”还没有可用的责任单位账号，交办后无人能够填报。请核对单位名称，或请安全管理员为它建立账号。`;

/** @param outdates the sheet names other days than those that a request, which waits, was asked over */
export const assignmentDone = (unit: string, heard: boolean, outdates = false): string =>
	[
		heard ? '交办单已下达，责任单位的待办中随即出现。' : `交办单已下达。${noAccountText(unit)}`,
		outdates ? outdatedTexts.issued : ''
	].join('');

/** Of a request for other dates, whose days a 交办单 sets anew. */
export const outdatedTexts = {
	before:
		'本项目有一项工期变更正在等待决定。修订后的期限与申请中的原期限不同的，这项申请就不能再批准，须由责任单位撤回后重新提出。',
	issued: '正在等待决定的工期变更，原期限已被这份交办单取代，不能再批准，须由责任单位撤回后重新提出。',
	tag: { word: '原期限已被取代', tone: 'warn' },
	waits: (moved: string) =>
		`申请的原期限已被修订的交办单取代（${moved}），不能登记批准；请责任单位撤回后重新提出。不同意这项变更的，可以直接登记。`
} as const;

export const assignmentFormTexts = {
	over: '页面内容已经变化，没有保存。请刷新页面后再试。',
	projectId: '页面内容已经变化，没有保存。请刷新页面后再试。',
	reference: '请填写交办文号（不超过 60 字）。',
	unit: '请填写责任单位（不超过 60 字）。',
	leader: '请填写领导姓名（不超过 40 字）。',
	contact: '联系人不超过 60 字。',
	cooperating: '协同单位不超过 500 字。',
	target: '目标任务不超过 500 字。',
	startsOn: `请填写开始日期（${yearsText}）。`,
	endsOn: `请填写完成日期（${yearsText}）。`,
	requirement: '工作要求不超过 1000 字。',
	presidium: '请填写主席团成员的姓名或代表证号。',
	deputies: '请填写至少两位代表的姓名或代表证号。'
} as const;

export const claimFormTexts = {
	milestoneId: '没有选择节点，没有登记。请选择已经完成的节点。',
	doneOn: `没有填写完成日期，或日期不正确，没有登记。请按年-月-日填写（${yearsText}）。`,
	note: '说明不超过 200 字，没有登记。请改短后再登记。'
} as const;

export const verdictFormTexts = {
	version: '页面内容已经变化，没有办理。请刷新页面后再试。',
	verdict: '页面内容已经变化，没有办理。请刷新页面后再试。',
	reason: '理由不超过 500 字。'
} as const;

export const evidenceFormTexts = {
	slot: '请选择施工前、施工中、完工后或文件。',
	caption: '请填写说明（不超过 100 字）。',
	takenOn: '拍摄日期不正确，没有上传。请按年-月-日填写（1900 年以后）。',
	cameraDay: '照片自带的拍摄日期不正确，没有上传。请填写拍摄日期后再上传。',
	id: '页面内容已经变化，没有撤下。请刷新页面后再试。',
	reason: '请写明撤下的理由（不超过 300 字）。',
	file: '请选择一个文件。'
} as const;

export const takeBackFormTexts = {
	version: '页面内容已经变化，没有撤回。请刷新页面后再试。',
	id: '页面内容已经变化，没有撤回。请刷新页面后再试。',
	reason: '撤回理由不超过 300 字。'
} as const;

export const changeFormTexts = {
	over: '页面内容已经变化，没有提交。请刷新页面后再试。',
	kind: '请选择变更类别。',
	startsOn: `变更后的开始日期不正确，没有提交。请按年-月-日填写（${yearsText}）。`,
	endsOn: `变更后的完成日期不正确，没有提交。请按年-月-日填写（${yearsText}）。`,
	withinVote:
		'这样的日期仍在票决（或批准变更）确定的期限之内，也容得下尚未完成的节点：节点日期不变的，由人大办公室修订交办单即可调整，不必另作决定。也可以照常提出变更。',
	milestones: `有一个节点的日期没有填写或不正确，没有提交。请按年-月-日填写（${yearsText}）。`,
	content: '建设内容不超过 2000 字。',
	place: '建设地点不超过 200 字。',
	total: '总投资请以万元为单位填写数字。',
	year: '本年投资请以万元为单位填写数字。',
	funding: '资金来源不超过 300 字。',
	surplus: '多到位资金的处理不超过 300 字。',
	replacement: '请填写更换为什么项目（不超过 200 字）。',
	reason: '变更理由不超过 1000 字。',
	id: '页面内容已经变化，没有办理。请刷新页面后再试。',
	verdict: '请选择批准或不同意。',
	by: '请选择作出决定的机关。',
	reference: '决定文号不超过 80 字。',
	decidedOn: `请填写决定日期（${yearsText}）。`,
	note: '说明不超过 500 字。'
} as const;

export const supervisionFormTexts = {
	over: '页面内容已经变化，没有办理。请刷新页面后再试。',
	kind: '请选择督办通知、约谈或专题询问。',
	reference: '请填写文号（不超过 60 字）。',
	heldOn: `请填写日期（${yearsText}）。`,
	text: '请填写内容（不超过 2000 字）。',
	people: '参加人员不超过 200 字。',
	dueOn: `答复期限不正确，没有办理。请按年-月-日填写（${yearsText}）。`,
	id: '页面内容已经变化，没有办理。请刷新页面后再试。',
	number: '页面内容已经变化，没有办理。请刷新页面后再试。',
	verdict: '页面内容已经变化，没有办理。请刷新页面后再试。',
	words: '意见不超过 500 字。'
} as const;

export const inboxFormText = '页面内容已经变化，没有标为已阅。请刷新页面后再试。';

export const acceptanceFormTexts = {
	acceptedOn: `请填写验收日期（${yearsText}，不晚于今天）。`,
	conclusion: '请选择验收结论。',
	people: '请填写参加验收人员（不超过 300 字）。',
	text: '请填写验收意见（不超过 2000 字）。',
	final: '决算金额请以万元为单位填写数字，没有的留空。',
	finalNote: '决算金额的说明不超过 300 字。'
} as const;

/** What a browser says while a file is on its way. */
export const uploadTexts = {
	readying: '正在处理照片…',
	sending: (percent: number) => `正在上传 ${percent}%…`,
	keeping: '已传完，正在保存…',
	shrunk: (from: string, to: string) => `已由 ${from} 缩小为 ${to}。`,
	done: (caption: string) => `已上传“${caption}”。`,
	again: (caption: string) => `“${caption}”上一次已经收到，没有重复保存。`,
	away: '网络中断，没有上传。文件和说明都还在本页，请在网络恢复后点“重试上传”。',
	unsure:
		'网络中断，不能确定系统是否已经收到。文件和说明都还在本页，请在网络恢复后点“重试上传”，已收到的不会重复保存。',
	signedOut: '登录已失效，没有上传。文件和说明都还在本页，请另开一页重新登录，再回到本页点“重试上传”。',
	unwell: '系统没有收下这个文件，没有上传。文件和说明都还在本页，请稍候点“重试上传”。',
	tooLarge: '文件太大，系统没有收下，没有上传。请选择较小的照片后再上传。'
} as const;

/** To whoever decides over a report that came after the 验收. */
export const acceptedReportText =
	'项目已通过验收，月报不再列入责任单位的待办和催办。退回的，责任单位会收到消息，改好后可以重新报送。';
