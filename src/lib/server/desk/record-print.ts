import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { paperPrint } from '../db/setup-schema.ts';

/** A paper of the session was printed or saved as PDF: the readiness list asks for it. Anybody who may print. */
export const recordPrint = (
	desk: Desk,
	actor: StaffActor,
	print: { meetingId: string; roundId: string | null; paper: string },
	now = new Date()
): Promise<void> =>
	inCongress(desk, actor.congressId, async (tx) => {
		await tx.insert(paperPrint).values({ congressId: actor.congressId, ...print, at: now, by: actor.id });
	});
