import { formatDate, formatDateTime } from '../../i18n/format.ts';
import { outcomeText, roundKindName } from '../../i18n/zh-CN/common.ts';
import { markNames } from '../../i18n/zh-CN/hall.ts';
import { baseNames, gradingText, surveyPaperTexts } from '../../i18n/zh-CN/survey.ts';
import type { ResultView } from '../../wire/views.ts';
import { attendanceTexts, reportPaperTexts as t, resultTableTexts as r } from '../../i18n/zh-CN/papers.ts';
import type { AttendanceFacts } from '../queries/papers-attendance.ts';
import type { PaperFacts } from '../queries/papers-facts.ts';
import { remarkOf } from './attendance-paper.ts';
import { markOf } from './document.ts';
import { gradesRows, isSurveyed } from './survey-papers.ts';
import type { Table } from './tables.ts';

/** The result as rows: what it is of, the ballots by channel, every candidate; null where it may not be read. */
export function resultTable(facts: PaperFacts): Table | null {
	const { meeting, round, result, turnout, resultHash } = facts;
	if (!result || result.status === 'void') return null;
	const mark = markOf(meeting)?.text ?? null;
	const channels = [
		[t.electronic, result.electronic],
		[t.paper, result.paper],
		[t.sum, result]
	] as const;
	return [
		...(mark ? [[mark]] : []),
		[r.meeting, meeting.name],
		[r.round, `${round.title} ${t.round(round.sequence, roundKindName(round))}`],
		[t.heldOn, formatDate(meeting.heldOn)],
		[r.version, result.version],
		[t.electorate, turnout.electorate],
		[t.present, turnout.checkedIn],
		...(isSurveyed(result)
			? [
					[surveyPaperTexts.base, baseNames[result.survey.base], result.survey.number],
					[surveyPaperTexts.threshold, result.threshold!],
					[surveyPaperTexts.rule, gradingText(result.survey.base, result.survey.rule)]
				]
			: [
					[t.seats, result.seats],
					[r.threshold, result.threshold ?? r.none]
				]),
		[r.hash, resultHash ?? ''],
		[],
		[t.channel.replace('　', ''), t.issued, t.returned, t.notReturned, t.valid, t.invalid],
		...channels.map(([name, c]) => [name, c.issued, c.returned, c.notReturned, c.valid, c.invalid]),
		[],
		...(isSurveyed(result) ? gradesRows(result) : standingsRows(result))
	];
}

/** Every candidate of a vote with its marks by channel. */
function standingsRows(result: ResultView): Table {
	const marks = ['approve', 'against', 'abstain'] as const;
	const channels = [t.electronic, t.paper, t.sum];
	return [
		[
			t.number,
			t.name,
			...marks.flatMap((mark) => channels.map((name) => `${markNames[mark]}（${name}）`)),
			t.rank,
			t.outcome
		],
		...result.standings.map((one) => [
			one.number,
			one.name,
			...marks.flatMap((mark) => [one.electronic[mark], one.paper[mark], one[mark]]),
			one.rank,
			outcomeText(one, result.threshold)
		])
	];
}

/** The roll as rows, for the office's file. */
export function attendanceTable({ meeting, rows }: AttendanceFacts): Table {
	const mark = markOf(meeting)?.text ?? null;
	return [
		...(mark ? [[mark]] : []),
		[r.meeting, meeting.name],
		[attendanceTexts.time, formatDate(meeting.heldOn)],
		[],
		[...r.attendanceHead],
		...rows.map((row) => [
			row.number,
			row.name,
			row.delegation,
			row.seat,
			row.checkedInAt ? formatDateTime(row.checkedInAt) : '',
			remarkOf(row)
		])
	];
}
