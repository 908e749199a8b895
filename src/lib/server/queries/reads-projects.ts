import { sql, type SQL } from 'drizzle-orm';
import type { StaffActor } from '../auth/actor.ts';

/**
 * Which projects `p` stand in an account's lists, as `readsProject` lets it open them: all of the congress, and of a
 * unit those it is responsible for or helps with (协同单位 of the newest 交办单).
 */
export const readsProjects = (actor: StaffActor): SQL =>
	actor.role === 'department'
		? sql`(p.unit = ${actor.unit} or (select a.cooperating ? ${actor.unit} from tracker.assignment a
			where a.project_id = p.id order by a.version desc limit 1))`
		: sql`true`;
