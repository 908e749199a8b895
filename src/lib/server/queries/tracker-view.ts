import { sql } from 'drizzle-orm';
import type { ProjectHead } from '../../wire/views.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk } from '../db/client.ts';
import { projectHeads } from './project-heads.ts';

/** The follow-up as this account sees it: a department its own unit's projects, everybody else all of the congress. */
export const trackerView = (desk: Desk, actor: StaffActor): Promise<ProjectHead[]> =>
	projectHeads(
		desk,
		actor.role === 'department'
			? sql`p.congress_id = ${actor.congressId}::uuid and p.unit = ${actor.unit}`
			: sql`p.congress_id = ${actor.congressId}::uuid`
	);
