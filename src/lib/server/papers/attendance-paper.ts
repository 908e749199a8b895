import { formatDate, formatDateTime, formatTime } from '../../i18n/format.ts';
import { attendanceTexts as t, paperNames } from '../../i18n/zh-CN/papers.ts';
import type { AttendanceFacts, AttendanceRow } from '../queries/papers-attendance.ts';
import { signLine, type Paper } from './document.ts';
import { html } from './html.ts';

type Figures = Record<keyof typeof t.figures, number>;

/** 应到 = 实到 + 请假 + 缺席; who asked for leave and came is 实到. */
export function attendanceFigures(rows: readonly AttendanceRow[]): Figures {
	const count = (is: (row: AttendanceRow) => boolean) => rows.filter(is).length;
	const present = count((row) => row.checkedInAt !== null);
	const leave = count((row) => row.checkedInAt === null && row.leave !== null);
	return {
		electorate: rows.length,
		present,
		leave,
		absent: rows.length - present - leave,
		late: count((row) => row.late),
		left: count((row) => row.leftAt !== null)
	};
}

/** Delegations in the order of their first deputy's number. */
export const byDelegation = (rows: readonly AttendanceRow[]): [string, AttendanceRow[]][] =>
	[...new Set(rows.map((row) => row.delegation))].map((name) => [
		name,
		rows.filter((row) => row.delegation === name)
	]);

/** 签到情况 by delegation, and the list of names where `withNames`: that is for the office's file alone. */
export function attendancePaper(facts: AttendanceFacts, withNames: boolean, now: Date): Paper {
	const { meeting, rows } = facts;
	const sum = attendanceFigures(rows);
	const columns = Object.keys(t.figures) as (keyof Figures)[];
	const cells = (figures: Figures) => columns.map((column) => html`<td class="n">${figures[column]}</td>`);
	return {
		title: `${meeting.name}代表${paperNames.attendance}`,
		body: html`<h1><span>${meeting.name}</span><span>代表${paperNames.attendance}</span></h1>
			<p>${t.time}：${formatDate(meeting.heldOn)}</p>
			<p>${t.venue}：${meeting.venue}</p>
			<p>${t.summary(sum)}${t.late(sum.late, sum.left)}</p>
			<table class="lined" style="margin-top:4mm">
				<thead>
					<tr>
						<th>${t.delegation}</th>
						${columns.map((column) => html`<th style="width:${t.figures[column].length > 2 ? 23 : 17}mm">${t.figures[column]}</th>`)}
					</tr>
				</thead>
				<tbody>
					${byDelegation(rows).map(
						([name, people]) =>
							html`<tr>
								<td>${name}</td>
								${cells(attendanceFigures(people))}
							</tr>`
					)}
					<tr>
						<td class="n">${t.sum}</td>
						${cells(sum)}
					</tr>
				</tbody>
			</table>
			<p class="right small" style="margin-top:2mm">${t.as(formatDateTime(now))}</p>
			<div class="sign"><div>${signLine(t.filledBy)}${signLine(t.checkedBy)}</div></div>
			${withNames && nameList(rows)}`
	};
}

const nameList = (rows: readonly AttendanceRow[]) =>
	html`<h2 class="page">${t.names}</h2>
		<table class="lined close">
			<thead>
				<tr>
					<th style="width:14mm">${t.number}</th>
					<th style="width:26mm">${t.name}</th>
					<th style="width:32mm">${t.delegation}</th>
					<th style="width:24mm">${t.seat}</th>
					<th style="width:20mm">${t.signedAt}</th>
					<th>${t.remark}</th>
				</tr>
			</thead>
			<tbody>
				${byDelegation(rows).flatMap(([, people]) =>
					people.map(
						(row) =>
							html`<tr>
								<td class="n">${row.number}</td>
								<td>${row.name}</td>
								<td>${row.delegation}</td>
								<td class="n">${row.seat}</td>
								<td class="n">${row.checkedInAt && formatTime(row.checkedInAt)}</td>
								<td>${remarkOf(row)}</td>
							</tr>`
					)
				)}
			</tbody>
		</table>`;

/** What there is to say of one deputy beside the time. */
export function remarkOf(row: AttendanceRow): string {
	if (!row.checkedInAt) return row.leave === null ? t.absentOne : t.onLeave(row.leave);
	return [row.late && t.lateOne, row.leftAt && t.leftOne(formatTime(row.leftAt))].filter(Boolean).join('；');
}
