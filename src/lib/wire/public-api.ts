import { z } from 'zod';
import { changeKinds } from '../domain/tracker/change.ts';
import { lights } from '../domain/tracker/lights.ts';
import { grades, satisfactionRules } from '../domain/tracker/satisfaction.ts';
import { isWritable } from '../domain/writable-text.ts';
import { UUID, uuidText } from './api.ts';

/**
 * The open data of the follow-up: what may be asked for, and what is answered. The same shapes describe the
 * interface in /api/v1/openapi.json, and tests hold real answers to them.
 */

/** Most rows of one JSON answer; a file that a spreadsheet opens takes more. */
export const MOST_ROWS = 500;
export const MOST_FILE_ROWS = 5000;
/** What a calendar holds without becoming a burden: ten years of a congress with fifty projects each. */
export const MOST_CALENDAR_PROJECTS = 500;

const wholeNumber = (least: number, most: number) =>
	z
		.string()
		.regex(/^\d{1,5}$/)
		.transform(Number)
		.pipe(z.int().min(least).max(most));

/** Which projects; also of the calendar and the feed. */
const chosen = {
	year: wholeNumber(1949, 9999).optional().describe('年度'),
	congress: uuidText.optional().describe('人大的标识（congressId）')
};

/** Opaque: where the page before ended. */
const cursor = z
	.string()
	.max(200)
	.regex(new RegExp(`^\\d{4}\\.${UUID}\\.\\d{1,6}\\.${UUID}$`));

export const projectsQuery = z.object({
	...chosen,
	light: z.enum(lights).optional().describe('办理状态'),
	q: z
		.string()
		.trim()
		.max(100)
		.refine(isWritable)
		.optional()
		.describe('项目名称、责任单位或建设地点中的文字'),
	limit: wholeNumber(1, MOST_FILE_ROWS).optional().describe('每页条数'),
	after: cursor.optional().describe('上一页给出的 next 中的位置')
});

export const newsQuery = z.object({
	congress: chosen.congress,
	project: uuidText.optional().describe('项目标识')
});

export const calendarQuery = z.object({ ...chosen, project: newsQuery.shape.project });

const fen = z.int().min(0).describe('人民币，单位为分');
const percent = z.int().min(0).max(100);
const day = z.iso.date();
const moment = z.iso.datetime({ offset: true });
const month = z.string().regex(/^\d{4}-\d{2}$/);

const otherProject = z.strictObject({ id: uuidText, name: z.string() }).nullable();

export const projectHeadAnswer = z.strictObject({
	id: uuidText,
	year: z.int().describe('年度'),
	number: z.int().describe('票决时的序号；更换而来的项目排在当年最后'),
	name: z.string(),
	category: z.string().describe('类别'),
	place: z.string().describe('建设地点'),
	unit: z.string().describe('责任单位'),
	leader: z.string().describe('责任领导'),
	congressId: uuidText,
	congressName: z.string(),
	totalFen: fen,
	startsOn: day.nullable().describe('计划开始日期：交办单和批准变更中较晚确定的；都没有的，为票决时的日期'),
	endsOn: day.nullable().describe('计划完成日期：交办单和批准变更中较晚确定的；都没有的，为票决时的日期'),
	votedStartsOn: day.nullable().describe('票决（或批准变更）确定的开始日期'),
	votedEndsOn: day.nullable().describe('票决（或批准变更）确定的完成日期；交办单可在此之前另定'),
	light: z
		.enum(lights)
		.describe(
			'办理状态：grey 未启动，green 正常，yellow 滞后，orange 严重滞后，red 逾期，blue 已完成；已更换的项目（replaced）不再有办理状态，这里是更换前最后的状态'
		),
	lightReasons: z.array(z.string()).describe('为什么是这个状态；已更换的项目为空'),
	percent: percent.describe('形象进度（%）'),
	plannedPercent: percent.describe('计划进度（%）'),
	plannedOn: day.nullable().describe('计划进度截至；计划尚未审定的为空'),
	plannedFen: fen,
	arrivedFen: fen,
	paidFen: fen,
	asOf: day.nullable().describe('数据截至'),
	milestones: z.strictObject({
		total: z.int().min(0),
		done: z.int().min(0),
		next: z.strictObject({ name: z.string(), plannedOn: day }).nullable()
	}),
	satisfactionGrade: z
		.enum(grades)
		.nullable()
		.describe(
			'最近一次人大代表满意度测评的结果：satisfied 满意，basic 基本满意，dissatisfied 不满意；没有测评的为空'
		),
	replaced: z.boolean().describe('经人大决定更换，不再办理'),
	replacedBy: otherProject.describe('更换为哪个项目；没有更换、或没有指明的为空'),
	replaces: otherProject.describe('由哪个项目更换而来；其余为空'),
	demonstration: z.boolean().describe('演示数据，不是真实项目'),
	updatedAt: moment,
	url: z.url().describe('项目网页')
});

export const projectsAnswer = z.strictObject({
	projects: z.array(projectHeadAnswer),
	total: z.int().min(0).describe('符合条件的项目总数'),
	limit: z.int().min(1),
	next: z.url().nullable().describe('下一页；最后一页为空')
});

