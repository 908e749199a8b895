import { getTableColumns, inArray, sql, type SQL } from 'drizzle-orm';
import { reckoning } from '../../domain/tracker/curve.ts';
import { lateWorkingDays } from '../../domain/tracker/due.ts';
import { lightOf } from '../../domain/tracker/lights.ts';
import { openReports, type OpenReport } from '../../domain/tracker/report.ts';
import type { TrackerSettings } from '../../domain/tracker/settings.ts';
import { daysBetween } from '../../domain/tracker/workdays.ts';
import { isoDate } from '../../i18n/format.ts';
import type { Tx } from '../db/client.ts';
import { ownUntilCommit, shareUntilCommit } from '../db/round-lock.ts';
import { lightChange, project, standing } from '../db/tracker-schema.ts';
import { lightRulesInForce, trackerSettings } from '../queries/tracker-settings.ts';
import { standingFacts, type StandingFacts } from './standing-facts.ts';

type Rules = Awaited<ReturnType<typeof lightRulesInForce>>;

/**
 * Works out anew where projects stand and which light they show, and keeps every light that changed. The last
 * step of every act on a project, and of the nightly job for all of a congress.
 *
 * @param ids of projects; all that are followed up where it is left out
 * @returns how many lights changed
 */
export async function refreshStanding(tx: Tx, ids: string[] | null, now: Date): Promise<number> {
	// Before anything is read: worked out from what another act changes meanwhile, a light would stay wrong until the night.
	await lockStanding(tx, ids ? 'share' : 'own');
	const [rules, settings] = [await lightRulesInForce(tx), await trackerSettings(tx)];
	const facts = await standingFacts(tx, ids, isoDate(now));
	if (!facts.length) return 0;
	const rows = facts.map((one) => standingOf(one, rules, settings.values, now));
	await tx.insert(standing).values(rows).onConflictDoUpdate({ target: standing.projectId, set: asInserted });
	const changed = rows.flatMap((row, i) => {
		const { last } = facts[i]!;
		if (last?.light === row.light) return [];
		const { congressId, projectId, light, reasons, rulesVersion, computedOn } = row;
		return [
			{
				...{ congressId, projectId, light, reasons, rulesVersion },
				seq: (last?.seq ?? 0) + 1,
				since: computedOn,
				at: now
			}
		];
	});
	if (changed.length) {
		await tx.insert(lightChange).values(changed);
		// The public record says when it last changed, and the night changes it too; without a light it shows grey.
		const seen = changed.filter(({ seq, light }) => seq > 1 || light !== 'grey');
		const lit = seen.map(({ projectId }) => projectId);
		await tx.update(project).set({ updatedAt: now }).where(inArray(project.id, lit));
	}
	return changed.length;
}

function standingOf(
	facts: StandingFacts,
	rules: Rules,
	settings: TrackerSettings,
	now: Date
): typeof standing.$inferInsert {
	const today = isoDate(now);
	const { plan, measure, milestones, accepted, starts_on: startsOn, reports_from: reportsFrom } = facts;
	// Reports are owed once the plan is approved, and no longer after the acceptance.
	const terms = { ...settings, ...facts.terms };
	const owed = plan && reportsFrom && !accepted ? openReports(reportsFrom, today, facts.begun, terms) : [];
	const measuredOn = measure?.asOf ?? null;
	const { begun } = facts;
	const planned = plan
		? reckoning(plan.curve, { today, startsOn, reportsFrom, measuredOn, open: owed, begun })
		: null;
	const missing = latestOf(owed, today);
	const lateDays = missing ? lateWorkingDays(missing.dueOn, today, settings.calendar) : 0;
	const percent = measure?.percent ?? 0;
	const { light, reasons } = lightOf(rules.rules, {
		today,
		startsOn,
		accepted,
		plannedPercent: planned?.percent ?? null,
		plannedOn: planned?.on ?? null,
		percent,
		milestones,
		lateReport:
			missing && lateDays > 0 ? { month: missing.month, days: lateDays, returned: missing.returned } : null
	});
	const next = milestones.find(({ doneOn, claimedOn }) => doneOn === null && claimedOn === null) ?? null;
	return {
		projectId: facts.id,
		congressId: facts.congress_id,
		year: facts.year,
		light,
		reasons,
		rulesVersion: rules.version,
		percent,
		plannedPercent: planned?.percent ?? 0,
		plannedOn: planned?.on ?? null,
		// Of the budget that holds: the newest measure has the one of its day, which a decision may have changed since.
		plannedFen: Number(facts.total_fen),
		arrivedFen: measure?.arrivedFen ?? 0,
		paidFen: measure?.paidFen ?? 0,
		overdueDays: accepted || !next ? 0 : Math.max(0, daysBetween(next.plannedOn, today)),
		lateReportDays: lateDays,
		nextName: next?.name ?? null,
		nextOn: next?.plannedOn ?? null,
		asOf: measuredOn,
		computedOn: today,
		computedAt: now
	};
}

/** The report that is late the longest: a begun one keeps its day, so the oldest month need not be the one. */
const latestOf = (owed: readonly OpenReport[], today: string): OpenReport | null =>
	owed.filter(({ dueOn }) => dueOn < today).sort((a, b) => a.dueOn.localeCompare(b.dueOn))[0] ?? null;

/** Every column as the insert would have it. */
const asInserted = Object.fromEntries(
	Object.entries(getTableColumns(standing)).map(([name, column]) => [
		name,
		sql`excluded.${sql.identifier(column.name)}`
	])
) as Record<keyof typeof standing.$inferInsert, SQL>;

/**
 * Serialises acts on one project: two people's acts on it come one after the other, and before anything of it is written
 * whoever works out all lights anew is waited for, who writes on projects too.
 */
export async function lockProject(tx: Tx, projectId: string): Promise<void> {
	await ownUntilCommit(tx, 'project', projectId);
	await lockStanding(tx, 'share');
}

async function lockStanding(tx: Tx, how: 'own' | 'share'): Promise<void> {
	const [congress] = await tx.execute<{ id: string }>(sql`select id from desk.congress`);
	if (congress) await (how === 'own' ? ownUntilCommit : shareUntilCommit)(tx, 'standing', congress.id);
}
