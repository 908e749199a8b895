import { eq } from 'drizzle-orm';
import type { FieldChange } from '../../domain/tracker/differences.ts';
import type { AuditAct } from '../../i18n/zh-CN/audit.ts';
import type { Actor } from '../auth/actor.ts';
import type { Tx } from '../db/client.ts';
import { notifyProject } from '../db/notify.ts';
import { history, project } from '../db/tracker-schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import { refreshStanding } from './refresh-standing.ts';

/**
 * The common end of every act on a project: its line of the history with what changed, the project's standing and
 * light anew, a word to whoever watches, and the congress's audit chain last.
 */
export async function recordAct(
	tx: Tx,
	actor: Actor | 'system',
	row: typeof project.$inferSelect,
	entry: {
		act: AuditAct;
		subjectId?: string;
		changes?: FieldChange[];
		reason?: string;
		/** For the chain: short facts, never a person's words. */
		detail?: Record<string, string | number>;
	},
	now: Date
): Promise<void> {
	const person = actor === 'system' ? null : actor;
	await tx.insert(history).values({
		congressId: row.congressId,
		projectId: row.id,
		at: now,
		by: person?.name ?? '系统',
		unit: person?.kind === 'staff' ? person.unit : null,
		act: entry.act,
		subjectId: entry.subjectId ?? null,
		changes: entry.changes ?? [],
		reason: entry.reason ?? ''
	});
	await tx.update(project).set({ updatedAt: now }).where(eq(project.id, row.id));
	await refreshStanding(tx, [row.id], now);
	await notifyProject(tx, row.id);
	await appendCongressAudit(tx, {
		congressId: row.congressId,
		actor:
			person === null ? 'system' : person.kind === 'staff' ? person.username : `delegate ${person.number}`,
		act: entry.act,
		detail: { project: row.id, ...entry.detail },
		at: now
	});
}
