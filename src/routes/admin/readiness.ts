import { readinessTexts as texts } from '#lib/i18n/zh-CN/admin.ts';
import { surveyChangesText } from '#lib/i18n/zh-CN/survey-list.ts';
import type { SurveyChanges } from '#lib/wire/survey-list.ts';
import type { ConsoleView, RollRow } from '#lib/wire/views.ts';

/** `note` is worth knowing and forbids nothing. */
export type ReadinessLine = { term: string; state: 'met' | 'missing' | 'note'; text: string; href: string };

/**
 * What the two persons of 表决就绪 look at before they confirm, and the quorum, which is tested only at the
 * opening. The server checks all of it again; this list tells what is missing before somebody presses.
 */
export function readiness(
	view: ConsoleView,
	roll: RollRow[],
	candidateCount: number,
	surveyChanges: SurveyChanges | null = null
): { beforeReady: ReadinessLine[]; beforeOpening: ReadinessLine[] } {
	return {
		beforeReady: [
			candidates(view, candidateCount, surveyChanges),
			deputies(roll),
			cards(roll),
			scrutineers(view)
		],
		beforeOpening: [quorum(view)]
	};
}

function candidates({ round }: ConsoleView, count: number, changes: SurveyChanges | null): ReadinessLine {
	const line = { term: texts.candidates.term, href: '/admin/candidates' };
	if (!round || count === 0) return { ...line, state: 'missing', text: texts.candidates.none };
	if (round.grading && round.state === 'draft' && changes) {
		const text = texts.candidates.surveyOld(surveyChangesText(changes));
		return { ...line, href: '/tracker/satisfaction', state: 'missing', text };
	}
	if (round.grading) return { ...line, state: 'met', text: texts.candidates.survey(count) };
	if (round.cap === 'exactly' && count < round.seats) {
		return { ...line, state: 'missing', text: texts.candidates.tooFew(count, round.seats) };
	}
	// 差额 is the point of an approval ballot; with as many places as projects the rules only warn.
	if (round.marks === 'approve' && count <= round.seats) {
		return { ...line, state: 'note', text: texts.candidates.noContest(count, round.seats) };
	}
	return { ...line, state: 'met', text: texts.candidates.met(count, round.seats) };
}

function deputies(roll: RollRow[]): ReadinessLine {
	const line = { term: texts.roll.term, href: '/admin/deputies' };
	return roll.length
		? { ...line, state: 'met', text: texts.roll.met(roll.length) }
		: { ...line, state: 'missing', text: texts.roll.none };
}

function cards(roll: RollRow[]): ReadinessLine {
	const line = { term: texts.cards.term, href: '/admin/cards' };
	const without = roll.filter(({ cardState }) => cardState === null || cardState === 'revoked').length;
	return without || !roll.length
		? { ...line, state: 'missing', text: texts.cards.missing(without) }
		: { ...line, state: 'met', text: texts.cards.met(roll.length) };
}

function scrutineers({ signatures }: ConsoleView): ReadinessLine {
	const line = { term: texts.scrutineers.term, href: '/admin/scrutineers' };
	const chief = signatures.find((scrutineer) => scrutineer.chief);
	const others = signatures.filter((scrutineer) => !scrutineer.chief).map(({ name }) => name);
	if (!signatures.length) return { ...line, state: 'missing', text: texts.scrutineers.none };
	if (!chief) return { ...line, state: 'missing', text: texts.scrutineers.noChief };
	if (!others.length) return { ...line, state: 'missing', text: texts.scrutineers.noOther };
	return { ...line, state: 'met', text: texts.scrutineers.met(chief.name, others) };
}

function quorum({ quorum: { rule, needed, met }, turnout }: ConsoleView): ReadinessLine {
	const line = { term: texts.quorum.term, href: '/admin/roll' };
	if (rule === 'none') return { ...line, state: 'met', text: texts.quorum.free };
	return met
		? { ...line, state: 'met', text: texts.quorum.met(turnout.checkedIn, needed) }
		: { ...line, state: 'missing', text: texts.quorum.missing(turnout.checkedIn, needed) };
}
