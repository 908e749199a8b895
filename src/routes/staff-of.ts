import type { StaffActor } from '#lib/server/auth/actor.ts';

/** The signed-in member of staff. The door has let nobody else in; if it did, this page has no answer for him. */
export function staffOf(locals: App.Locals): StaffActor {
	const { actor } = locals;
	if (actor?.kind !== 'staff') throw new Error(`a staff page was opened by ${actor?.kind ?? 'nobody'}`);
	return actor;
}
