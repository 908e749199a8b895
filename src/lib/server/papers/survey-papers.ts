import { satisfactionRates } from '../../domain/tracker/satisfaction.ts';
import { formatDate } from '../../i18n/format.ts';
import { outcomeNames } from '../../i18n/zh-CN/common.ts';
import { announcementTexts, reportPaperTexts as p } from '../../i18n/zh-CN/papers.ts';
import {
	gradeMarkNames,
	gradeMarks,
	gradingNumbers,
	rateText,
	surveyPaperTexts as t,
	surveyResultTexts as r
} from '../../i18n/zh-CN/survey.ts';
import type { ResultView, StandingView } from '../../wire/views.ts';
import type { PaperFacts } from '../queries/papers-facts.ts';
import type { Paper } from './document.ts';
import { html, type Markup } from './html.ts';
import type { Table } from './tables.ts';

/** What the papers of a 满意度测评 say where those of a vote speak of 赞成, 应选 and 入选. */

type Surveyed = ResultView & { survey: NonNullable<ResultView['survey']> };

export const isSurveyed = (result: ResultView): result is Surveyed => result.survey !== null;

/** 满意、基本满意、不满意、未评, both rates and the grade, in the order of the ballot. */
export function gradesTable(result: Surveyed): Markup {
	return html`<table class="lined" style="font-size:10.5pt">
			<thead>
				<tr>
					<th style="width:11mm;padding:2pt 0;white-space:nowrap">${r.number}</th>
					<th>${r.project}</th>
					${gradeMarks.map(
						(mark) =>
							html`<th style="width:${mark === 'basic' ? 17 : 13}mm;padding:2pt 0;white-space:nowrap">
								${gradeMarkNames[mark]}
							</th>`
					)}
					<th style="width:17mm;padding:2pt 0">${r.satisfiedRate}</th>
					<th style="width:21mm;padding:2pt 0">${r.jointRate}</th>
					<th style="width:19mm">${r.grade}</th>
				</tr>
			</thead>
			<tbody>
				${result.standings.map((one) => {
					const rates = ratesOf(one, result);
					return html`<tr>
						<td class="n">${one.number}</td>
						<td>${one.name}</td>
						${gradeMarks.map((mark) => html`<td class="n">${one[mark] ?? 0}</td>`)}
						<td class="n">${rateText(rates.satisfied)}</td>
						<td class="n">${rateText(rates.joint)}</td>
						<td style="text-align:center"><b>${outcomeNames[one.outcome]}</b></td>
					</tr>`;
				})}
			</tbody>
		</table>
		<p class="small" style="margin-top:2mm">
			${r.rateBase(result.survey.base, result.survey.number)}${r.blank}
		</p>
		${onPaper(result) && channelsTable(result)}`;
}

/** Both channels beside each other, as the papers of a vote have them; nothing where no paper was handed out. */
const onPaper = (result: Surveyed): boolean => result.paper.issued > 0;

function channelsTable(result: Surveyed): Markup {
	const channels = ['electronic', 'paper'] as const;
	const names = [p.electronic, p.paper].map((name) => name.replace('票', ''));
	return html`<p class="small" style="margin:4mm 0 1mm">${t.byChannel}</p>
		<table class="lined" style="font-size:10.5pt">
			<thead>
				<tr>
					<th rowspan="2" style="width:11mm;padding:2pt 0;white-space:nowrap">${r.number}</th>
					<th rowspan="2">${r.project}</th>
					${gradeMarks.map((mark) => html`<th colspan="2">${gradeMarkNames[mark]}</th>`)}
				</tr>
				<tr>
					${gradeMarks.map(() => names.map((name) => html`<th style="width:11mm;padding:2pt 0">${name}</th>`))}
				</tr>
			</thead>
			<tbody>
				${result.standings.map(
					(one) =>
						html`<tr>
							<td class="n">${one.number}</td>
							<td>${one.name}</td>
							${gradeMarks.map((mark) =>
								channels.map((channel) => html`<td class="n">${one[channel][mark] ?? 0}</td>`)
							)}
						</tr>`
				)}
			</tbody>
		</table>`;
}

/** The rule with this hall's numbers, then every project with its grade. */
export const gradesVerdict = (result: Surveyed): Markup =>
	html`<p>${ruleOf(result)}</p>
		<div class="lines">
			${result.standings.map(
				(one) => html`<span>${t.chosen(one.number, one.name, outcomeNames[one.outcome])}</span><br />`
			)}
		</div>`;

const ruleOf = (result: Surveyed): string =>
	gradingNumbers(result.survey, result.survey.number, result.threshold!);

/** 测评结果公告 of an announced survey. @param votes also how many gave which grade */
export function surveyAnnouncement(facts: PaperFacts, result: Surveyed, votes: boolean): Paper {
	const { meeting, round } = facts;
	const a = announcementTexts;
	const date = formatDate(meeting.heldOn);
	return {
		title: `${meeting.name}${round.title}${t.announcement}`,
		body: html`<h1><span>${a.title(meeting.congressName)}</span></h1>
			<p class="center" style="margin-bottom:28.95pt">${a.no}</p>
			<p>${t.lead(meeting.name, date, round.title, result.standings.length)}</p>
			${result.standings.map(
				(one, i) =>
					html`<p>
						${t.item(i + 1, one.name, outcomeNames[one.outcome])}${votes && t.votes(one.approve, one.basic ?? 0, one.against, one.abstain)}
					</p>`
			)}
			<p>${a.closing}</p>
			<div class="whole" style="margin-top:57.9pt">
				<p class="right">${a.signer(meeting.name)}</p>
				<p class="right" style="padding-right:4em">${formatDate(round.announcedAt!)}</p>
			</div>`
	};
}

/** The rows of the result's file under its head; by channel too where some voted on paper. */
export function gradesRows(result: Surveyed): Table {
	const channels = onPaper(result) ? (['electronic', 'paper'] as const) : [];
	return [
		[
			r.number,
			r.project,
			...gradeMarks.map((mark) => gradeMarkNames[mark]),
			r.satisfiedRate,
			r.jointRate,
			r.grade,
			...channels.flatMap((channel) => gradeMarks.map((mark) => `${gradeMarkNames[mark]}（${p[channel]}）`))
		],
		...result.standings.map((one) => {
			const rates = ratesOf(one, result);
			return [
				one.number,
				one.name,
				...gradeMarks.map((mark) => one[mark] ?? 0),
				rateText(rates.satisfied),
				rateText(rates.joint),
				outcomeNames[one.outcome],
				...channels.flatMap((channel) => gradeMarks.map((mark) => one[channel][mark] ?? 0))
			];
		})
	];
}

const ratesOf = (one: StandingView, { survey }: Surveyed) =>
	satisfactionRates(
		{ satisfied: one.approve, basic: one.basic ?? 0, dissatisfied: one.against },
		survey.number
	);
