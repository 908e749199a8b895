import { eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { AuditAct } from '../../i18n/zh-CN/audit.ts';
import { isId } from '../../wire/form.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { round } from '../db/schema.ts';
import { project } from '../db/tracker-schema.ts';
import { appendAudit } from '../desk/audit.ts';

/** The project, if the actor's unit is the one responsible for it. */
export async function ownProject(
	tx: Tx,
	actor: StaffActor,
	projectId: string
): Promise<Result<typeof project.$inferSelect, 'not-found' | 'not-your-unit'>> {
	// What can be no id is no project: the database is asked about nothing else.
	const [row] = isId(projectId) ? await tx.select().from(project).where(eq(project.id, projectId)) : [];
	if (!row) return refuse('not-found');
	return actor.role === 'department' && actor.unit === row.unit ? ok(row) : refuse('not-your-unit');
}

/** Common end of a report: the project is newer, watchers look again, the chain has a line. */
export async function reported(
	tx: Tx,
	actor: StaffActor,
	row: typeof project.$inferSelect,
	name: AuditAct,
	detail: Record<string, string>,
	now: Date
): Promise<void> {
	await tx.update(project).set({ updatedAt: now }).where(eq(project.id, row.id));
	const [held] = await tx.select({ meetingId: round.meetingId }).from(round).where(eq(round.id, row.roundId));
	await notifyDesk(tx, row.congressId, held!.meetingId);
	await appendAudit(tx, {
		congressId: row.congressId,
		meetingId: held!.meetingId,
		actor: actor.username,
		act: name,
		detail: { project: row.number, ...detail },
		at: now
	});
}
