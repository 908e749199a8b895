import { isDay, isMonth } from '../days.ts';
import { writableText } from '../writable-text.ts';
import { readWan } from './funds.ts';
import { stages, type PlanBody, type PlannedMonth } from './plan.ts';
import type { ReportBody } from './report.ts';

/**
 * A draft is what somebody typed, field by field, right or wrong; it is read only when it is handed in. Every
 * fault names its field, so that the page can say it there.
 */
export type Draft = Record<string, string>;

export type DraftFault = {
	field: string;
	code: 'bad-date' | 'bad-percent' | 'bad-amount' | 'half-row' | 'unknown-milestone';
	/** The milestone that the field is about, where the field itself is of no name. */
	about?: string;
};

/** Longest text of a field, most fields: more than any form has. */
const FIELD = 4000;
const FIELDS = 200;

export const isDraft = (draft: Draft): boolean =>
	Object.keys(draft).length <= FIELDS &&
	!Object.hasOwn(draft, UNSHOWN) &&
	Object.entries(draft).every(([name, text]) => /^[\w-]{1,60}$/.test(name) && text.length <= FIELD);

/** A field of this name stops every page that should show it: what is sent to a browser can't be written with one. */
const UNSHOWN = '__proto__';

/** A draft as it can be shown, where one was saved before such a field was refused. */
export const shownDraft = ({ [UNSHOWN]: _, ...draft }: Draft): Draft => draft;

/** Whether a draft that is sent is the one that its writer has just saved: the answer got lost, and it comes again. */
export const isSavedAlready = (
	kept: { draft: Draft; revision: number; savedBy: string },
	sent: { draft: Draft; revision: number },
	writer: { name: string }
): boolean =>
	kept.revision === sent.revision + 1 &&
	kept.savedBy === writer.name &&
	Object.keys(kept.draft).length === Object.keys(sent.draft).length &&
	Object.entries(kept.draft).every(([name, text]) => sent.draft[name] === text);

/** A milestone's id as the database writes it; it is asked about nothing else. */
const isMilestoneId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** How many points of the planned curve the form offers. */
export const CURVE_ROWS = 8;

export function readPlanDraft(draft: Draft): { body: PlanBody; faults: DraftFault[] } {
	const faults: DraftFault[] = [];
	const text = textsOf(draft);
	const date = (field: string) => {
		if (!isDay(text(field))) faults.push({ field, code: 'bad-date' });
		return text(field);
	};
	const milestones = stages
		.filter((stage) => text(`${stage}-on`) || text(`${stage}-name`))
		.map((stage) => ({ stage, name: text(`${stage}-name`), plannedOn: date(`${stage}-on`) }));
	for (const { stage, name } of milestones)
		if (!name) faults.push({ field: `${stage}-name`, code: 'half-row' });
	const curve = Array.from({ length: CURVE_ROWS }, (_, i) => i)
		.filter((i) => text(`curve-${i}-on`) || text(`curve-${i}-percent`))
		.map((i) => ({ on: date(`curve-${i}-on`), percent: percentOf(draft, `curve-${i}-percent`, faults) }));
	const funds = Object.keys(draft)
		.filter((field) => /^fund-\d{4}-\d{2}$/.test(field) && text(field))
		.filter((field) => {
			if (!isMonth(field.slice(5))) faults.push({ field, code: 'bad-date' });
			return isMonth(field.slice(5));
		})
		.sort()
		.map((field): PlannedMonth => ({ month: field.slice(5), fen: amountOf(draft, field, faults) }))
		.filter(({ fen }) => fen > 0);
	return { body: { milestones, curve, funds, note: text('note') }, faults };
}

/** A plan as its form shows it, to be gone on from. */
export function planDraftOf(body: PlanBody, write: (fen: number) => string): Draft {
	return {
		...Object.fromEntries(
			body.milestones.flatMap(({ stage, name, plannedOn }) => [
				[`${stage}-name`, name],
				[`${stage}-on`, plannedOn]
			])
		),
		...Object.fromEntries(
			body.curve.flatMap(({ on, percent }, i) => [
				[`curve-${i}-on`, on],
				[`curve-${i}-percent`, String(percent)]
			])
		),
		...Object.fromEntries(body.funds.map(({ month, fen }) => [`fund-${month}`, write(fen)])),
		note: body.note
	};
}

/** The text of a field, empty where there is none; a draft saved earlier may hold what a form lets in no more. */
const textsOf =
	(draft: Draft) =>
	(field: string): string =>
		writableText(draft[field] ?? '').trim();

export function readReportDraft(draft: Draft): { body: ReportBody; faults: DraftFault[] } {
	const faults: DraftFault[] = [];
	const text = textsOf(draft);
	const reached = Object.keys(draft)
		.filter((field) => field.startsWith('reached-') && text(field))
		// What is no day, or of no milestone, is nobody's claim: it stays in the draft alone.
		.flatMap((field) => {
			const claim = { milestoneId: field.slice('reached-'.length), doneOn: text(field) };
			const isClaim = isMilestoneId(claim.milestoneId);
			if (isClaim && isDay(claim.doneOn)) return [claim];
			faults.push({ field, code: isClaim ? 'bad-date' : 'unknown-milestone' });
			return [];
		});
	const body = {
		percent: percentOf(draft, 'percent', faults),
		done: text('done'),
		next: text('next'),
		problems: text('problems'),
		coordination: text('coordination'),
		arrivedFen: amountOf(draft, 'arrived', faults),
		paidFen: amountOf(draft, 'paid', faults),
		explanation: text('explanation'),
		correction: text('correction'),
		reached
	};
	return { body, faults };
}

function percentOf(draft: Draft, field: string, faults: DraftFault[]): number {
	const match = /^(\d{1,3})\s*%?$/.exec((draft[field] ?? '').trim().normalize('NFKC'));
	const percent = match ? Number(match[1]) : NaN;
	if (percent <= 100) return percent;
	faults.push({ field, code: 'bad-percent' });
	return 0;
}

function amountOf(draft: Draft, field: string, faults: DraftFault[]): number {
	const amount = readWan(draft[field] ?? '');
	if (amount.ok) return amount.value;
	faults.push({ field, code: 'bad-amount' });
	return 0;
}
