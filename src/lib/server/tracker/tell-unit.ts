import { toldKind, type Told } from '../../domain/tracker/told.ts';
import type { Tx } from '../db/client.ts';
import { reminder } from '../db/tracker-schema.ts';
import type { ProjectRow } from './own-project.ts';

/**
 * One line in the inbox of the project's unit about what somebody else has decided or changed, with the act itself; the
 * same twice is one. What already stands on 我的待办, as all that is returned does, needs none; a report of an accepted
 * project, which doesn't, is told.
 *
 * @param input.subjectId what it is about: a request, a report, a notice, the project
 * @param input.which tells apart what may happen again to the same subject: a version
 * @param input.unit where it is not the one that the row names: of a hand-over the new one
 */
export async function tellUnit(
	tx: Tx,
	row: ProjectRow,
	input: { told: Told; subjectId: string; which?: string | number; text: string; unit?: string },
	now: Date
): Promise<void> {
	const { told, subjectId, which = '', text, unit = row.unit } = input;
	await tx
		.insert(reminder)
		.values({
			congressId: row.congressId,
			projectId: row.id,
			kind: toldKind(told, String(which)),
			subjectId,
			// What happens once has no day that it is so and so far from.
			stage: 0,
			unit,
			text,
			at: now
		})
		.onConflictDoNothing();
}
