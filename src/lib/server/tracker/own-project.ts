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
export const ownProject = async (
	tx: Tx,
	actor: StaffActor,
	projectId: string
): Promise<Result<ProjectRow, 'not-found' | 'not-your-unit' | 'project-replaced'>> =>
	followedUp(await ownKept(tx, actor, projectId));

/**
 * As `ownProject`, after a replacement too: for what somebody still waits for, and for what may not stay in sight.
 */
export async function ownKept(
	tx: Tx,
	actor: StaffActor,
	projectId: string
): Promise<Result<ProjectRow, 'not-found' | 'not-your-unit'>> {
	const row = await lockedProject(tx, projectId);
	if (!row) return refuse('not-found');
	return actor.role === 'department' && actor.unit === row.unit ? ok(row) : refuse('not-your-unit');
}

/** The project, locked, for whoever holds the power over all of them. */
export const projectUnder = async (
	tx: Tx,
	actor: StaffActor,
	power: Power,
	projectId: string
): Promise<Result<ProjectRow, 'not-found' | 'forbidden' | 'project-replaced'>> =>
	followedUp(await keptUnder(tx, actor, power, projectId));

/**
 * As `projectUnder`, after a replacement too: its page stays public, so what stands there can be mended and what was
 * begun be closed.
 */
export async function keptUnder(
	tx: Tx,
	actor: StaffActor,
	power: Power,
	projectId: string
): Promise<Result<ProjectRow, 'not-found' | 'forbidden'>> {
	if (!has(actor.role, power)) return refuse('forbidden');
	const row = await lockedProject(tx, projectId);
	return row ? ok(row) : refuse('not-found');
}

/** The project, locked, for a deputy who still is one, and whether he supervises it. */
export async function projectForDeputy(
	tx: Tx,
	actor: DelegateActor,
	projectId: string
): Promise<
	Result<{ row: ProjectRow; inGroup: boolean }, 'not-found' | 'no-longer-deputy' | 'project-replaced'>
> {
	const found = await keptForDeputy(tx, actor, projectId);
	return found.ok && found.value.row.replacedAt ? refuse('project-replaced') : found;
}

/** As `projectForDeputy`, after a replacement too: for what the deputy has begun before it. */
export async function keptForDeputy(
	tx: Tx,
	actor: DelegateActor,
	projectId: string
): Promise<Result<{ row: ProjectRow; inGroup: boolean }, 'not-found' | 'no-longer-deputy'>> {
	const row = await lockedProject(tx, projectId);
	if (!row) return refuse('not-found');
	const [person] = await tx
		.select({ active: delegate.active })
		.from(delegate)
		.where(eq(delegate.id, actor.id));
	if (!person?.active) return refuse('no-longer-deputy');
	const places = await tx
		.select({ id: supervisor.id })
		.from(supervisor)
		.where(
			and(eq(supervisor.projectId, projectId), eq(supervisor.delegateId, actor.id), isNull(supervisor.until))
		);
	return ok({ row, inGroup: places.length > 0 });
}

const followedUp = <Code extends string>(
	found: Result<ProjectRow, Code>
): Result<ProjectRow, Code | 'project-replaced'> =>
	found.ok && found.value.replacedAt ? refuse('project-replaced') : found;

async function lockedProject(tx: Tx, projectId: string): Promise<ProjectRow | null> {
	if (!isId(projectId)) return null;
	await lockProject(tx, projectId);
	const [row] = await tx.select().from(project).where(eq(project.id, projectId));
	return row ?? null;
}
