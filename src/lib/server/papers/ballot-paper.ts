import { ballotTexts as t } from '../../i18n/zh-CN/papers.ts';
import { papersPageTexts } from '../../i18n/zh-CN/papers.ts';
import { markNames } from '../../i18n/zh-CN/hall.ts';
import { gradeMarkNames as grades, surveyPaperTexts, surveyResultTexts } from '../../i18n/zh-CN/survey.ts';
import type { MeetingHead, RoundHead } from '../../wire/views.ts';
import { markOf, signLine, type Paper } from './document.ts';
import { html, type Markup } from './html.ts';
import { ballotStyle } from './style.ts';

export type BallotFacts = {
	meeting: MeetingHead;
	round: RoundHead;
	sheets: readonly { number: number; name: string }[];
};

/** Millimetres that half an A4 leaves for the rows of the table, under title and instructions. */
const ROOM = 66;
const ROW = 8.2;
const MORE_LINE = 6.8;

/**
 * 票样 where `copies` is null, else that many ballots and the slip that goes with them. No ballot carries a
 * number or any other sign of its own: they must be alike.
 */
export function ballotPaper(facts: BallotFacts, copies: number | null): Paper {
	const perPage = fitsTwice(facts) ? 2 : 1;
	const count = copies ?? 1;
	const ballot = (half: boolean) => oneBallot(facts, { half, specimen: copies === null });
	const pages = Array.from({ length: Math.ceil(count / perPage) }, (_, page) => {
		const here = Math.min(perPage, count - page * perPage);
		return html`<section class="${page ? 'page' : ''}">
			${Array.from({ length: here }, () => ballot(perPage === 2))}
		</section>`;
	});
	const record = copies !== null && handover(facts, copies);
	return {
		title: `${facts.meeting.name}${titleOf(facts.round)}`,
		body: html`${pages}${record}`,
		style: ballotStyle,
		page: 'ballot'
	};
}

/** Two on a sheet, to be cut in the middle, where every row has its place. */
export function fitsTwice({ round, sheets }: BallotFacts): boolean {
	const perLine = round.marks === 'approve' ? 24 : 17;
	const heights = sheets.map(({ name }) => ROW + MORE_LINE * (Math.ceil(name.length / perLine) - 1));
	const instructions = round.marks === 'approve' ? 0 : 6;
	return heights.reduce((sum, height) => sum + height, instructions) <= ROOM + ROW;
}

function oneBallot(facts: BallotFacts, { half, specimen }: { half: boolean; specimen: boolean }): Markup {
	const { meeting, round, sheets } = facts;
	const marks = columnsOf(round);
	const word = [specimen && t.specimen, markOf(meeting)?.text].filter(Boolean).join('　');
	return html`<article class="ballot ${half ? 'half' : ''}">
		${word && html`<span class="no">${word}</span>`}
		<h1><span>${meeting.name}</span><span>${titleOf(round)}</span></h1>
		<table class="lined">
			<thead>
				<tr>
					<th style="width:14mm">${t.number}</th>
					<th>${round.grading ? surveyResultTexts.project : t.name}</th>
					${marks.map((name) => html`<th class="box" style="${round.grading ? 'width:20mm;white-space:nowrap' : ''}">${name}</th>`)}
				</tr>
			</thead>
			<tbody>
				${sheets.map(
					({ number, name }) =>
						html`<tr>
							<td class="n">${number}</td>
							<td>${name}</td>
							${marks.map(() => html`<td class="box"></td>`)}
						</tr>`
				)}
			</tbody>
		</table>
		<div class="small"><b>${t.instructions}：</b>${instructions(facts).join('')}</div>
		<div class="foot small">
			<span>${round.state === 'draft' ? papersPageTexts.draft : ''}</span><span>${t.seal}</span>
		</div>
	</article>`;
}

const titleOf = ({ title, grading }: RoundHead): string =>
	grading ? surveyPaperTexts.ballot(title) : t.title(title);

const columnsOf = ({ marks }: RoundHead): string[] => {
	if (marks === 'three-grades') return [grades.approve, grades.basic, grades.against];
	return marks === 'approve'
		? [markNames.approve]
		: [markNames.approve, markNames.against, markNames.abstain];
};

/** What stands under the list: how to mark, how many, with what. */
export const instructions = ({ round, sheets }: BallotFacts): string[] =>
	round.grading
		? [surveyPaperTexts.instructions, t.pen]
		: [
				t.seats(round.seats, sheets.length),
				round.marks === 'approve' ? t.approve : t.three,
				round.cap === 'exactly' ? t.exactly(round.seats) : t.atMost(round.seats),
				t.pen
			];

/** 印制 as printed, the rest for the hand: it goes to the scrutineers with the ballots. */
const handover = ({ meeting, round }: BallotFacts, copies: number): Markup =>
	html`<section class="page">
		<h1 style="margin-top:20mm">
			<span>${meeting.name}</span><span>${round.title}</span><span>${t.record}</span>
		</h1>
		<table class="lined">
			<thead>
				<tr>
					<th>${t.item}</th>
					<th>${t.sheets}</th>
					<th>${t.remark}</th>
				</tr>
			</thead>
			<tbody>
				${t.recordRows.map(
					(row, i) =>
						html`<tr style="height:13mm">
							<td>${row}</td>
							<td class="n" style="width:36mm">${i === 0 ? t.sheetCount(copies) : ''}</td>
							<td style="width:56mm"></td>
						</tr>`
				)}
			</tbody>
		</table>
		<p class="small" style="margin-top:3mm">${t.recordNote}</p>
		<div class="sign"><div>${signLine(t.printer)}${signLine(t.receiver)}${signLine(t.chief)}</div></div>
	</section>`;
