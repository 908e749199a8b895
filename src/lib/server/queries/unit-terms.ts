import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { isoDate } from '../../i18n/format.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { accepted } from './accepted.ts';
import { unreached } from './claimed.ts';
import { openOpinions } from './open-opinions.ts';
import { owedMessages } from './owed-messages.ts';
import { owedReports } from './owed-reports.ts';
import { timesMoved } from './times-moved.ts';
import { trackerSettings } from './tracker-settings.ts';

export type UnitTerm = {
	id: string;
	project_id: string;
	project: string;
	kind: string;
	about: string;
	due_on: string;
	/** Of a report that came back to be put right. */
	returned?: boolean;
	/** How often its day may have moved: a calendar that has the event shows the highest. */
	sequence: number;
};

/** The open terms of the unit that a secret calendar address belongs to; null for an unknown or revoked one. */
export async function unitTerms(
	desk: Desk,
	token: string,
	now = new Date()
): Promise<{ unit: string; terms: UnitTerm[] } | null> {
	const hash = createHash('sha256').update(token).digest('hex');
	const [key] = await desk.execute<{ congress_id: string; unit: string }>(
		sql`select congress_id, unit from tracker.find_calendar(${hash})`
	);
	if (!key) return null;
	const terms = await inCongress(desk, key.congress_id, async (tx) => {
		const settings = await trackerSettings(tx);
		const mine = sql`p.unit = ${key.unit}`;
		const reports = await owedReports(tx, settings.values, isoDate(now), mine);
		const others = await tx.execute<UnitTerm>(sql`
			select t.id, p.id as project_id, p.name as project, t.kind, t.about, t.due_on::text, t.sequence from (
				select project_id as id, project_id, 'plan' as kind, '' as about, due_on, (select count(*)::int from tracker.history h
						where h.project_id = l.project_id and h.act in ('plan-returned', 'assignment-revised')) as sequence
					from tracker.plan l where state in ('draft', 'returned')
				union all select m.id, m.project_id, 'milestone', m.name, m.planned_on, ${timesMoved('tracker.change_request')}
						+ 2 * (select count(*)::int from tracker.correction c where c.milestone_id = m.id)
					from tracker.milestone m where ${unreached(isoDate(now))}
				union all select id, project_id, kind, reference, due_on, (select count(*)::int from tracker.history h
						where h.project_id = a.project_id and h.subject_id = a.id and h.act = 'act-reopened')
					from tracker.supervision_act a
					where state = 'open' and due_on is not null
				union all select id, project_id, 'visit', '', due_on, reply - 1 from ${openOpinions} o
				union all select id, project_id, 'feedback', written_on, due_on, 0 from ${owedMessages} f
			) t join tracker.project p on p.id = t.project_id
			where ${mine} and (p.replaced_at is null or t.kind in ('visit', 'feedback')) and not (t.kind = 'milestone' and ${accepted})
			order by t.due_on limit 1000`);
		// Named by project and month: the first save makes the row, and the event stays the same one. Until then its day
		// follows the settings, so their version tells which is the newest; a return moves it once more for each version, that of
		// an earlier month too, a revoked 验收 and a start that moved to an earlier day once.
		const months = reports.map(
			({ project_id, project, month, due_on, returned, version, earlier, anew }): UnitTerm => ({
				...{ project_id, project, due_on, id: `${project_id}-${month}`, kind: 'report', about: month },
				...{ returned: returned !== null, sequence: settings.version + version + earlier + anew }
			})
		);
		return [...others, ...months].sort((a, b) => a.due_on.localeCompare(b.due_on));
	});
	return { unit: key.unit, terms };
}
