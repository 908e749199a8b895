import { sql } from 'drizzle-orm';
import type { ReminderView } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';

const SHOWN = 30;

/** The newest messages for this account's unit or, for the supervising office, those that were escalated. */
export const inboxOf = (desk: Desk, actor: StaffActor): Promise<ReminderView[]> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const rows = await tx.execute<{
			id: string;
			project_id: string;
			name: string;
			kind: string;
			text: string;
			due_on: string | null;
			escalated: boolean;
			at: string;
			read: boolean;
		}>(sql`
			select r.id, r.project_id, p.name, r.kind, r.text, r.due_on::text, r.escalated, r.at,
				exists (select from tracker.reminder_read d where d.reminder_id = r.id and d.staff_id = ${actor.id}::uuid) as read
			from tracker.reminder r join tracker.project p on p.id = r.project_id
			where ${actor.role === 'department' ? sql`r.unit = ${actor.unit}` : sql`r.unit is null`}
			order by r.at desc, r.id limit ${SHOWN}`);
		return rows.map((row) => ({
			id: row.id,
			projectId: row.project_id,
			projectName: row.name,
			kind: row.kind,
			text: row.text,
			dueOn: row.due_on,
			escalated: row.escalated,
			at: new Date(row.at).toISOString(),
			read: row.read
		}));
	});
