import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { inCongress, type Desk } from '../db/client.ts';
import { accepted } from './accepted.ts';
import { openOpinions } from './open-opinions.ts';

export type UnitTerm = {
	id: string;
	project_id: string;
	project: string;
	kind: string;
	about: string;
	due_on: string;
};

/** The open terms of the unit that a secret calendar address belongs to; null for an unknown or revoked one. */
export async function unitTerms(
	desk: Desk,
	token: string
): Promise<{ unit: string; terms: UnitTerm[] } | null> {
	const hash = createHash('sha256').update(token).digest('hex');
	const [key] = await desk.execute<{ congress_id: string; unit: string }>(
		sql`select congress_id, unit from tracker.find_calendar(${hash})`
	);
	if (!key) return null;
	const terms = await inCongress(desk, key.congress_id, (tx) =>
		tx.execute<UnitTerm>(sql`
			select t.id, p.id as project_id, p.name as project, t.kind, t.about, t.due_on::text from (
				select project_id as id, project_id, 'plan' as kind, '' as about, due_on from tracker.plan
					where state in ('draft', 'returned')
				union all select id, project_id, 'milestone', name, planned_on from tracker.milestone
					where done_on is null and dropped_at is null
				union all select id, project_id, 'report', month, due_on from tracker.report where state in ('draft', 'returned')
				union all select id, project_id, 'notice', reference, due_on from tracker.supervision_act
					where state = 'open' and due_on is not null
				union all select id, project_id, 'visit', '', due_on from ${openOpinions} o
			) t join tracker.project p on p.id = t.project_id
			where p.unit = ${key.unit} and p.replaced_at is null
				and not (t.kind in ('milestone', 'report') and ${accepted}) order by t.due_on limit 1000`)
	);
	return { unit: key.unit, terms };
}
