import { and, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { plannedPercent } from '../../domain/tracker/curve.ts';
import { lateWorkingDays } from '../../domain/tracker/due.ts';
import { lightOf } from '../../domain/tracker/lights.ts';
import { monthsOwed, reportDueOn } from '../../domain/tracker/report.ts';
import { daysBetween } from '../../domain/tracker/workdays.ts';
import { isoDate } from '../../i18n/format.ts';
import type { Tx } from '../db/client.ts';
import {
	acceptance,
	assignment,
	lightChange,
	measure,
	milestone,
	plan,
	planVersion,
	project,
	report,
	standing
} from '../db/tracker-schema.ts';
import { lightRulesInForce, trackerSettings } from '../queries/tracker-settings.ts';

/**
 * Works out anew where projects stand and which light they show, and keeps every light that changed. The last
 * step of every act on a project, and of the nightly job for all of a congress.
 *
 * @param ids of projects; all that are followed up where it is left out
 * @returns how many lights changed
 */
export async function refreshStanding(tx: Tx, ids: string[] | null, now: Date): Promise<number> {
	const today = isoDate(now);
	const [rules, settings] = [await lightRulesInForce(tx), await trackerSettings(tx)];
	const { calendar, reportDay } = settings.values;
	const projects = await tx
		.select()
		.from(project)
		.where(and(isNull(project.replacedAt), ids ? inArray(project.id, ids) : undefined));
	let changed = 0;
	for (const row of projects) {
		const facts = await factsOf(tx, row.id);
		const startsOn = facts.assignment?.startsOn ?? row.startsOn;
		const curve = facts.plan?.curve ?? null;
		const planned = curve ? plannedPercent(curve, today) : null;
		// Reports are owed once the plan is approved, and no longer after the acceptance.
		const owed = curve && startsOn && !facts.accepted ? monthsOwed(startsOn, today) : [];
		const missing = owed.find((month) => !facts.reported.has(month));
		const lateDays = missing
			? lateWorkingDays(reportDueOn(missing, reportDay, calendar), today, calendar)
			: 0;
		const percent = facts.measure?.percent ?? 0;
		const { light, reasons } = lightOf(rules.rules, {
			today,
			startsOn,
			accepted: facts.accepted,
			plannedPercent: planned,
			percent,
			milestones: facts.milestones,
			lateReport: missing && lateDays > 0 ? { month: missing, days: lateDays } : null
		});
		const open = facts.milestones.filter(({ doneOn }) => doneOn === null);
		const next = open[0] ?? null;
		const values = {
			projectId: row.id,
			congressId: row.congressId,
			year: row.year,
			light,
			reasons,
			rulesVersion: rules.version,
			percent,
			plannedPercent: planned ?? 0,
			plannedFen: facts.measure?.plannedFen ?? row.totalFen,
			arrivedFen: facts.measure?.arrivedFen ?? 0,
			paidFen: facts.measure?.paidFen ?? 0,
			overdueDays: facts.accepted ? 0 : Math.max(0, next ? daysBetween(next.plannedOn, today) : 0),
			lateReportDays: lateDays,
			nextName: next?.name ?? null,
			nextOn: next?.plannedOn ?? null,
			asOf: facts.measure?.asOf ?? null,
			computedOn: today,
			computedAt: now
		};
		await tx.insert(standing).values(values).onConflictDoUpdate({ target: standing.projectId, set: values });
		if (facts.last?.light !== light) {
			changed++;
			await tx.insert(lightChange).values({
				congressId: row.congressId,
				projectId: row.id,
				seq: (facts.last?.seq ?? 0) + 1,
				since: today,
				light,
				reasons,
				rulesVersion: rules.version,
				at: now
			});
		}
	}
	return changed;
}

async function factsOf(tx: Tx, projectId: string) {
	const [assigned] = await tx
		.select({ startsOn: assignment.startsOn })
		.from(assignment)
		.where(eq(assignment.projectId, projectId))
		.orderBy(desc(assignment.version))
		.limit(1);
	const [approved] = await tx
		.select({ body: planVersion.body })
		.from(plan)
		.innerJoin(
			planVersion,
			and(eq(planVersion.projectId, plan.projectId), eq(planVersion.version, plan.version))
		)
		.where(and(eq(plan.projectId, projectId), eq(plan.state, 'approved')));
	const milestones = await tx
		.select({
			name: milestone.name,
			stage: milestone.stage,
			plannedOn: milestone.plannedOn,
			doneOn: milestone.doneOn
		})
		.from(milestone)
		.where(and(eq(milestone.projectId, projectId), isNull(milestone.droppedAt)))
		.orderBy(milestone.plannedOn, milestone.name);
	const [newest] = await tx
		.select()
		.from(measure)
		.where(eq(measure.projectId, projectId))
		.orderBy(desc(measure.asOf), desc(measure.at))
		.limit(1);
	const reports = await tx
		.select({ month: report.month })
		.from(report)
		.where(and(eq(report.projectId, projectId), ne(report.state, 'draft'), ne(report.state, 'returned')));
	const [passed] = await tx
		.select({ id: acceptance.id })
		.from(acceptance)
		.where(
			and(
				eq(acceptance.projectId, projectId),
				eq(acceptance.state, 'approved'),
				eq(acceptance.conclusion, 'pass')
			)
		)
		.limit(1);
	const [last] = await tx
		.select({ seq: lightChange.seq, light: lightChange.light })
		.from(lightChange)
		.where(eq(lightChange.projectId, projectId))
		.orderBy(desc(lightChange.seq))
		.limit(1);
	return {
		assignment: assigned ?? null,
		plan: approved?.body ?? null,
		milestones,
		measure: newest ?? null,
		reported: new Set(reports.map(({ month }) => month)),
		accepted: Boolean(passed),
		last: last ?? null
	};
}

/** Serialises acts on one project: two people's acts on it come one after the other. */
export const lockProject = (tx: Tx, projectId: string) =>
	tx.execute(sql`select pg_advisory_xact_lock(7304, hashtext(${projectId}))`);
