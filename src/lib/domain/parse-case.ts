import type { CountCase, GroupedBallots } from './count.ts';
import { roundKinds } from './decide.ts';
import { ok, refuse, type Result } from './result.ts';
import { defaultRules, isSurvey, ruleSetProblems, ruleValues, type RuleSet } from './rule-set.ts';
import { satisfactionRules } from './tracker/satisfaction.ts';

/**
 * Reads a case file's JSON (docs/rules.md, file form). Missing rule fields but `seats` take their default,
 * `count` is 1, `unreadable` 0 and a ballot's missing list empty. A field that nobody knows is refused, because
 * a misspelt one would silently count by another rule.
 *
 * Returned may exceed issued: that is a void round, not a bad case.
 *
 * @returns the first fault, as `detail: { where: 'ballots[3].count', what: 'must be …' }`
 */
export function parseCase(json: unknown): Result<CountCase, 'bad-case'> {
	const faults = new FirstFault();
	const source = readObject(json, caseFields, 'case', faults);
	const rules = readRules(source.rules, faults);
	const round: CountCase = {
		rules,
		kind: readChoice(source.kind, roundKinds, 'kind', faults),
		electorate: readInteger(source.electorate, 1, 'electorate', faults),
		present: readInteger(source.present, 0, 'present', faults),
		issued: readInteger(source.issued, 0, 'issued', faults),
		candidates: readNames(source.candidates, 'candidates', faults),
		ballots: readList(source.ballots, 'ballots', faults).map((ballot, i) =>
			readBallot(ballot, rules, `ballots[${i}]`, faults)
		),
		unreadable: readInteger(or(source.unreadable, 0), 0, 'unreadable', faults)
	};
	checkTogether(round, rules, faults);
	return faults.first ? refuse('bad-case', faults.first) : ok(round);
}

type Fault = { where: string; what: string };

/** Reading goes on after a fault with a stand-in value; only the first fault is the answer. */
class FirstFault {
	first: Fault | null = null;

	add(where: string, what: string): void {
		this.first ??= { where, what };
	}
}

const caseFields = [
	'rules',
	'kind',
	'electorate',
	'present',
	'issued',
	'candidates',
	'ballots',
	'unreadable'
] as const;
const ballotFields = ['count', 'approve', 'against', 'basic'] as const;
const choices = { ...ruleValues, marks: [...ruleValues.marks, 'three-grades'] } as const;
const choiceFields = Object.keys(choices) as (keyof typeof choices)[];

function readRules(value: unknown, faults: FirstFault): RuleSet {
	const source = readObject(value, ['seats', ...choiceFields, 'grading'], 'rules', faults);
	const defaults = defaultRules(readInteger(source.seats, 1, 'rules.seats', faults));
	const chosen = choiceFields
		.filter((field) => source[field] !== undefined)
		.map((field) => [field, readChoice(source[field], choices[field], `rules.${field}`, faults)] as const);
	const rules: RuleSet = { ...defaults, ...Object.fromEntries(chosen) };
	if (isSurvey(rules) || source.grading !== undefined) {
		rules.grading = readChoice(or(source.grading, 'majority'), satisfactionRules, 'rules.grading', faults);
	}
	return rules;
}

function readBallot(value: unknown, rules: RuleSet, where: string, faults: FirstFault): GroupedBallots {
	const source = readObject(value, ballotFields, where, faults);
	const ballot = {
		count: readInteger(or(source.count, 1), 1, `${where}.count`, faults),
		approve: readNames(or(source.approve, []), `${where}.approve`, faults),
		against: readNames(or(source.against, []), `${where}.against`, faults),
		...(isSurvey(rules) ? { basic: readNames(or(source.basic, []), `${where}.basic`, faults) } : {})
	};
	if (source.basic !== undefined && !isSurvey(rules)) {
		faults.add(`${where}.basic`, 'is only offered where marks is "three-grades"');
	}
	if (rules.marks === 'approve' && ballot.against.length) {
		faults.add(`${where}.against`, 'is not offered where marks is "approve"');
	}
	const lists = [ballot.approve, ballot.against, ballot.basic ?? []];
	const both = lists.flat().find((name) => lists.filter((list) => list.includes(name)).length > 1);
	if (both !== undefined) faults.add(where, `has ${show(both)} in both lists`);
	return ballot;
}

/** What no field can tell alone. Each bound is inclusive: issued = present = electorate is a full house. */
function checkTogether(round: CountCase, rules: RuleSet, faults: FirstFault): void {
	const { electorate, present, issued, candidates } = round;
	if (!candidates.length) faults.add('candidates', 'must name at least one');
	if (ruleSetProblems(rules, candidates.length).includes('exactly-needs-candidates')) {
		faults.add('rules.cap', `"exactly" ${rules.seats} can't be met by ${candidates.length} candidates`);
	}
	if (ruleSetProblems(rules, candidates.length).includes('bad-grading')) {
		faults.add('rules', 'must be those of a survey: seats for all, "at-most", of "all" or "present"');
	}
	if (present > electorate) faults.add('present', `${present} exceeds the electorate of ${electorate}`);
	if (issued > present) faults.add('issued', `${issued} exceeds the ${present} present`);
}

/** Candidates' names, each once. Whether a ballot's are known is for the count: an unknown one voids it. */
function readNames(value: unknown, where: string, faults: FirstFault): string[] {
	const seen = new Set<string>();
	readList(value, where, faults).forEach((name, i) => {
		if (typeof name !== 'string' || name === '') {
			faults.add(`${where}[${i}]`, `must be a candidate's name, not ${show(name)}`);
		} else if (seen.has(name)) {
			faults.add(`${where}[${i}]`, `names ${show(name)} twice`);
		} else {
			seen.add(name);
		}
	});
	return [...seen];
}

function readObject<Field extends string>(
	value: unknown,
	fields: readonly Field[],
	where: string,
	faults: FirstFault
): Partial<Record<Field, unknown>> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		faults.add(where, `must be an object, not ${show(value)}`);
		return {};
	}
	const unknown = Object.keys(value).find((field) => !(fields as readonly string[]).includes(field));
	if (unknown !== undefined) faults.add(where, `has an unknown field ${show(unknown)}`);
	return value;
}

function readList(value: unknown, where: string, faults: FirstFault): unknown[] {
	if (Array.isArray(value)) return value;
	faults.add(where, `must be a list, not ${show(value)}`);
	return [];
}

function readInteger(value: unknown, least: number, where: string, faults: FirstFault): number {
	if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
	faults.add(where, `must be an integer of at least ${least}, not ${show(value)}`);
	return least;
}

function readChoice<Choice extends string>(
	value: unknown,
	choices: readonly [Choice, ...Choice[]],
	where: string,
	faults: FirstFault
): Choice {
	const choice = choices.find((candidate) => candidate === value);
	if (choice !== undefined) return choice;
	faults.add(where, `must be one of ${choices.join(', ')}, not ${show(value)}`);
	return choices[0];
}

/** A value as one short line of a message. */
function show(value: unknown): string {
	if (value === undefined) return 'missing';
	const text = JSON.stringify(value);
	return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** A missing member takes its default; null is not missing, it is a wrong value. */
const or = (value: unknown, byDefault: unknown): unknown => (value === undefined ? byDefault : value);
