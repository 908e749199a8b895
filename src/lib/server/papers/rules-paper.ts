import { chineseNumeral } from '../../i18n/chinese-numeral.ts';
import { formatDate } from '../../i18n/format.ts';
import { rulesPaperTexts as t } from '../../i18n/zh-CN/papers.ts';
import { surveyPaperTexts } from '../../i18n/zh-CN/survey.ts';
import { ruleLines } from '../../i18n/zh-CN/rules.ts';
import type { PaperFacts } from '../queries/papers-facts.ts';
import type { Paper } from './document.ts';
import { html } from './html.ts';

/** 票决办法, article by article: a draft for the congress to adopt, or the frozen text with its fingerprint. */
export function rulesPaper(facts: PaperFacts): Paper {
	const { meeting, round, rules, sheets, signatures } = facts;
	const chief = signatures.find((one) => one.chief);
	const others = signatures.filter((one) => !one.chief);
	const scrutineers =
		chief && others.length
			? t.named(
					chief.name,
					others.map(({ name }) => name)
				)
			: t.unnamed;
	const articles = [
		t.purpose(round.title),
		...(sheets.length
			? [round.grading ? surveyPaperTexts.rulesProjects(sheets.length) : t.candidates(sheets.length)]
			: []),
		...ruleLines(rules).map(({ text }) => text),
		t.scrutineers(scrutineers),
		t.announced,
		t.inForce
	];
	const isDraft = round.fingerprint === null;
	return {
		title: `${meeting.name}${t.title(round.title)}`,
		body: html`<h1><span>${meeting.name}</span><span>${t.title(round.title)}${isDraft && t.draft}</span></h1>
			<p class="center">${formatDate(meeting.heldOn)}</p>
			${articles.map((text, i) => html`<p><b>${t.article(chineseNumeral(i + 1))}</b>${'\u3000'}${text}</p>`)}
			${round.fingerprint && html`<p class="small" style="margin-top:6mm">${t.fingerprint} <span class="code">${round.fingerprint}</span></p>`}`
	};
}
