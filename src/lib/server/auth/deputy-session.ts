import { sql } from 'drizzle-orm';
import { inCongress, type Desk } from '../db/client.ts';
import type { DelegateActor } from './actor.ts';
import { sessionHash } from './sessions.ts';

export type DeputySession = 'deputy' | 'rehearsal-card' | 'former-deputy';

/**
 * Whether a deputy's session is good for what stands in the file all year: opened with the deputy's own card, and not
 * with the one that a rehearsal's machine votes with, of somebody who still is a deputy.
 */
export async function deputySession(
	desk: Desk,
	actor: DelegateActor,
	sessionId: string
): Promise<DeputySession> {
	const [row] = await inCongress(desk, actor.congressId, (tx) =>
		tx.execute<{ active: boolean; own: boolean }>(sql`
			select d.active, exists (select from desk.session s join desk.card c on c.card_id = s.card_id
				where s.id = ${sessionHash(sessionId)} and c.delegate_id = d.id and c.state <> 'revoked') as own
			from desk.delegate d where d.id = ${actor.id}::uuid`)
	);
	if (!row?.active) return 'former-deputy';
	return row.own ? 'deputy' : 'rehearsal-card';
}
