import { daysBetween } from './workdays.ts';

/**
 * Lights are rules as data (docs/decisions/0015). A rule is a light, a test and a number; the heaviest light any
 * rule gives is the project's, and the rules that gave it are its explanation.
 */

/** From light to heavy. 蓝 is given by an approved acceptance and 灰 before the start, by no rule. */
export const lights = ['blue', 'grey', 'green', 'yellow', 'orange', 'red'] as const;
export type Light = (typeof lights)[number];
export type WarningLight = 'yellow' | 'orange' | 'red';

export const lightTests = [
	/** Progress more than so many points behind the planned curve on the day of the figures (银川, ux). */
	'behind',
	/** Progress below so many percent, whatever the plan (双路). */
	'below',
	/** A milestone past its day by more than so many days. */
	'overdue',
	/** A milestone due within so many days and not done. */
	'due-within',
	/** A monthly report late by more than so many working days. */
	'report-late',
	/** 开工 more than so many days after its planned day, and still not. */
	'not-started'
] as const;
export type LightTest = (typeof lightTests)[number];

export type LightRule = { light: WarningLight; test: LightTest; value: number };
export type LightRules = { name: string; rules: LightRule[] };

/** A rule that holds, with the figures that made it hold: enough to write the sentence. */
export type LightReason = {
	/** 'return-late' is 'report-late' of a report that came back and has a term of its own. */
	test: LightTest | 'return-late' | 'before-start' | 'accepted' | 'on-plan' | 'no-plan';
	value: number;
	/** What was found; of 'on-plan' how many open milestones are past their day, which its rules may not ask about. */
	actual: number;
	/** The milestone or month it is about. */
	about: string;
	percent: number;
	plannedPercent: number;
	/** The day that the two are of; missing in what was kept before it was named, null without an approved plan. */
	plannedOn?: string | null;
};

export type LightFacts = {
	today: string;
	startsOn: string | null;
	accepted: boolean;
	/** Null until the plan is approved. */
	plannedPercent: number | null;
	/** The day that it is of (`reckoning`): not today, for nothing is known of a month before its report. */
	plannedOn: string | null;
	percent: number;
	/** `claimedOn`: the unit says so, and the report that does waits for its verdict. */
	milestones: readonly {
		name: string;
		stage: string;
		plannedOn: string;
		doneOn: string | null;
		claimedOn?: string | null;
	}[];
	/** The report that is late the longest, and whether it is one that came back. */
	lateReport: { month: string; days: number; returned: boolean } | null;
};

/** Presets. The first is in force until a congress decides otherwise. */
export const deviationRules: LightRules = {
	name: '偏差法',
	rules: [
		{ light: 'red', test: 'behind', value: 15 },
		{ light: 'red', test: 'overdue', value: 0 },
		{ light: 'red', test: 'report-late', value: 5 },
		{ light: 'yellow', test: 'behind', value: 5 },
		{ light: 'yellow', test: 'due-within', value: 7 }
	]
};

/** 银川 2025: 10-30 points behind 黄, over 30 红; 开工 a month late 黄, three months 红. */
export const yinchuanRules: LightRules = {
	name: '偏差法（银川口径）',
	rules: [
		{ light: 'red', test: 'behind', value: 30 },
		{ light: 'red', test: 'not-started', value: 90 },
		{ light: 'yellow', test: 'behind', value: 10 },
		{ light: 'yellow', test: 'not-started', value: 30 }
	]
};

/** 双路街道 2025: five colours by progress, 红 under 30 %; the two bounds between are ours, the source has none. */
export const absoluteRules: LightRules = {
	name: '绝对进度法（五色）',
	rules: [
		{ light: 'red', test: 'below', value: 30 },
		{ light: 'red', test: 'overdue', value: 30 },
		{ light: 'orange', test: 'below', value: 60 },
		{ light: 'orange', test: 'overdue', value: 0 },
		{ light: 'yellow', test: 'below', value: 90 },
		{ light: 'yellow', test: 'due-within', value: 7 }
	]
};

export const lightPresets = [deviationRules, yinchuanRules, absoluteRules] as const;

