import { mendText, rehearsalReportTexts as t, seconds, stepNames } from '#lib/i18n/zh-CN/rehearsal.ts';
import type { RehearsalReport } from '#lib/wire/rehearsal-views.ts';

/** 演练报告 as lines for a terminal. */
export function reportLines(report: RehearsalReport): string[] {
	const { turnout, steps, unsubmitted, trouble, poll, mend } = report;
	const chosen = poll?.chosen ?? [];
	return [
		`${t.title}：${report.meetingName}`,
		`${t.members} ${turnout.members}，${t.present} ${turnout.present}，${t.drew} ${turnout.drewElectronic + turnout.drewPaper}，${t.submitted} ${turnout.submitted}`,
		...report.delegations.map(
			(line) =>
				`  ${line.delegation}：${t.members} ${line.members}，${t.present} ${line.present}，${t.drew} ${line.drew}，${t.submitted} ${line.submitted}`
		),
		...steps.map(
			({ step, p50Ms, p95Ms, slowestMs }) =>
				`${stepNames[step]}：${t.half} ${seconds(p50Ms)}，${t.most} ${seconds(p95Ms)}，${t.slowestOne} ${seconds(slowestMs)}`
		),
		`${t.unsubmitted}：${unsubmitted.map(({ number, name }) => `${number} ${name}`).join('、') || t.nobody}`,
		`${t.trouble}：${trouble.map(({ number, name, trouble: what, times }) => `${number} ${name} ${what} ×${times}`).join('、') || t.nobody}`,
		t.networkLine(report.network),
		`${t.result}：${chosen.map(({ number, name, approve }) => `${number} ${name}（${approve}）`).join('、') || t.noResult}`,
		`${t.mend}：`,
		...(mend.length ? mend.map((found) => `  ${mendText(found)}`) : [`  ${t.verdictGood}`])
	];
}
