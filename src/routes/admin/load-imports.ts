import { importsView } from '#lib/server/queries/imports-view.ts';
import type { ImportKind, ImportView, RollLock } from '#lib/wire/views-import.ts';
import { staffOf } from '../staff-of.ts';

/** What every page of imports loads: its history, and whether anything may be imported now. */
export async function loadImports(
	locals: App.Locals,
	parent: () => Promise<{ meetingId: string | null }>,
	kind: ImportKind
): Promise<{ imports: ImportView[]; lock: RollLock | null }> {
	const { meetingId } = await parent();
	return meetingId
		? importsView(locals.desk, staffOf(locals).congressId, meetingId, kind)
		: { imports: [], lock: null };
}
