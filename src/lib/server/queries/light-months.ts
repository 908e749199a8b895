import { sql } from 'drizzle-orm';
import { lights, type Light } from '../../domain/tracker/lights.ts';
import { monthOf, nextMonth } from '../../domain/tracker/report.ts';
import { addDays } from '../../domain/tracker/workdays.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { readsProjects } from './reads-projects.ts';

export type LightMonth = { month: string; lights: Record<Light, number> };

type Change = { project_id: string; since: string; light: Light; replaced_in: string | null };

/**
 * How many projects of a year showed which light at each month's end, and today: of a unit those of its
 * list, as `followPage` counts them. A replaced one counts until the month in which it was replaced.
 */
export const lightMonths = (
	desk: Desk,
	actor: StaffActor,
	year: number,
	today: string
): Promise<LightMonth[]> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const mine = readsProjects(actor);
		const changes = await tx.execute<Change>(sql`
			select l.project_id, l.since::text, l.light,
				to_char(p.replaced_at at time zone 'Asia/Shanghai', 'YYYY-MM') as replaced_in
			from tracker.light_change l join tracker.project p on p.id = l.project_id
			where p.year = ${year} and ${mine} order by l.seq`);
		const first = changes.map(({ since }) => since).sort()[0];
		if (!first) return [];
		const months: LightMonth[] = [];
		for (let month = monthOf(first); month <= monthOf(today); month = nextMonth(month)) {
			const end = addDays(`${nextMonth(month)}-01`, -1);
			const shown = new Map<string, Light>();
			for (const { project_id, since, light, replaced_in } of changes)
				if (since <= end && (replaced_in === null || month < replaced_in)) shown.set(project_id, light);
			const counts = Object.fromEntries(lights.map((light) => [light, 0])) as Record<Light, number>;
			for (const light of shown.values()) counts[light]++;
			months.push({ month, lights: counts });
		}
		return months.slice(-24);
	});
