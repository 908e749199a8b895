import type { ResultFile, ResultSignature } from '../../crypto/archive.ts';
import { sealedHashMeta } from '../../crypto/archive.ts';
import type { Manifest } from '../../crypto/manifest.ts';
import type { Standing } from '../../domain/decide.ts';
import { isRehearsalTitle } from '../../domain/rehearsal.ts';
import { isSurvey } from '../../domain/rule-set.ts';
import { surveyBase } from '../../domain/survey-count.ts';
import { formatDateTime } from '../../i18n/format.ts';
import { outcomeText } from '../../i18n/zh-CN/common.ts';
import { rehearsalBand, rehearsalText } from '../../i18n/zh-CN/rehearsal.ts';
import { gradeMarkNames, gradeMarks, gradingNumbers, surveyResultTexts } from '../../i18n/zh-CN/survey.ts';
import { reportTexts as t } from '../../i18n/zh-CN/report.ts';

export type ReportFacts = {
	manifest: Manifest;
	fingerprint: string;
	result: ResultFile;
	present: number;
	/** base64url, as the two hashes are. */
	root: string;
	resultHash: string;
	sealedHash: Uint8Array;
	openedAt: Date;
	closedAt: Date;
	signatures: ResultSignature[];
};

/** 计票结果报告单 as one HTML file that needs nothing else: what people keep beside the machine-readable files. */
export function reportPage(facts: ReportFacts): string {
	const { manifest, result } = facts;
	const { electronic, paper, sum } = result;
	const byId = new Map(manifest.candidates.map((candidate) => [candidate.id, candidate]));
	const numbers: [
		string,
		(channel: {
			issued: number;
			returned: number;
			notReturned: number;
			valid: number | null;
			invalid: number | null;
		}) => number | null
	][] = [
		[t.issued, (c) => c.issued],
		[t.returned, (c) => c.returned],
		[t.notReturned, (c) => c.notReturned],
		[t.valid, (c) => c.valid],
		[t.invalid, (c) => c.invalid]
	];
	const survey = isSurvey(manifest.rules);
	const columns: [string, (entry: Standing) => number][] = survey
		? gradeMarks.map((mark) => [gradeMarkNames[mark], (entry) => entry[mark] ?? 0])
		: [
				[t.approve, (entry) => entry.approve],
				[t.against, (entry) => entry.against],
				[t.abstain, (entry) => entry.abstain],
				[t.rank, (entry) => entry.rank]
			];
	const rehearsed = isRehearsalTitle(manifest.title);
	return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">${sealedHashMeta(facts.sealedHash)}
<title>${text(manifest.title)} ${t.title}</title>
<style>body{font-family:"FangSong","STFangsong","Noto Serif CJK SC",serif;max-width:46rem;margin:2rem auto;line-height:1.7;color:#111}
h1{font-size:1.5rem;text-align:center}table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #444;padding:.3rem .5rem;text-align:left}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}code{word-break:break-all}@page{size:A4;margin:37mm 26mm 35mm 28mm}tr{break-inside:avoid}${rehearsed ? rehearsalStyle : ''}</style></head><body>
${rehearsed ? `<p class="band">${rehearsalBand}</p><div class="tiles" aria-hidden="true">${`${rehearsalText}\u3000\u3000`.repeat(400)}</div>` : ''}<h1>${text(manifest.meeting.name)}<br>${text(manifest.title)} ${t.title}</h1>
<p>${t.time}：${formatDateTime(facts.openedAt.toISOString())} — ${formatDateTime(facts.closedAt.toISOString())}<br>
${t.electorate}：${manifest.electorate} ${t.persons}&emsp;${t.present}：${facts.present} ${t.persons}&emsp;${survey ? `${surveyResultTexts.items}` : `${t.seats}：${manifest.rules.seats} ${t.items}&emsp;${t.candidates}`}：${manifest.candidates.length} ${t.items}</p>
<table><thead><tr><th></th><th class="n">${t.electronic}</th><th class="n">${t.paper}</th><th class="n">${t.sum}</th></tr></thead><tbody>
${numbers.map(([name, of]) => `<tr><td>${name}</td><td class="n">${of(electronic)}</td><td class="n">${of(paper)}</td><td class="n">${of(sum)}</td></tr>`).join('\n')}
</tbody></table>
<table><thead><tr><th class="n">${t.number}</th><th>${survey ? surveyResultTexts.project : t.candidate}</th>${columns.map(([name]) => `<th class="n">${name}</th>`).join('')}<th>${survey ? surveyResultTexts.grade : t.outcome}</th></tr></thead><tbody>
${sum.standings
	.map((entry) => {
		const candidate = byId.get(entry.candidate)!;
		return `<tr><td class="n">${candidate.number}</td><td>${text(candidate.name)}</td>${columns.map(([, of]) => `<td class="n">${of(entry)}</td>`).join('')}<td>${outcomeText(entry, sum.threshold)}</td></tr>`;
	})
	.join('\n')}
</tbody></table>
${verdictLine(facts)}
<p>${t.signatures}：${facts.signatures.map((s) => `${text(s.name)}（${s.chief ? t.chief : t.scrutineer}）`).join('、')}</p>
<p>${t.fingerprint}：<code>${facts.fingerprint}</code><br>${t.root}：<code>${facts.root}</code><br>${t.resultHash}：<code>${facts.resultHash}</code></p>
</body></html>
`;
}

/** What it took to pass, or how the grades came about. */
function verdictLine({ manifest, result: { sum }, present }: ReportFacts): string {
	if (sum.threshold === null) return '';
	const { grading, majorityBase } = manifest.rules;
	if (!grading) return `<p>${t.threshold(sum.threshold)}</p>`;
	const base = majorityBase === 'present' ? 'present' : 'all';
	const number = surveyBase(base, { electorate: manifest.electorate, present });
	return `<p>${gradingNumbers({ base, rule: grading }, number, sum.threshold)}</p>`;
}

const rehearsalStyle =
	'.band{position:sticky;top:0;margin:0;padding:.3rem;color:#1a1a1a;background:#ffc53d;font-weight:700;text-align:center}' +
	'.tiles{position:fixed;top:0;right:0;bottom:0;left:0;overflow:hidden;font:700 2.5rem/4 sans-serif;opacity:.13;' +
	'transform:rotate(-30deg) scale(1.6);pointer-events:none}.band,.tiles{-webkit-print-color-adjust:exact;print-color-adjust:exact}';

/** Names are typed by people: they stand in the page as text and never as markup. */
const text = (value: string): string =>
	value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
