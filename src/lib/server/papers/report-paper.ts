import { formatDate, formatDateTime } from '../../i18n/format.ts';
import { outcomeText, roundKindName } from '../../i18n/zh-CN/common.ts';
import { markNames, voidReasonText } from '../../i18n/zh-CN/hall.ts';
import { paperNames, reportPaperTexts as t } from '../../i18n/zh-CN/papers.ts';
import { surveyName, surveyPaperTexts, surveyResultTexts } from '../../i18n/zh-CN/survey.ts';
import { verdictAfter, verdictBefore, verdictChosen } from '../../i18n/zh-CN/verdict.ts';
import type { ChannelView, ResultView } from '../../wire/views.ts';
import type { PaperFacts } from '../queries/papers-facts.ts';
import { gradesTable, gradesVerdict, isSurveyed } from './survey-papers.ts';
import { signLine, type Paper } from './document.ts';
import { html, type Markup } from './html.ts';

/** 计票结果报告单 of a counted round, or of a void one; null while there is nothing that may be reported. */
export function reportPaper(facts: PaperFacts, now: Date): Paper | null {
	const { meeting, round, result } = facts;
	if (!result && round.state !== 'void') return null;
	const isCounted = result !== null && result.status !== 'void';
	const version = result && result.version > 1 ? `，${t.version(result.version)}` : '';
	return {
		title: `${meeting.name}${round.title}${paperNames.report}`,
		body: html`<h1>
				<span>${meeting.name}</span><span>${round.title}</span><span>${paperNames.report}</span>
			</h1>
			<p class="center">${t.round(round.sequence, roundKindName(round))}${version}</p>
			<h2>${t.heading(1, t.meeting)}</h2>
			${meetingTable(facts)}
			<h2>${t.heading(2, t.ballots)}${t.unit}</h2>
			${ballotTable(facts)} ${isCounted ? counted(facts, result) : voided(facts)}
			<div class="whole">
				<h2>${t.heading(isCounted ? 5 : 4, t.proof)}</h2>
				${proof(facts, now)}
			</div>
			${signatures(facts)}`
	};
}

function meetingTable({ meeting, round, turnout, quorum, sheets }: PaperFacts): Markup {
	const pairs: [string, string][] = [
		[t.heldOn, formatDate(meeting.heldOn)],
		[t.venue, meeting.venue],
		[t.electorate, t.persons(turnout.electorate)],
		[t.present, t.persons(turnout.checkedIn)],
		...(round.grading
			? ([
					[surveyResultTexts.items, t.items(sheets.length)],
					[surveyPaperTexts.kind, surveyName]
				] as [string, string][])
			: ([
					[t.candidates, t.items(sheets.length)],
					[t.seats, t.items(round.seats)]
				] as [string, string][]))
	];
	const rows = [0, 2, 4].map((i) => pairs.slice(i, i + 2));
	const voting =
		round.openedAt && round.closedAt
			? t.fromTo(formatDateTime(round.openedAt), formatDateTime(round.closedAt))
			: '';
	const quorumText = quorum.rule === 'none' ? t.quorumNone : t.quorumMet(quorum.needed);
	return html`<table class="lined">
		<tbody>
			${rows.map(
				(row) =>
					html`<tr>
						${row.map(
							([name, value]) =>
								html`<th style="width:24mm">${name}</th>
									<td style="width:54mm">${value}</td>`
						)}
					</tr>`
			)}
			<tr>
				<th>${t.quorum}</th>
				<td colspan="3">${quorumText}</td>
			</tr>
			<tr>
				<th>${t.voting}</th>
				<td colspan="3">${voting}</td>
			</tr>
		</tbody>
	</table>`;
}

function ballotTable({ result, ledger }: PaperFacts): Markup {
	const figures = ledger?.figures;
	type Column = { [K in keyof ChannelView]: number | null };
	const known = (issued: number | null, returned: number | null): Column => ({
		issued,
		returned,
		notReturned: issued === null || returned === null || returned > issued ? null : issued - returned,
		valid: null,
		invalid: null
	});
	const electronic: Column =
		result?.electronic ?? known(figures?.electronic.issued ?? null, figures?.electronic.returned ?? null);
	const paper: Column =
		result?.paper ??
		known(figures?.paper.issued ?? null, figures?.paper.returned ?? (figures?.paper.issued ? null : 0));
	const sum: Column =
		result ?? known(plus(electronic.issued, paper.issued), plus(electronic.returned, paper.returned));
	const columns = ['issued', 'returned', 'notReturned', 'valid', 'invalid'] as const;
	const rows: [string, Column][] = [
		[t.electronic, electronic],
		[t.paper, paper],
		[t.sum, sum]
	];
	return html`<table class="lined">
			<thead>
				<tr>
					<th>${t.channel}</th>
					${columns.map((column) => html`<th style="width:24mm">${t[column]}</th>`)}
				</tr>
			</thead>
			<tbody>
				${rows.map(
					([name, column]) =>
						html`<tr>
							<td class="n">${name}</td>
							${columns.map((key) => html`<td class="n">${column[key] ?? '—'}</td>`)}
						</tr>`
				)}
			</tbody>
		</table>
		${result && result.status !== 'void' && html`<p class="small" style="margin-top:2mm">${t.balance(result.issued, result.returned)}</p>`}`;
}

const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

