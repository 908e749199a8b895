/**
 * The arithmetic of 演练报告: from what tablets reported and the desk knows to numbers that say what to mend before the
 * meeting. Deputies by number, because a person reads it.
 */

/**
 * What a tablet measures: card to signed in; draw; opening to ballot in sight; submit to acknowledged; and how long the
 * live connection was away, which is always a trouble.
 */
export const rehearsalSteps = ['sign-in', 'draw', 'ballot', 'cast', 'link'] as const;

export type RehearsalStep = (typeof rehearsalSteps)[number];

/** No answer of the server: what a tablet reports where a refusal would have a code. */
export const NETWORK = 'network';

export type StepReport = {
	number: number;
	step: RehearsalStep;
	ms: number;
	/** A refusal's code or `network`; null where the step went well. */
	trouble: string | null;
};

export type RehearsedDeputy = {
	number: number;
	name: string;
	delegation: string;
	/** Played by the program. */
	simulated: boolean;
	checkedIn: boolean;
	/** What was drawn in the last round, and on which channel. */
	drew: 'electronic' | 'paper' | null;
};

export type StepFigures = {
	step: RehearsalStep;
	/** Real tablets apart from the program's own deputies, who sit beside the server and have no radio. */
	simulated: boolean;
	times: number;
	p50Ms: number;
	p95Ms: number;
	slowestMs: number;
};

export type DelegationFigures = {
	delegation: string;
	members: number;
	present: number;
	drew: number;
	submitted: number;
};

export type Named = Pick<RehearsedDeputy, 'number' | 'name' | 'delegation' | 'simulated'>;

export type Trouble = Named & { step: RehearsalStep; trouble: string; times: number };

export type Slow = Named & { step: RehearsalStep; ms: number };

/** Something to mend, by code; the page puts it into words. */
export type ToMend =
	| { code: 'no-tablet' }
	| { code: 'not-announced' }
	| { code: 'absent'; count: number }
	| { code: 'unsubmitted'; count: number }
	| { code: 'network'; deputies: number; times: number }
	| { code: 'refused'; deputies: number; times: number }
	| { code: 'slow'; step: RehearsalStep; p95Ms: number; limitMs: number };

/** What keeps a rehearsal from being a whole one (完整演练). */
export type RehearsalGap = 'not-announced' | 'no-tablet';

export type ReportFigures = {
	turnout: { members: number; present: number; drewElectronic: number; drewPaper: number; submitted: number };
	delegations: DelegationFigures[];
	/** Drew on a tablet and reported no submission. */
	unsubmitted: Named[];
	trouble: Trouble[];
	steps: StepFigures[];
	slowest: Slow[];
	network: { deputies: number; times: number };
	mend: ToMend[];
};

/**
 * How long a step may take for 19 of 20 tablets; longer is something to mend.
 *
 * @source docs/decisions/0010: opening to ballot and submit to acknowledgement three seconds, sign-in and draw five
 */
export const stepLimitsMs: Readonly<Record<RehearsalStep, number>> = {
	'sign-in': 5000,
	draw: 5000,
	ballot: 3000,
	cast: 3000,
	link: 0
};

const MOST_SLOW = 10;

/** @param announced whether the rehearsed round came to its announcement */
export function reportFigures(
	deputies: readonly RehearsedDeputy[],
	reports: readonly StepReport[],
	announced: boolean
): ReportFigures {
	const known = new Map(deputies.map((deputy) => [deputy.number, deputy]));
	const kept = reports.filter(({ number }) => known.has(number));
	const well = kept.filter(({ trouble }) => trouble === null);
	const submitted = new Set(well.filter(({ step }) => step === 'cast').map(({ number }) => number));
	const unsubmitted = deputies.filter(({ drew, number }) => drew === 'electronic' && !submitted.has(number));
	const trouble = troubles(kept, known);
	const steps = stepFigures(well, known);
	const network = spread(trouble.filter((entry) => entry.trouble === NETWORK));
	const count = (fits: (deputy: RehearsedDeputy) => boolean) => deputies.filter(fits).length;
	return {
		turnout: {
			members: deputies.length,
			present: count(({ checkedIn }) => checkedIn),
			drewElectronic: count(({ drew }) => drew === 'electronic'),
			drewPaper: count(({ drew }) => drew === 'paper'),
			submitted: count(({ drew, number }) => drew === 'electronic' && submitted.has(number))
		},
		delegations: byDelegation(deputies, submitted),
		unsubmitted: unsubmitted.map(nameOf),
		trouble,
		steps,
		slowest: [...well]
			.sort((a, b) => b.ms - a.ms || a.number - b.number)
			.slice(0, MOST_SLOW)
			.map(({ number, step, ms }) => ({ ...nameOf(known.get(number)!), step, ms })),
		network,
		mend: toMend({ deputies, kept, known, unsubmitted, trouble, steps, network, announced })
	};
}

