import { formatDate } from '../../i18n/format.ts';
import { gradeNames } from '../../i18n/zh-CN/follow.ts';
import { replacedText } from '../../i18n/zh-CN/follow.ts';
import { lightWords } from '../../i18n/zh-CN/lights.ts';
import { baseNames } from '../../i18n/zh-CN/survey.ts';
import { owedText, yearEndTexts as t } from '../../i18n/zh-CN/year-end.ts';
import type { MeetingHead } from '../../wire/views.ts';
import type { YearEndRow, YearEndView } from '../../wire/year-end.ts';
import type { Paper } from './document.ts';
import { html } from './html.ts';

/**
 * How the last year's projects ended, on A4 for the deputies who grade them and vote on the next ones, and below what
 * earlier years still owe.
 */
export function lastYearPaper(
	meeting: MeetingHead,
	{ year, rows, earlier }: YearEndView,
	today: string
): Paper {
	const counts = rows.filter((row) => row.accepted).length;
	return {
		title: `${meeting.name}${t.paper}`,
		body: html`<h1><span>${meeting.name}</span><span>${t.paper}</span></h1>
			<p class="center">${t.ofYear(year)}</p>
			<p>
				${t.summary(rows.length, counts, rows.filter((row) => row.followed).length)}${t.asOf(formatDate(today))}
			</p>
			${sheet(rows)}
			${earlier.map(
				(one) =>
					html`<h2>${t.earlier(one.year, one.rows.length)}</h2>
						${sheet(one.rows)}`
			)}`
	};
}

const sheet = (rows: YearEndRow[]) =>
	html`<table class="lined" style="margin-top:4mm;font-size:10.5pt">
		<thead>
			<tr>
				<th style="width:11mm;padding:2pt 0;white-space:nowrap">${t.head.number}</th>
				<th>${t.head.project}</th>
				<th style="width:15mm;padding:2pt 0">${t.head.light}</th>
				<th style="width:30mm">${t.head.progress}</th>
				<th style="width:34mm">${t.head.grade}</th>
				<th style="width:33mm">${t.head.owed}</th>
			</tr>
		</thead>
		<tbody>
			${rows.map(
				(row) =>
					html`<tr>
						<td class="n">${row.number}</td>
						<td>${row.name}<br />${row.unit}</td>
						<td style="text-align:center">
							${row.replaced ? replacedText : lightWords[row.light?.light ?? 'grey'].word}
						</td>
						<td>${t.progress(row)}<br />${row.accepted ? t.accepted : t.notAccepted}</td>
						<td>
							<b>${row.grade ? gradeNames[row.grade] : t.noGrade}</b>${
								row.counts &&
								html`<br />${t.counts(row.counts)}<br />${t.baseOf(baseNames[row.counts.base], row.counts.baseNumber)}`
							}
						</td>
						<td>${owedText(row)}</td>
					</tr>`
			)}
		</tbody>
	</table>`;