function counted(facts: PaperFacts, result: ResultView): Markup {
	if (isSurveyed(result)) {
		return html`<h2>${t.heading(3, surveyPaperTexts.standings)}${t.unit}</h2>
			${gradesTable(result)}
			<h2>${t.heading(4, surveyPaperTexts.verdict)}</h2>
			${gradesVerdict(result)} ${verdictAfter(result).map((sentence) => html`<p>${sentence}</p>`)}`;
	}
	return html`<h2>${t.heading(3, t.standings)}${t.unit}</h2>
		${standingsTable(facts, result)}
		<p class="small" style="margin-top:2mm">${t.cast}</p>
		<h2>${t.heading(4, t.verdict)}</h2>
		${verdictBefore(about(facts), result).map((sentence) => html`<p>${sentence}</p>`)}
		<div class="lines">${verdictChosen(result).map((line) => html`<span>${line}</span><br />`)}</div>
		${verdictAfter(result).map((sentence) => html`<p>${sentence}</p>`)}`;
}

/** Electronic, paper and sum under each mark. */
function standingsTable({ round }: PaperFacts, result: ResultView): Markup {
	const marks =
		round.marks === 'approve'
			? (['approve', 'abstain'] as const)
			: (['approve', 'against', 'abstain'] as const);
	const width = marks.length === 2 ? '11.5mm' : '9.5mm';
	const size = marks.length === 2 ? '12pt' : '10.5pt';
	const channels = [t.electronic, t.paper, t.sum].map((name) => name.replace('票', ''));
	return html`<table class="lined" style="font-size:${size}">
		<thead>
			<tr>
				<th rowspan="2" style="width:11mm;padding:2pt 0;white-space:nowrap">${t.number}</th>
				<th rowspan="2">${t.name}</th>
				${marks.map((mark) => html`<th colspan="3">${markNames[mark]}</th>`)}
				<th rowspan="2" style="width:11mm;padding:2pt 0;white-space:nowrap">${t.rank}</th>
				<th rowspan="2" style="width:21mm">${t.outcome}</th>
			</tr>
			<tr>
				${marks.map(() => channels.map((name) => html`<th style="width:${width};padding:2pt 0">${name}</th>`))}
			</tr>
		</thead>
		<tbody>
			${result.standings.map(
				(one) =>
					html`<tr>
						<td class="n">${one.number}</td>
						<td>${one.name}</td>
						${marks.map(
							(mark) =>
								html`<td class="n">${one.electronic[mark]}</td>
									<td class="n">${one.paper[mark]}</td>
									<td class="n"><b>${one[mark]}</b></td>`
						)}
						<td class="n">${one.rank}</td>
						<td style="text-align:center">${outcomeText(one, result.threshold)}</td>
					</tr>`
			)}
		</tbody>
	</table>`;
}

/** The verdict in sentences: the rule, who is chosen, what is left open and what was decided about it. */
export const verdict = (facts: PaperFacts, result: ResultView): string[] => [
	...verdictBefore(about(facts), result),
	...verdictChosen(result),
	...verdictAfter(result)
];

const about = ({ round, rules }: PaperFacts) => ({ kind: round.kind, majorityBase: rules.majorityBase! });

const voided = ({ round }: PaperFacts): Markup =>
	html`<h2>${t.heading(3, t.verdict)}</h2>
		<p>${t.void(voidReasonText(round.reason ?? ''))}</p>`;

function proof({ round, resultHash, signatures: signed, tellers, result }: PaperFacts, now: Date): Markup {
	const done = [
		...tellers.map((one) => ({ ...one, role: t.teller })),
		...signed.map((one) => ({ ...one, role: one.chief ? t.chief : t.scrutineer }))
	]
		.filter((one) => one.signedAt)
		.sort((a, b) => a.signedAt!.localeCompare(b.signedAt!));
	const rows: [string, Markup | string][] = [
		[t.fingerprint, html`<span class="code">${round.fingerprint ?? ''}</span>`],
		...(result && resultHash
			? ([[t.hash, html`<span class="code">${resultHash}</span>`]] as [string, Markup][])
			: []),
		[
			t.digitally,
			done.map(({ role, name, signedAt }) => t.signedBy(role, name, formatDateTime(signedAt!))).join('；') ||
				t.unsigned
		],
		[t.generated, `${formatDateTime(now)}${result ? `，${t.version(result.version)}` : ''}`]
	];
	return html`<table class="lined">
		<tbody>
			${rows.map(
				([name, value]) =>
					html`<tr>
						<th style="width:30mm">${name}</th>
						<td>${value}</td>
					</tr>`
			)}
		</tbody>
	</table>`;
}

/** 计票人 ×2, every 监票人, 总监票人: each a line 25 mm high, all on one page. */
function signatures({ signatures: named, tellers }: PaperFacts): Markup {
	// Whoever read the paper ballots; where none were, or nobody has signed yet, two write their names by hand.
	const read = tellers.filter((one) => one.signedAt);
	const scrutineers = named.filter((one) => !one.chief);
	const chief = named.find((one) => one.chief);
	return html`<div class="sign">
		<div>
			${[0, 1].map((i) => signLine(t.teller, read[i]?.name))}
			${scrutineers.length ? scrutineers.map((one) => signLine(t.scrutineer, one.name)) : signLine(t.scrutineer)}
			${signLine(t.chief, chief?.name)}
		</div>
		<p>${t.date}</p>
	</div>`;
}
