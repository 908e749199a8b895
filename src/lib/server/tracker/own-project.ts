import { and, eq, isNull } from 'drizzle-orm';
import { has, type Power } from '../../domain/tracker/powers.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { DelegateActor, StaffActor } from '../auth/actor.ts';
import { isId } from '../../wire/form.ts';
import type { Tx } from '../db/client.ts';
import { delegate } from '../db/schema.ts';
import { project, supervisor } from '../db/tracker-schema.ts';
import { lockProject } from './refresh-standing.ts';

export type ProjectRow = typeof project.$inferSelect;

/** The project, locked, if the actor's unit is the one responsible for it and it is still followed up. */
export async function ownProject(
	tx: Tx,
	actor: StaffActor,
	projectId: string
): Promise<Result<ProjectRow, 'not-found' | 'not-your-unit' | 'project-replaced'>> {
	const row = await lockedProject(tx, projectId);
	if (!row) return refuse('not-found');
	if (actor.role !== 'department' || actor.unit !== row.unit) return refuse('not-your-unit');
	return row.replacedAt ? refuse('project-replaced') : ok(row);
}

/** The project, locked, for whoever holds the power over all of them. */
export async function projectUnder(
	tx: Tx,
	actor: StaffActor,
	power: Power,
	projectId: string
): Promise<Result<ProjectRow, 'not-found' | 'forbidden' | 'project-replaced'>> {
	if (!has(actor.role, power)) return refuse('forbidden');
	const row = await lockedProject(tx, projectId);
	if (!row) return refuse('not-found');
	return row.replacedAt ? refuse('project-replaced') : ok(row);
}

/** The project, locked, for a deputy who still is one, and whether he supervises it. */
export async function projectForDeputy(
	tx: Tx,
	actor: DelegateActor,
	projectId: string
): Promise<
	Result<{ row: ProjectRow; inGroup: boolean }, 'not-found' | 'no-longer-deputy' | 'project-replaced'>
> {
	const row = await lockedProject(tx, projectId);
	if (!row) return refuse('not-found');
	const [person] = await tx
		.select({ active: delegate.active })
		.from(delegate)
		.where(eq(delegate.id, actor.id));
	if (!person?.active) return refuse('no-longer-deputy');
	if (row.replacedAt) return refuse('project-replaced');
	const places = await tx
		.select({ id: supervisor.id })
		.from(supervisor)
		.where(
			and(eq(supervisor.projectId, projectId), eq(supervisor.delegateId, actor.id), isNull(supervisor.until))
		);
	return ok({ row, inGroup: places.length > 0 });
}

async function lockedProject(tx: Tx, projectId: string): Promise<ProjectRow | null> {
	if (!isId(projectId)) return null;
	await lockProject(tx, projectId);
	const [row] = await tx.select().from(project).where(eq(project.id, projectId));
	return row ?? null;
}
