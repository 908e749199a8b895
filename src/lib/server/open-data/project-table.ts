import { changeRows } from '../../domain/tracker/change.ts';
import { formatTime, isoDate } from '../../i18n/format.ts';
import { gradeNames, replacedText } from '../../i18n/zh-CN/follow.ts';
import { lightWords } from '../../i18n/zh-CN/lights.ts';
import { columnNames, detailNames, yesNo } from '../../i18n/zh-CN/open-data.ts';
import { movedText } from '../../i18n/zh-CN/project-page.ts';
import { endedBy } from '../../i18n/zh-CN/tracker.ts';
import type { Sheet, SheetColumn } from '../papers/sheet-file.ts';
import type { ProjectAnswer, ProjectHeadAnswer } from '../../wire/public-api.ts';

type Cell = string | number | null;
type Column = keyof typeof columnNames;

const yuan = (fen: number): number => fen / 100;

/** One line to a project, money in yuan: what a spreadsheet can add up. */
export const projectsTable = (projects: readonly ProjectHeadAnswer[]): Cell[][] => [
	Object.values(columnNames),
	...projects.map((project) => {
		const { total, done, next } = project.milestones;
		return lineOf({
			...project,
			nodes: total,
			done,
			nextName: next?.name ?? '',
			nextOn: next?.plannedOn ?? ''
		});
	})
];

/** Of a workbook: the head in its first row, where programs look for it; days and money as values. */
export function projectsSheet(projects: readonly ProjectHeadAnswer[], name: string): Sheet {
	const [head, ...rows] = projectsTable(projects);
	const forms = Object.keys(columnNames).map((column) => FORMS[column as Column] ?? { width: 12 });
	return {
		...{ name, title: [], rows, paper: 'a3' },
		columns: head!.map((text, i) => ({ head: String(text), ...forms[i]! }))
	};
}

const [MONEY, DAY, COUNT] = [
	{ width: 16, kind: 'money' },
	{ width: 12, kind: 'day' },
	{ width: 8, kind: 'count' }
] as const;

const FORMS: Partial<Record<Column, Omit<SheetColumn, 'head'>>> = {
	...{ id: { width: 38 }, congressName: { width: 24 }, name: { width: 30 }, unit: { width: 16 } },
	...{ lightReasons: { width: 30 }, nextName: { width: 16 }, url: { width: 40 }, updatedAt: { width: 18 } },
	...{
		replacedBy: { width: 24 },
		replaces: { width: 24 },
		leader: { width: 10 },
		demonstration: { width: 8 }
	},
	...{ total: MONEY, planned: MONEY, arrived: MONEY, paid: MONEY },
	...{
		startsOn: DAY,
		endsOn: DAY,
		votedStartsOn: DAY,
		votedEndsOn: DAY,
		asOf: DAY,
		plannedOn: DAY,
		nextOn: DAY
	},
	...{ year: COUNT, number: COUNT, percent: COUNT, plannedPercent: COUNT, nodes: COUNT, done: COUNT }
};

type Line = Omit<ProjectHeadAnswer, 'milestones'> & {
	nodes: number;
	done: number;
	nextName: string;
	nextOn: string;
};

function lineOf(project: Line): Cell[] {
	const cells: Record<Column, Cell> = {
		id: project.id,
		year: project.year,
		congressName: project.congressName,
		number: project.number,
		name: project.name,
		category: project.category,
		place: project.place,
		unit: project.unit,
		leader: project.leader,
		total: yuan(project.totalFen),
		startsOn: project.startsOn ?? '',
		endsOn: project.endsOn ?? '',
		votedStartsOn: project.votedStartsOn ?? '',
		votedEndsOn: project.votedEndsOn ?? '',
		// As on the cards: the light that a replaced project had last says nothing of today.
		light: project.replaced ? replacedText : lightWords[project.light].word,
		lightReasons: project.lightReasons.join('；'),
		percent: project.percent,
		plannedPercent: project.plannedPercent,
		planned: yuan(project.plannedFen),
		arrived: yuan(project.arrivedFen),
		paid: yuan(project.paidFen),
		asOf: project.asOf ?? '',
		plannedOn: project.plannedOn ?? '',
		nodes: project.nodes,
		done: project.done,
		nextName: project.nextName,
		nextOn: project.nextOn,
		grade: project.satisfactionGrade && gradeNames[project.satisfactionGrade],
		replaced: yesNo(project.replaced),
		replacedBy: project.replacedBy?.name ?? '',
		replaces: project.replaces?.name ?? '',
		demonstration: yesNo(project.demonstration),
		updatedAt: `${isoDate(project.updatedAt)} ${formatTime(project.updatedAt)}`,
		url: project.url
	};
	return Object.values(cells);
}

