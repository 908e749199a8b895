import { nearestDay } from '../days.ts';

/** 项目建设计划书: milestones, the planned curve and the money by month, as one document. */

/** 前期 → 招标 → 开工 → 主体 → 完工 → 验收 → 移交. */
export const stages = ['preparation', 'tender', 'start', 'main', 'finish', 'acceptance', 'handover'] as const;
export type Stage = (typeof stages)[number];

export type PlanState = 'draft' | 'submitted' | 'returned' | 'approved';

/** What became of a version that was handed in: the last act over it. `at` is an ISO instant. */
export type PlanFate = {
	state: 'submitted' | 'approved' | 'returned' | 'withdrawn';
	at: string;
	by: string;
	reason: string;
};

export type PlannedMilestone = { stage: Stage; name: string; plannedOn: string };
export type CurvePoint = { on: string; percent: number };
/** `month` is `2026-03`; the sum to be paid in it. */
export type PlannedMonth = { month: string; fen: number };

export type PlanBody = {
	milestones: PlannedMilestone[];
	/** Planned 形象进度 at the end of a day; a straight line between two points. */
	curve: CurvePoint[];
	funds: PlannedMonth[];
	note: string;
};

export type PlanFault = {
	code:
		| 'no-milestones'
		| 'milestone-before-start'
		| 'milestone-too-early'
		| 'milestone-after-end'
		| 'milestones-out-of-order'
		| 'milestone-twice'
		| 'stages-missing'
		| 'curve-too-short'
		| 'curve-dates'
		| 'curve-falls'
		| 'curve-before-start'
		| 'curve-after-end'
		| 'curve-unfinished'
		| 'funds-over-total';
	/** The milestone, day or month it is about. */
	about: string;
};

/** Without these three nobody can say whether a project began, is built and is done. */
const needed: readonly Stage[] = ['start', 'finish', 'acceptance'];

/** Everything that is wrong with a plan at once, so that the unit mends it once. */
export function planFaults(plan: PlanBody, frame: Frame & { totalFen: number }): PlanFault[] {
	const faults: PlanFault[] = [];
	const fault = (code: PlanFault['code'], about = '') => faults.push({ code, about });
	const { milestones, curve } = plan;

	if (!milestones.length) fault('no-milestones');
	faults.push(...milestoneFaults(milestones, frame));
	// A change of dates and its table tell milestones apart by name.
	for (const [i, { name }] of milestones.entries())
		if (milestones.slice(0, i).some((entry) => entry.name === name)) fault('milestone-twice', name);
	for (const stage of needed)
		if (milestones.length && !milestones.some((entry) => entry.stage === stage))
			fault('stages-missing', stage);

	if (curve.length < 2) fault('curve-too-short');
	for (const [i, point] of curve.entries()) {
		if (point.on < frame.startsOn) fault('curve-before-start', point.on);
		if (point.on > frame.endsOn) fault('curve-after-end', point.on);
		const before = curve[i - 1];
		if (before && point.on <= before.on) fault('curve-dates', point.on);
		else if (before && point.percent < before.percent) fault('curve-falls', point.on);
	}
	if (curve.length && curve.at(-1)!.percent !== 100) fault('curve-unfinished');

	if (plan.funds.reduce((sum, { fen }) => sum + fen, 0) > frame.totalFen) fault('funds-over-total');
	return faults;
}

/** The days that milestones lie within, and the one that none of 前期 lies before (`earliestDay`). */
export type Frame = { startsOn: string; endsOn: string; earliest?: string };

/** What a vote decides on may have been prepared, or begun, as many years ahead of it. */
const YEARS_AHEAD = 3;

/**
 * The day that nothing of a project is dated before, neither its first day nor a 前期 milestone. A day of longer ago is a
 * slip of the pen, and as the first one it would make a report owed for every month since.
 *
 * @param year the project's: that in which most of its vote's projects end
 * @param startsOn its first day where one was voted on or decided
 */
export function earliestDay(year: number, startsOn: string | null = null): string {
	const first = Math.min(year, startsOn ? Number(startsOn.slice(0, 4)) : year) - YEARS_AHEAD;
	return nearestDay(`${String(Math.max(first, 0)).padStart(4, '0')}-01-01`);
}

/** Days to hold milestones within; what is not set holds none. */
export const openFrame = (startsOn?: string | null, endsOn?: string | null, earliest = '0000'): Frame => ({
	startsOn: startsOn ?? '0000',
	endsOn: endsOn ?? '9999',
	earliest
});

/** What is wrong with the days of milestones, in themselves and within the project's. */
export function milestoneFaults(milestones: readonly PlannedMilestone[], frame: Frame): PlanFault[] {
	const faults: PlanFault[] = [];
	for (const { stage, name, plannedOn } of milestones) {
		if (stage === 'preparation' && frame.earliest && plannedOn < frame.earliest)
			faults.push({ code: 'milestone-too-early', about: name });
		// 前期 may have begun before the project does; 验收 and 移交 may follow its end; the building may not.
		if (plannedOn < frame.startsOn && stage !== 'preparation')
			faults.push({ code: 'milestone-before-start', about: name });
		if (plannedOn > frame.endsOn && stage !== 'acceptance' && stage !== 'handover')
			faults.push({ code: 'milestone-after-end', about: name });
	}
	for (const [i, milestone] of milestones.entries())
		if (milestones.slice(0, i).some((entry) => isAfter(entry, milestone)))
			faults.push({ code: 'milestones-out-of-order', about: milestone.name });
	return faults;
}

/** A later stage planned before an earlier one. */
const isAfter = (a: PlannedMilestone, b: PlannedMilestone): boolean =>
	(stages.indexOf(a.stage) < stages.indexOf(b.stage) && a.plannedOn > b.plannedOn) ||
	(stages.indexOf(a.stage) > stages.indexOf(b.stage) && a.plannedOn < b.plannedOn);
