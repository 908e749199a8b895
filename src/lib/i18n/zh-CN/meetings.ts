import { chineseNumeral } from '../chinese-numeral.ts';
import { yearsText } from './days.ts';

/** Meetings of one congress: their names, the page of the office that sets them up, and what it answers. */

/** 涌山镇第八届人民代表大会第六次会议, from 涌山镇人民代表大会, 8 and 6; proposed only, the office may word it. */
export const meetingName = (congress: string, term: number | null, session: number | null): string => {
	const body = '人民代表大会';
	const place = congress.endsWith(body) ? congress.slice(0, -body.length) : congress;
	const ofTerm = term ? `第${chineseNumeral(term)}届` : '';
	return `${place}${ofTerm}${body}${session ? `第${chineseNumeral(session)}次会议` : '会议'}`;
};

/**
 * The vote's name as the form proposes it. Who meets in the last two months of a year votes on the next one's projects:
 * 民生实事 are chosen before the year in which they are built.
 */
export const pollTitle = (heldOn: string): string => {
	const [year, month] = heldOn.split('-').map(Number);
	return `${month! >= 11 ? year! + 1 : year}年度民生实事项目票决`;
};

export const meetingsTexts = {
	title: '会议',
	lead: (congress: string) => `${congress}的会议。各页面办理的都是“当前会议”；其他会议只供查阅和沿用。`,
	firstTitle: '建立第一次会议',
	first:
		'本账号所属的人民代表大会还没有会议。请先在这里建立会议，再依次导入代表名册、候选项目，设定票决办法，印发代表证。',
	facts: '会议信息',
	create: '建立新的会议',
	createButton: '建立会议',
	edit: '修改会议',
	saveButton: '保存修改',
	current: '当前会议',
	finished: '已办结',
	underWay: '正在票决',
	preparing: '筹备中',
	demonstration: '演示数据',
	term: '届',
	session: '次',
	ofTerm: (term: number, session: number | null) =>
		`第${chineseNumeral(term)}届${session ? `第${chineseNumeral(session)}次会议` : ''}`,
	numbersHelp: '填届、次后自动拟出会议名称，可以修改。',
	name: '会议名称',
	heldOn: '开会日期',
	endsOn: '闭会日期',
	endsOnHelp: '会期一天的不填。',
	venue: '地点',
	agenda: '议程',
	agendaHelp: '每行一项，按顺序填写，可以不填。',
	pollTitle: '票决名称',
	pollTitleHelp: '印在表决票和计票报告上。',
	seats: '应选数',
	seatsHelp: '这次票决要产生多少个项目，以后可以在“票决办法”中修改。',
	copyFrom: '沿用',
	copyNothing: '不沿用',
	copyHelp: '沿用票决办法、议程、主持词和监票人（已不在名册上的监票人除外）。',
	withCandidates: '候选项目的文字也一并沿用（图片和附件不复制）',
	copiedFrom: (name: string) => `沿用自“${name}”`,
	rounds: '票决轮次',
	noAgenda: '没有填写议程',
	to: (from: string, to: string) => `${from}至${to}`,
	choose: '设为当前会议',
	chooseHelp: '设定后，会务、主持、监票各页面，代表平板和已配对的大屏都转到这次会议。',
	frozen: '本次会议已有就绪的轮次，会议信息已印入表决票，不能再改。',
	secondPoll: '本次会议再进行一次票决',
	secondPollHelp:
		'上一次票决已经办结，可以在同一次会议上另行票决。新的票决有自己的名称、应选数和候选项目，单独计票、单独出报告；签到继续有效。',
	secondPollCandidates: '列入新票决的候选项目',
	secondPollNone: '本次会议没有未入选的候选项目。建立后请到“候选项目”导入新的候选项目。',
	secondPollMore: '其他候选项目，可以在建立后到“候选项目”导入。',
	secondPollButton: '建立新的票决',
	notYet: '已入选的项目不再列出。',
	discard: {
		button: '撤销草稿',
		title: (title: string) => `撤销草稿“${title}”？`,
		goes: '撤销的',
		stays: '保留的',
		confirm: '确认撤销',
		reason: '理由（例如：会议选错、重复建立）',
		note: '撤销后不能恢复。办理人、时间和理由记入审计记录；已提出就绪、还没有第二人确认的，也一并作废。',
		/** What goes, and what stays. */
		vote: [
			'这一轮票决：名称、应选数、票决办法和列入的名单。',
			'候选项目仍在“候选项目”中，可以列入另一次票决；会议、名册、签到和已办结的票决都不变。'
		],
		survey: [
			'这次满意度测评：名称、评定规则和测评名单。',
			'各项目和办理记录都不变，可以列入另一次测评；会议、名册、签到和已办结的票决都不变。'
		],
		surveyOfDraft: [
			'这次满意度测评：名称、评定规则和测评名单。',
			'这一轮改回票决草稿，请核对票决办法；各项目和办理记录都不变，可以列入另一次测评；会议、名册和候选项目都不变。'
		]
	}
} as const;