/** One project, a fact to a line: what is known of it, then everything that the record has of its course. */
export function projectTable(project: ProjectAnswer): Cell[][] {
	const nodes = project.milestones;
	const ended = endedBy({ light: { light: project.light }, replaced: project.replaced });
	const facts = lineOf({
		...project,
		nodes: nodes.length,
		done: nodes.filter(({ doneOn }) => doneOn !== null).length,
		nextName: project.nextMilestone?.name ?? '',
		nextOn: project.nextMilestone?.plannedOn ?? ''
	});
	return [
		[detailNames.fact, detailNames.value],
		...Object.values(columnNames).map((name, i): Cell[] => [name, facts[i]!]),
		[detailNames.meeting, project.meetingName],
		[detailNames.approve, project.approve],
		[detailNames.content, project.content],
		[detailNames.beneficiaries, project.beneficiaries],
		[detailNames.yearTotal, yuan(project.yearFen)],
		[detailNames.funding, project.funding],
		...nodes.map((node): Cell[] => [
			detailNames.milestone(node.name),
			[
				detailNames.dates(node, ended),
				node.firstPlannedOn ? movedText(node.firstPlannedOn, node.note) : node.note
			]
				.filter(Boolean)
				.join('；')
		]),
		...courseOf(project)
	];
}

/** The same as a workbook: what is told takes the room, and wraps. */
export function projectSheet(project: ProjectAnswer): Sheet {
	const [head, ...rows] = projectTable(project);
	const widths = [30, 70];
	return {
		...{ name: project.name, title: [], rows, paper: 'a4' },
		columns: head!.map((text, i) => ({ head: String(text), width: widths[i]! }))
	};
}

/** What lists grow of: in time order, as the answer has them. */
const courseOf = (project: ProjectAnswer): Cell[][] => [
	...project.reports.flatMap(({ month, percent, done, next }): Cell[][] => [
		[detailNames.reportPercent(month), percent],
		[detailNames.reportDone(month), done],
		[detailNames.reportNext(month), next]
	]),
	...project.lightChanges.map(({ since, light, reasons }): Cell[] => [
		detailNames.light(since),
		[lightWords[light].word, reasons.join('；')].filter(Boolean).join('：')
	]),
	...project.changes.map(({ kind, decidedOn, before, after, reason, decision }): Cell[] => [
		detailNames.change(kind, decidedOn),
		detailNames.changed(changeRows(before, after), reason, decision)
	]),
	...project.corrections.map(({ subject, at, before, after, reason }): Cell[] => [
		detailNames.correction(subject, at),
		detailNames.corrected(before, after, reason)
	]),
	...project.reportCorrections.map(({ asOf, reason }): Cell[] => [
		detailNames.reportCorrection(asOf),
		reason
	]),
	...(project.acceptance ? acceptanceLines(project.acceptance) : []),
	...project.satisfaction.map((result): Cell[] => [
		detailNames.survey(result.year),
		detailNames.graded(result)
	]),
	[detailNames.rating, detailNames.rated(project.residentRating)],
	...project.photos.map(({ slot, takenOn, caption, url }): Cell[] => [
		detailNames.photo(slot, takenOn),
		`${caption} ${url}`
	])
];

const acceptanceLines = ({
	acceptedOn,
	conclusion,
	text,
	finalFen,
	finalNote
}: NonNullable<ProjectAnswer['acceptance']>): Cell[][] => [
	[detailNames.acceptance(acceptedOn), detailNames.accepted(conclusion, text)],
	...(finalFen === null ? [] : [[detailNames.final, yuan(finalFen)]]),
	...(finalNote ? [[detailNames.finalNote, finalNote]] : [])
];