const milestoneAnswer = z.strictObject({
	id: uuidText,
	name: z.string(),
	stage: z.string(),
	plannedOn: day,
	firstPlannedOn: day.nullable().describe('变更之前的计划日期'),
	doneOn: day.nullable().describe('审定的完成日期'),
	claimedOn: day.nullable().describe('责任单位填报、还没有审定的完成日期；其余为空'),
	note: z.string()
});

const votes = z.int().min(0);
const countsOfGrades = {
	satisfied: votes.describe('满意'),
	basic: votes.describe('基本满意'),
	dissatisfied: votes.describe('不满意')
};

/** Only the fields that a change is about. */
const fieldsOfChange = z
	.strictObject({
		startsOn: day.nullable(),
		endsOn: day.nullable(),
		content: z.string(),
		place: z.string(),
		totalFen: fen,
		yearFen: fen,
		funding: z.string(),
		funds: z.array(z.strictObject({ month, fen })).describe('各月资金计划'),
		surplus: z.string().describe('到位资金超出新的总投资部分的处理'),
		replacement: z.string().describe('更换：变更前为原项目，变更后为更换的说明'),
		milestones: z
			.array(z.strictObject({ id: uuidText, name: z.string(), plannedOn: day }))
			.describe('调整日期的时间节点')
	})
	.partial();

export const projectAnswer = z.strictObject({
	...projectHeadAnswer.shape,
	milestones: z.array(milestoneAnswer),
	nextMilestone: z
		.strictObject({ name: z.string(), plannedOn: day })
		.nullable()
		.describe('下一节点；已填报完成的不算，已验收、已更换的项目没有'),
	meetingName: z.string(),
	roundId: uuidText,
	approve: z.int().min(0).describe('赞成票数；更换而来的项目没有经过票决，为 0'),
	announcedAt: moment,
	content: z.string().describe('建设内容'),
	beneficiaries: z.string().describe('受益群众'),
	yearFen: fen.describe('当年投资，单位为分'),
	funding: z.string().describe('资金来源'),
	reports: z
		.array(
			z.strictObject({
				month,
				percent: percent.nullable(),
				done: z.string(),
				next: z.string(),
				decidedAt: moment.nullable()
			})
		)
		.describe('审定的月报'),
	lightChanges: z
		.array(z.strictObject({ since: day, light: z.enum(lights), reasons: z.array(z.string()) }))
		.describe('办理状态的变化'),
	changes: z
		.array(
			z.strictObject({
				kind: z.enum(changeKinds),
				before: fieldsOfChange,
				after: fieldsOfChange,
				reason: z.string(),
				decision: z.string().nullable(),
				decidedOn: day.nullable()
			})
		)
		.describe('经决定的变更'),
	corrections: z
		.array(
			z.strictObject({
				subject: z.string(),
				before: z.string(),
				after: z.string(),
				reason: z.string(),
				at: moment
			})
		)
		.describe('更正说明'),
	reportCorrections: z
		.array(
			z.strictObject({
				asOf: day.describe('哪一天的数据'),
				reason: z.string(),
				at: moment.describe('随月报审定的时间')
			})
		)
		.describe('月报对以前公布的进度或资金的更正；数字在 reports 和现在的数据中'),
	acceptance: z
		.strictObject({
			acceptedOn: day,
			conclusion: z.enum(['pass', 'rectify']).describe('pass 验收合格，rectify 需整改后再验收'),
			text: z.string(),
			finalFen: fen.nullable().describe('决算金额，单位为分'),
			finalNote: z.string().describe('决算金额的说明；没有的为空')
		})
		.nullable()
		.describe('验收'),
	satisfaction: z
		.array(
			z.strictObject({
				year: z.int().describe('测评的年度'),
				...countsOfGrades,
				blank: votes.describe('未评'),
				base: z.enum(['all', 'present']).describe('基数：all 全体组成人员，present 实到代表'),
				baseNumber: z.int().min(1).describe('基数的人数'),
				rule: z
					.enum(satisfactionRules)
					.describe(
						'majority 满意过半数为满意，满意和基本满意合计过半数为基本满意；joint-rate 合计过半数为满意'
					),
				grade: z.enum(grades),
				announcedAt: moment,
				roundId: uuidText.describe('这次表决的标识，结果在 /results/{roundId}')
			})
		)
		.describe('人大代表满意度测评，由表决产生，最近的一次在最后'),
	residentRating: z
		.strictObject(countsOfGrades)
		.describe('居民在项目网页上的评价，只有人数；不是人大代表的满意度测评'),
	photos: z.array(
		z.strictObject({
			url: z.url(),
			slot: z.enum(['before', 'during', 'after']),
			caption: z.string(),
			takenOn: day.nullable()
		})
	)
});

export type ProjectHeadAnswer = z.infer<typeof projectHeadAnswer>;
export type ProjectAnswer = z.infer<typeof projectAnswer>;
export type ProjectsQuery = z.infer<typeof projectsQuery>;