export const meetingsAnswers = {
	'meeting-created': '会议已建立。请接着导入代表名册和候选项目，并设定票决办法。',
	'meeting-saved': '会议信息已保存。',
	'meeting-chosen': '已设为当前会议，各页面、平板和大屏随即转到这次会议。',
	'poll-started': '新的票决已建立。请核对候选项目和票决办法，再由两人确认就绪。',
	'draft-discarded': '草稿已撤销。',
	'draft-given-back': '测评已撤销，这一轮已改回票决草稿。请到“票决办法”和“候选项目”中核对。'
} as const;

/** One sentence for each field of the forms, as what to do about it. */
export const meetingFormTexts = {
	meetingId: '页面内容已经变化，没有保存。请刷新页面后再试。',
	term: '届应为 1 至 99 的整数，没有保存。请改正后重试。',
	session: '次应为 1 至 99 的整数，没有保存。请改正后重试。',
	name: '会议名称须为 4 至 80 个字，没有保存。请填写全称。',
	heldOn: `开会日期不正确，没有保存。请按年-月-日填写（${yearsText}）。`,
	endsOn: `闭会日期不正确，或早于开会日期，没有保存。请按年-月-日填写（${yearsText}）。`,
	venue: '地点须为 1 至 60 个字，没有保存。请填写后重试。',
	agenda: '议程不超过 30 项，每项不超过 100 字，没有保存。请删减后重试。',
	title: '票决名称须为 4 至 60 个字，没有保存。请填写后重试。',
	seats: '应选数应为 1 至 99 的整数，没有保存。请改正后重试。',
	copyFrom: '要沿用的会议不在列表中，没有建立。请刷新页面后再试。',
	withCandidates: '页面内容已经变化，没有建立。请刷新页面后再试。',
	candidates: '页面内容已经变化，没有建立。请刷新页面后再试。',
	roundId: '页面内容已经变化，没有撤销。请刷新页面后再试。',
	reason: '没有填写理由，没有撤销。请用 1 至 200 个字写明理由后重试。',
	/** Its row is gone: a colleague was faster. */
	gone: '没有找到这一轮草稿，可能刚由他人撤销。这次没有再办理，请刷新页面查看。'
} as const;

export const meetingsRefusalTexts = {
	'meeting-frozen': '本次会议已有就绪的轮次，会议信息已印入表决票，没有保存。需要更正的，请先中止该轮表决。',
	'meeting-under-way':
		'“{name}”正在票决，各页面和平板都在使用，没有切换。请在票决办结（宣布、中止或作废）后再切换。',
	'rehearsal-running': '正在演练，没有切换。请先在“演练”中结束演练，再切换当前会议。',
	'poll-not-finished': '本次会议的上一次票决还没有办结，没有建立新的票决。请在宣布结果之后再建立。',
	'draft-left': '这一轮已经就绪或办结，不再是草稿，没有撤销。如果就绪有误，请到“总览”由两人中止该轮表决。',
	'draft-follows':
		'这一轮是上一轮没有办完的部分（再次票决、另行票决或中止后重新表决），没有撤销。请继续办理这一轮。',
	'only-vote-of-meeting':
		'本次会议只有这一次票决，没有撤销。请直接修改票决办法和候选项目；会议建错的，不设为当前会议即可。',
	'candidate-given-up': '“{name}”已从储备库中放弃，不能再列入新的票决，没有办理。请刷新页面后重新选择。',
	'candidate-already-chosen': '“{name}”已经入选，不能再列入新的票决。请刷新页面后重新选择。'
} as const;

/** What the office's pages say before the congress has a meeting. */
export const noMeetingTexts = {
	header: '尚未建立会议',
	title: '还没有会议',
	text: '各页面办理的都是当前会议的事项。请先建立会议，再按顺序办理：',
	steps: [
		'建立会议：届次、日期、地点、议程',
		'导入代表名册和候选项目',
		'设定票决办法，确定监票人',
		'印发代表证，检查设备，组织演练'
	],
	link: '去建立会议'
} as const;