/** The light of a project on a day with the reasons for it. */
export function lightOf(rules: LightRules, facts: LightFacts): { light: Light; reasons: LightReason[] } {
	const plain = (test: LightReason['test'], actual = 0): LightReason[] => [
		reason(facts, test, 0, actual, '')
	];
	if (facts.accepted) return { light: 'blue', reasons: plain('accepted') };
	if (facts.startsOn !== null && facts.today < facts.startsOn && facts.percent === 0)
		return { light: 'grey', reasons: plain('before-start') };
	const held = rules.rules.flatMap((rule) =>
		holds(rule, facts).map((entry) => ({ light: rule.light, entry }))
	);
	const heaviest = lights.findLast((light) => held.some((one) => one.light === light));
	if (heaviest)
		return {
			light: heaviest,
			reasons: held.filter(({ light }) => light === heaviest).map(({ entry }) => entry)
		};
	if (facts.plannedPercent === null) return { light: 'grey', reasons: plain('no-plan') };
	const past = openOf(facts).filter(({ plannedOn }) => plannedOn < facts.today);
	return { light: 'green', reasons: plain('on-plan', past.length) };
}

const openOf = ({ milestones }: LightFacts) =>
	milestones.filter(({ doneOn, claimedOn }) => doneOn === null && !claimedOn);

function holds({ test, value }: LightRule, facts: LightFacts): LightReason[] {
	const open = openOf(facts);
	const because = (actual: number, about = '') => reason(facts, test, value, actual, about);
	switch (test) {
		case 'behind': {
			const behind = (facts.plannedPercent ?? 0) - facts.percent;
			return behind > value ? [because(behind)] : [];
		}
		case 'below':
			return facts.percent < value ? [because(facts.percent)] : [];
		case 'overdue':
			return open
				.map(({ name, plannedOn }) => because(daysBetween(plannedOn, facts.today), name))
				.filter(({ actual }) => actual > value);
		case 'due-within':
			return open
				.map(({ name, plannedOn }) => because(daysBetween(facts.today, plannedOn), name))
				.filter(({ actual }) => actual >= 0 && actual <= value);
		case 'report-late':
			return facts.lateReport && facts.lateReport.days > value
				? [
						{
							...because(facts.lateReport.days, facts.lateReport.month),
							...(facts.lateReport.returned ? { test: 'return-late' as const } : {})
						}
					]
				: [];
		case 'not-started':
			return open
				.filter(({ stage }) => stage === 'start')
				.map(({ name, plannedOn }) => because(daysBetween(plannedOn, facts.today), name))
				.filter(({ actual }) => actual > value);
	}
}

const reason = (
	{ percent, plannedPercent, plannedOn }: LightFacts,
	test: LightReason['test'],
	value: number,
	actual: number,
	about: string
): LightReason => ({ test, value, actual, about, percent, plannedPercent: plannedPercent ?? 0, plannedOn });

export type LightRuleFault = 'rules-empty' | 'rule-value' | 'rules-contradict' | 'rules-twice';

/**
 * Whether a rule set can be put into force: numbers in their range, no test twice for a light, and of two rules by
 * the same test the heavier light asks for more.
 */
export function lightRuleFaults({ rules }: LightRules): LightRuleFault[] {
	const faults = new Set<LightRuleFault>();
	if (!rules.length) faults.add('rules-empty');
	for (const { test, value } of rules) {
		const most = test === 'behind' || test === 'below' ? 100 : 366;
		if (!Number.isInteger(value) || value < 0 || value > most) faults.add('rule-value');
	}
	for (const [i, a] of rules.entries())
		for (const b of rules.slice(i + 1)) {
			if (a.test !== b.test) continue;
			if (a.light === b.light) faults.add('rules-twice');
			const [milder, heavier] = lights.indexOf(a.light) < lights.indexOf(b.light) ? [a, b] : [b, a];
			// Being below a smaller number, or due in fewer days, is the worse; all other tests grow worse upwards.
			const worse =
				a.test === 'below' || a.test === 'due-within'
					? heavier.value < milder.value
					: heavier.value > milder.value;
			if (a.light !== b.light && !worse) faults.add('rules-contradict');
		}
	return [...faults];
}
