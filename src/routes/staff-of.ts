import type { StaffActor } from '#lib/server/auth/actor.ts';
import { consoleIdOf } from '#lib/wire/admin.ts';

/** The signed-in member of staff. The door has let nobody else in; if it did, this page has no answer for him. */
export function staffOf(locals: App.Locals): StaffActor {
	const { actor } = locals;
	if (actor?.kind !== 'staff') throw new Error(`a staff page was opened by ${actor?.kind ?? 'nobody'}`);
	return actor;
}

/** The same with the console that the form came from: the chair acts only from the one in control. */
export const staffAt = (locals: App.Locals, fields: Record<string, string>): StaffActor => ({
	...staffOf(locals),
	consoleId: consoleIdOf(fields)
});
