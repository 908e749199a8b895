import { sql } from 'drizzle-orm';
import { planChanges } from '../../domain/tracker/plan-changes.ts';
import type { PlanBody, PlanFate } from '../../domain/tracker/plan.ts';
import type { PlanVersionView, PlanVersionsPage } from '../../wire/tracker-views.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';

const PAGE = 5;

/**
 * The submitted versions of a plan, newest first, each with what became of it and what it changed against the one
 * before: a page at a time.
 *
 * @param below the version that the page starts below; null for the newest
 */
export const planVersions = (
	desk: Desk,
	congressId: string,
	projectId: string,
	below: number | null,
	pageSize = PAGE
): Promise<PlanVersionsPage> =>
	inCongress(desk, congressId, async (tx) => {
		// One more than is shown: the last one is compared with it.
		const rows = await tx.execute<VersionRow>(sql`
			select v.version, v.body, v.submitted_at, v.submitted_by, c.id as change_id, c.kind, c.authority, c.decision,
				c.decided_on::text, c.decided_by
			from tracker.plan_version v left join lateral ${changeBehind} c on true
			where v.project_id = ${projectId}::uuid and ${below === null ? sql`true` : sql`v.version < ${below}`}
			order by v.version desc limit ${pageSize + 1}`);
		const fates = await fatesOf(tx, projectId);
		return {
			versions: rows.slice(0, pageSize).map((row, i) => {
				const older = rows[i + 1];
				return {
					version: row.version,
					body: row.body,
					submittedAt: new Date(row.submitted_at).toISOString(),
					submittedBy: row.submitted_by,
					fate: fates.get(row.version) ?? null,
					change: row.change_id
						? {
								kind: row.kind!,
								authority: row.authority!,
								decision: row.decision!,
								decidedOn: row.decided_on!,
								recordedBy: row.decided_by!
							}
						: null,
					changes: older ? planChanges(older.body, row.body) : null
				};
			}),
			more: rows.length > pageSize,
			first: below === null
		};
	});

type VersionRow = {
	version: number;
	body: PlanBody;
	submitted_at: string;
	submitted_by: string;
	change_id: string | null;
	decided_on: string | null;
	decided_by: string | null;
} & { [field in 'kind' | 'authority' | 'decision']: NonNullable<PlanVersionView['change']>[field] | null };

/** The decision that made a version `v`. Before it was named beside the version, it was written in the same moment. */
const changeBehind = sql`(select * from tracker.change_request c where c.project_id = v.project_id and c.state = 'approved'
	and (c.id = v.basis or v.basis is null and c.decided_at = v.submitted_at) limit 1)`;

/**
 * What became of each version that was handed in, by its number. The history keeps no number, but its lines come in
 * order: what is decided or taken back is always the version that was handed in last.
 */
async function fatesOf(tx: Tx, projectId: string): Promise<Map<number, PlanFate>> {
	const versions = await tx.execute<{ version: number }>(sql`
		select v.version from tracker.plan_version v left join lateral ${changeBehind} c on true
		where v.project_id = ${projectId}::uuid and c.id is null order by v.version`);
	const acts = await tx.execute<{ act: string; at: string; by: string; reason: string }>(sql`
		select act, at, by, reason from tracker.history where project_id = ${projectId}::uuid
			and act in ('plan-submitted', 'plan-approved', 'plan-returned', 'plan-withdrawn') order by id`);
	const fates = new Map<number, PlanFate>();
	let place = -1;
	for (const { act, at, by, reason } of acts) {
		if (act === 'plan-submitted') place += 1;
		const version = versions[place]?.version;
		const state = states[act];
		if (version !== undefined && state)
			fates.set(version, { state, at: new Date(at).toISOString(), by, reason });
	}
	return fates;
}

const states: Record<string, PlanFate['state']> = {
	'plan-submitted': 'submitted',
	'plan-approved': 'approved',
	'plan-returned': 'returned',
	'plan-withdrawn': 'withdrawn'
};
