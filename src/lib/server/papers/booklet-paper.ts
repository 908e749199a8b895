import { formatDate } from '../../i18n/format.ts';
import { bookletTexts as t, paperNames } from '../../i18n/zh-CN/papers.ts';
import { surveyPaperTexts } from '../../i18n/zh-CN/survey.ts';
import type { CandidateSheet, MeetingHead, RoundHead } from '../../wire/views.ts';
import type { Paper } from './document.ts';
import { html, type Markup } from './html.ts';
import { bookletStyle } from './style.ts';

export type BookletFacts = { meeting: MeetingHead; round: RoundHead; sheets: CandidateSheet[] };

/** 候选项目介绍: cover, contents, and a page for each candidate, in the order of the ballot. */
export function bookletPaper({ meeting, round, sheets }: BookletFacts): Paper {
	return {
		title: `${meeting.name}${round.title}${paperNames.booklet}`,
		body: html`<section class="cover">
				<h1><span>${meeting.name}</span><span>${round.title}</span><span>${paperNames.booklet}</span></h1>
				<p>${formatDate(meeting.heldOn)}</p>
			</section>
			<section class="page">
				<h1>${t.contents}</h1>
				<p>
					${round.grading ? surveyPaperTexts.foreword(sheets.length) : t.foreword(sheets.length, round.seats)}
				</p>
				<table class="lined" style="margin-top:4mm">
					<thead>
						<tr>
							<th style="width:14mm">${t.number}</th>
							<th>${t.name}</th>
							<th style="width:32mm">${t.amount}</th>
							<th style="width:38mm">${t.unit}</th>
						</tr>
					</thead>
					<tbody>
						${sheets.map(
							(one) =>
								html`<tr>
									<td class="n">${one.number}</td>
									<td>${one.text.name}</td>
									<td class="n">${one.text.amount}</td>
									<td>${one.text.unit}</td>
								</tr>`
						)}
					</tbody>
				</table>
			</section>
			${sheets.map(sheetPage)}`,
		style: bookletStyle
	};
}

function sheetPage(sheet: CandidateSheet): Markup {
	const { text } = sheet;
	const values: Record<keyof typeof t.fields, string> = {
		...text,
		category: sheet.category,
		scale: sheet.scale
	};
	const pictures = sheet.files.filter((file) => file.kind === 'picture');
	const attachments = sheet.files.filter((file) => file.kind === 'attachment');
	return html`<section class="page sheet">
		<h2>${t.sheet(sheet.number, text.name)}</h2>
		<table class="lined">
			<tbody>
				${Object.entries(t.fields).map(
					([field, name]) =>
						html`<tr>
							<th>${name}</th>
							<td>${values[field as keyof typeof t.fields] || t.empty}</td>
						</tr>`
				)}
			</tbody>
		</table>
		${pictures.slice(0, 1).map((file) => html`<figure><img src="${file.url}" alt="${file.name}" /></figure>`)}
		${attachments.length > 0 && html`<p class="small flat">${t.attachments}：${attachments.map((file) => file.name).join('、')}</p>`}
	</section>`;
}
