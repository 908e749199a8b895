import type { ScriptFigure, ScriptStep } from '#lib/domain/script.ts';
import { noneText, paperScript, scriptDefaults } from '#lib/i18n/zh-CN/script.ts';
import { surveyPaperScript, surveyScript } from '#lib/i18n/zh-CN/survey.ts';
import { voidReasonText } from '#lib/i18n/zh-CN/hall.ts';
import type { ConsoleView } from '#lib/wire/views.ts';
import { electedNames, gradedNames } from './chair-acts.ts';
import { followUp } from './follow-up.ts';

/** Which line of the 主持词 the session is at. */
export function scriptStep(view: ConsoleView): ScriptStep {
	const { round, ended, quorum, next, stage } = view;
	// What the last round came to is read out before anything of the next one.
	if (ended?.state === 'void' || ended?.state === 'aborted') return ended.state;
	if (ended?.state === 'announced') return announcedStep(view);
	switch (round?.state) {
		case undefined:
			return 'sign-in';
		case 'draft':
			if (round.kind !== 'first') return round.kind;
			return quorum.heldNow ? 'quorum' : 'sign-in';
		case 'ready':
			if (stage.mode === 'candidate') return 'presenting';
			return round.kind === 'first' ? 'ready' : round.kind;
		case 'open':
		case 'paused':
			return round.closing ? 'closed' : round.state;
		case 'counted':
			return next.code === 'settle' ? 'settle' : 'counted';
		case 'closed':
			// Whoever has counted out too many sheets counts them again first; nobody may say that the count has begun.
			return next.code === 'paper-surplus' ? 'paper-surplus' : 'closed';
		case 'announced':
			return announcedStep(view);
		case 'certified':
		case 'void':
		case 'aborted':
			return round.state;
	}
}

/** Where nobody was chosen there are no names to read out. */
const announcedStep = ({ result }: ConsoleView): ScriptStep =>
	result && !result.survey && !electedNames({ result }).length ? 'none-elected' : 'announced';

/** What is read out at a step, its figures still between braces. */
export function scriptTemplate(
	{ round }: Pick<ConsoleView, 'round'>,
	step: ScriptStep,
	script: Partial<Record<ScriptStep, string>>
): string {
	// A meeting words its vote; what it says of candidates and places does not fit a survey.
	const survey = round?.grading && {
		...surveyScript,
		...(round.paperOnly ? surveyPaperScript : {})
	};
	return survey?.[step] ?? script[step] ?? defaultLine({ round }, step);
}

/** The words that the meeting may change. */
export const defaultLine = ({ round }: Pick<ConsoleView, 'round'>, step: ScriptStep): string =>
	(round?.paperOnly ? paperScript[step] : undefined) ?? scriptDefaults[step];

/** The figures a template may name, as far as they are known. */
export function scriptFigures(view: ConsoleView): Partial<Record<ScriptFigure, string | number | null>> {
	const { round, turnout, quorum, ledger, result, stage } = view;
	const issued = turnout.drawn + turnout.paper;
	const { electronic, paper } = ledger?.figures ?? { electronic: null, paper: null };
	const returned =
		result?.returned ??
		(electronic && electronic.returned !== null && (!paper!.issued || paper!.returned !== null)
			? electronic.returned + (paper!.returned ?? 0)
			: null);
	const elected = electedNames(view);
	const told = view.ended ?? round;
	const reason = told?.reason ?? null;
	return {
		议题: told?.title ?? null,
		应到: turnout.electorate,
		实到: turnout.checkedIn,
		请假: turnout.onLeave,
		法定人数: quorum.needed,
		应选: round?.seats ?? null,
		发出: result?.issued ?? issued,
		收回: returned,
		未交: result?.notReturned ?? (returned === null ? null : issued - returned),
		纸质发出: turnout.paper,
		纸质收回: paper?.returned ?? null,
		有效: result?.valid ?? ledger?.figures.valid ?? null,
		无效: result?.invalid ?? ledger?.figures.invalid ?? null,
		通过票数: result?.threshold ?? null,
		入选: result ? (result.survey ? gradedNames(view) : elected).join('；') || noneText : null,
		入选数: result ? elected.length : null,
		缺额: result?.seatsLeft ?? view.toSettle?.seatsLeft ?? null,
		后续: result && followUp(result),
		候选: stage.candidate ? `${stage.candidate.number} 号 ${stage.candidate.name}` : null,
		候选数: view.candidates.length,
		原因: reason && told?.state === 'void' ? voidReasonText(reason) : reason
	};
}
