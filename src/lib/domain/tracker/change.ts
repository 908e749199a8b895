import { refuse, ok, type Result } from '../result.ts';

/** 变更: what was voted on changes by reason and decision only, and both stay visible. */

export const changeKinds = ['date', 'content', 'budget', 'replace'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Who decides: 主席团 between the sessions, or the congress itself. */
export type Authority = 'presidium' | 'congress';

/** The fields a kind of change may touch. Dates are ISO dates, money is in fen. */
export type ChangeValues = Partial<{
	startsOn: string | null;
	endsOn: string | null;
	content: string;
	place: string;
	totalFen: number;
	yearFen: number;
	funding: string;
	/** What takes the place of a replaced project. */
	replacement: string;
}>;

export const fieldsOfChange: Record<ChangeKind, readonly (keyof ChangeValues)[]> = {
	date: ['startsOn', 'endsOn'],
	content: ['content', 'place'],
	budget: ['totalFen', 'yearFen', 'funding'],
	replace: ['replacement']
};

/** Replacing a chosen project undoes a vote of the congress, so no setting gives it to anybody else. */
export const authorityFor = (kind: ChangeKind, settings: Record<ChangeKind, Authority>): Authority =>
	kind === 'replace' ? 'congress' : settings[kind];

export type ChangeFault =
	'change-nothing' | 'change-wrong-field' | 'change-dates' | 'change-money' | 'change-reason';

/** Shortest reason that says something. */
const REASON = 10;

/** Whether a change may be asked for at all; the decision over it is another matter. */
export function checkChange(input: {
	kind: ChangeKind;
	before: ChangeValues;
	after: ChangeValues;
	reason: string;
}): Result<object, ChangeFault> {
	const { kind, before, after } = input;
	const fields = Object.keys(after) as (keyof ChangeValues)[];
	if (fields.some((field) => !fieldsOfChange[kind].includes(field))) return refuse('change-wrong-field');
	if (!fields.some((field) => after[field] !== before[field] && after[field] !== ''))
		return refuse('change-nothing');
	const startsOn = after.startsOn ?? before.startsOn;
	const endsOn = after.endsOn ?? before.endsOn;
	if (startsOn && endsOn && endsOn < startsOn) return refuse('change-dates');
	const money = [after.totalFen, after.yearFen];
	if (money.some((fen) => fen !== undefined && (!Number.isSafeInteger(fen) || fen < 0)))
		return refuse('change-money');
	if ([...input.reason.trim()].length < REASON) return refuse('change-reason', { least: REASON });
	return ok({});
}

export type Decision = { by: Authority; reference: string; decidedOn: string };

/** A decision is recorded by its number and day, of the body that had to take it. */
export function checkDecision(
	change: { kind: ChangeKind; authority: Authority; state: string; askedOn: string },
	decision: Decision,
	today: string
): Result<object, 'change-decided' | 'wrong-authority' | 'decision-missing' | 'decision-date'> {
	if (change.state !== 'asked') return refuse('change-decided');
	if (!decision.reference.trim()) return refuse('decision-missing');
	// The congress may always decide what was left to its presidium; never the other way round.
	if (change.authority === 'congress' && decision.by !== 'congress') return refuse('wrong-authority');
	if (decision.decidedOn < change.askedOn || decision.decidedOn > today) return refuse('decision-date');
	return ok({});
}