/**
 * Why this rehearsal says nothing of the meeting yet; null for a whole one. Delays and absences are for the report: they
 * are to be mended, and the way was gone to its end all the same.
 *
 * @param mend of the stored report; null where none was written, which proves nothing
 */
export function rehearsalGap(mend: readonly ToMend[] | null): RehearsalGap | null {
	const has = (code: RehearsalGap) => mend === null || mend.some((found) => found.code === code);
	return has('not-announced') ? 'not-announced' : has('no-tablet') ? 'no-tablet' : null;
}

/** The value that a share of the list does not exceed, by the nearest rank. @param share in (0, 1] */
export function percentile(sorted: readonly number[], share: number): number {
	if (!sorted.length) throw new Error('no value to rank');
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

function stepFigures(
	well: readonly StepReport[],
	known: ReadonlyMap<number, RehearsedDeputy>
): StepFigures[] {
	return [false, true].flatMap((simulated) =>
		rehearsalSteps.flatMap((step) => {
			const times = well
				.filter((entry) => entry.step === step && known.get(entry.number)!.simulated === simulated)
				.map(({ ms }) => ms)
				.sort((a, b) => a - b);
			if (!times.length) return [];
			const [p50Ms, p95Ms, slowestMs] = [percentile(times, 0.5), percentile(times, 0.95), times.at(-1)!];
			return [{ step, simulated, times: times.length, p50Ms, p95Ms, slowestMs }];
		})
	);
}

/** One line for each deputy, step and code, the most frequent first. */
function troubles(reports: readonly StepReport[], known: ReadonlyMap<number, RehearsedDeputy>): Trouble[] {
	const lines = new Map<string, Trouble>();
	for (const { number, step, trouble } of reports) {
		if (trouble === null) continue;
		const key = `${number} ${step} ${trouble}`;
		const line = lines.get(key) ?? { ...nameOf(known.get(number)!), step, trouble, times: 0 };
		lines.set(key, { ...line, times: line.times + 1 });
	}
	return [...lines.values()].sort((a, b) => b.times - a.times || a.number - b.number);
}

const spread = (lines: readonly Trouble[]): { deputies: number; times: number } => ({
	deputies: new Set(lines.map(({ number }) => number)).size,
	times: lines.reduce((sum, { times }) => sum + times, 0)
});

/** In the order of the roll. */
function byDelegation(
	deputies: readonly RehearsedDeputy[],
	submitted: ReadonlySet<number>
): DelegationFigures[] {
	const figures = new Map<string, DelegationFigures>();
	for (const { delegation, number, checkedIn, drew } of deputies) {
		const line = figures.get(delegation) ?? { delegation, members: 0, present: 0, drew: 0, submitted: 0 };
		line.members += 1;
		if (checkedIn) line.present += 1;
		if (drew) line.drew += 1;
		if (drew === 'electronic' && submitted.has(number)) line.submitted += 1;
		figures.set(delegation, line);
	}
	return [...figures.values()];
}

function toMend(found: {
	deputies: readonly RehearsedDeputy[];
	kept: readonly StepReport[];
	known: ReadonlyMap<number, RehearsedDeputy>;
	unsubmitted: readonly RehearsedDeputy[];
	trouble: readonly Trouble[];
	steps: readonly StepFigures[];
	network: { deputies: number; times: number };
	announced: boolean;
}): ToMend[] {
	const absent = found.deputies.filter(({ checkedIn }) => !checkedIn).length;
	const refused = spread(found.trouble.filter(({ trouble }) => trouble !== NETWORK));
	const slow = found.steps.filter(({ step, p95Ms }) => p95Ms > stepLimitsMs[step]);
	return [
		...(found.announced ? [] : [{ code: 'not-announced' as const }]),
		...(found.kept.some(({ number }) => !found.known.get(number)!.simulated)
			? []
			: [{ code: 'no-tablet' as const }]),
		...(absent ? [{ code: 'absent' as const, count: absent }] : []),
		...(found.unsubmitted.length ? [{ code: 'unsubmitted' as const, count: found.unsubmitted.length }] : []),
		...(found.network.times ? [{ code: 'network' as const, ...found.network }] : []),
		...(refused.times ? [{ code: 'refused' as const, ...refused }] : []),
		...slow.map(({ step, p95Ms }) => ({
			code: 'slow' as const,
			step,
			p95Ms,
			limitMs: stepLimitsMs[step]
		}))
	];
}

const nameOf = ({ number, name, delegation, simulated }: RehearsedDeputy): Named => ({
	number,
	name,
	delegation,
	simulated
});
