import type { RequestEvent } from '@sveltejs/kit';
import { pairedHall } from '../queries/paired-hall.ts';
import { askerOf, type Asker } from '../queries/round-for-watcher.ts';
import { HALL_COOKIE } from './hall-cookie.ts';

/** Who asks for a round: the session's person, or else the hall screen this browser was paired as. */
export async function askerOfEvent(event: RequestEvent): Promise<Asker | null> {
	const { actor, desk } = event.locals;
	const token = event.cookies.get(HALL_COOKIE);
	return askerOf(actor, !actor && token ? await pairedHall(desk, token) : null);
}
