import { isDay } from '../days.ts';
import { refuse, ok, type Result } from '../result.ts';
import { differences, type FieldChange } from './differences.ts';
import { milestoneFaults, openFrame, type Frame, type PlannedMilestone, type PlannedMonth } from './plan.ts';
import type { NodeDate } from './reschedule.ts';

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
	/** 各月资金计划 with the new budget, all of it. */
	funds: PlannedMonth[];
	/** What becomes of money that has arrived beyond the new total; words of the request, and no field of the project. */
	surplus: string;
	/** What takes the place of a replaced project. */
	replacement: string;
	/** Open milestones with their day, only those that move. */
	milestones: NodeDate[];
}>;

export const fieldsOfChange: Record<ChangeKind, readonly (keyof ChangeValues)[]> = {
	date: ['startsOn', 'endsOn', 'milestones'],
	content: ['content', 'place'],
	budget: ['totalFen', 'yearFen', 'funding', 'funds', 'surplus'],
	replace: ['replacement']
};

/** Replacing a chosen project undoes a vote of the congress, so no setting gives it to anybody else. */
export const authorityFor = (kind: ChangeKind, settings: Record<ChangeKind, Authority>): Authority =>
	kind === 'replace' ? 'congress' : settings[kind];

export type ChangeFault =
	| 'change-nothing'
	| 'change-wrong-field'
	| 'change-dates'
	| 'change-too-early'
	| 'change-milestone'
	| 'change-money'
	| 'change-year-money'
	| 'change-reason';

/** A milestone as it stands when a change is asked for. */
export type StandingNode = PlannedMilestone & { id: string; doneOn: string | null };

/** Shortest reason that says something. */
const REASON = 10;

/**
 * Whether a change may be asked for at all; the decision over it is another matter.
 *
 * @param input.nodes the project's milestones, done ones too, where its dates are to change
 * @param input.earliest the day that nothing of the project is dated before (`earliestDay`)
 */
export function checkChange(input: {
	kind: ChangeKind;
	before: ChangeValues;
	after: ChangeValues;
	reason: string;
	nodes?: readonly StandingNode[];
	earliest?: string;
}): Result<object, ChangeFault> {
	const { kind, before, after, nodes = [], earliest = '' } = input;
	const fields = Object.keys(after) as (keyof ChangeValues)[];
	if (fields.some((field) => !fieldsOfChange[kind].includes(field))) return refuse('change-wrong-field');
	if (!fields.some((field) => after[field] !== '') || !changeRows(before, after).length)
		return refuse('change-nothing');
	const startsOn = after.startsOn ?? before.startsOn;
	const endsOn = after.endsOn ?? before.endsOn;
	if (startsOn && endsOn && endsOn < startsOn) return refuse('change-dates');
	if (after.startsOn && after.startsOn < earliest) return refuse('change-too-early', { earliest });
	const unfit = kind === 'date' ? unfitNode(nodes, after, openFrame(startsOn, endsOn, earliest)) : null;
	if (unfit !== null) return refuse('change-milestone', { name: unfit });
	const money = [after.totalFen, after.yearFen];
	if (money.some((fen) => fen !== undefined && (!Number.isSafeInteger(fen) || fen < 0)))
		return refuse('change-money');
	// As the sheets of candidates and substitutes: a year's money is part of the total.
	const [totalFen, yearFen] = [after.totalFen ?? before.totalFen ?? 0, after.yearFen ?? before.yearFen ?? 0];
	if (kind === 'budget' && yearFen > totalFen) return refuse('change-year-money');
	if ([...input.reason.trim()].length < REASON) return refuse('change-reason', { least: REASON });
	return ok({});
}

/** The first milestone that would not fit; one that did not fit before is no fault of the change. */
function unfitNode(nodes: readonly StandingNode[], after: ChangeValues, frame: Frame): string | null {
	const moved = after.milestones ?? [];
	const unknown = moved.find(({ id }) => !nodes.some((node) => node.id === id && node.doneOn === null));
	if (unknown) return unknown.name;
	const later = nodes.map((node) => ({ ...node, ...moved.find(({ id }) => id === node.id) }));
	const old = milestoneFaults(nodes, openFrame(null, null, frame.earliest));
	const open = (name: string) => nodes.some((node) => node.name === name && node.doneOn === null);
	return (
		milestoneFaults(later, frame).find(
			({ code, about }) =>
				// What is done stays where it is, whatever the project's days become.
				(open(about) || code === 'milestones-out-of-order') &&
				!old.some((fault) => fault.code === code && fault.about === about)
		)?.about ?? null
	);
}

type Days = { startsOn: string | null; endsOn: string | null };

/**
 * Whether other days than the standing ones lie within the voted: a 交办单 may name them without a decision where the
 * milestones allow it (`sheetSuffices`). Empty fields ask for no change.
 */
export function isWithinVote(
	standing: Days,
	wanted: { startsOn: string; endsOn: string },
	voted: Days
): boolean {
	const startsOn = wanted.startsOn || standing.startsOn;
	const endsOn = wanted.endsOn || standing.endsOn;
	if (startsOn === standing.startsOn && endsOn === standing.endsOn) return false;
	return (
		(!startsOn || !voted.startsOn || startsOn >= voted.startsOn) &&
		(!endsOn || !voted.endsOn || endsOn <= voted.endsOn)
	);
}

/**
 * A number that rises with everything that a request of this kind stands on: the approved changes, and of dates the
 * 交办单 too that have set the term; one that leaves its days alone outdates no form.
 */
export const standsOver = (kind: ChangeKind, facts: { approved: number; sheets: number }): number =>
	facts.approved + (kind === 'date' ? facts.sheets : 0);

/** Before and after field by field, for people: milestones by name, money by month, and only what differs. */
export const changeRows = (before: ChangeValues, after: ChangeValues): FieldChange[] =>
	differences(byName({ ...pick(before, after) }), byName(after));

/** The first day of a change that may not be named: a request of an older build could ask for any. */
export const impossibleDay = ({ startsOn, endsOn, milestones = [] }: ChangeValues): string | null =>
	[startsOn, endsOn, ...milestones.map(({ plannedOn }) => plannedOn)].find((day) => day && !isDay(day)) ??
	null;

/** What a change is really about: a value that it only repeats is not decided upon. */
export const withoutRepeated = (before: ChangeValues, after: ChangeValues): ChangeValues =>
	Object.fromEntries(
		Object.entries(after).filter(([field, value]) => before[field as keyof ChangeValues] !== value)
	) as ChangeValues;

/** Of the values before, the fields that the change is about. */
const pick = (before: ChangeValues, after: ChangeValues): ChangeValues =>
	Object.fromEntries(Object.entries(before).filter(([field]) => field in after)) as ChangeValues;

/** In the order of the forms, whatever order the database keeps them in; words come last. */
const byName = ({ milestones = [], funds = [], surplus, ...fields }: ChangeValues) => ({
	...Object.fromEntries(
		order.filter((field) => field in fields).map((field) => [field, plainOf(fields, field)])
	),
	funds: Object.fromEntries(funds.map(({ month, fen }) => [month, { plannedFen: fen }])),
	milestones: Object.fromEntries(milestones.map(({ name, plannedOn }) => [name, { plannedOn }])),
	surplus
});

type PlainFields = Omit<ChangeValues, 'milestones' | 'funds' | 'surplus'>;
const plainOf = (fields: PlainFields, field: string) => fields[field as keyof PlainFields];
const order = Object.values(fieldsOfChange).flat();

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
