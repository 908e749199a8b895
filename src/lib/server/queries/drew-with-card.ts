import { and, eq, sql } from 'drizzle-orm';
import { equalBytes } from '../../crypto/bytes.ts';
import type { Tx } from '../db/client.ts';
import { draw, round } from '../db/schema.ts';

/** Whether this card drew a ballot of a round that is not yet certified: it may still finish that round. */
export async function drewWithCard(tx: Tx, delegateId: string, publicKey: Uint8Array): Promise<boolean> {
	const draws = await tx
		.select({ key: draw.cardPublicKey })
		.from(draw)
		.innerJoin(round, eq(round.id, draw.roundId))
		.where(
			and(
				eq(draw.delegateId, delegateId),
				sql`${round.state} in ('ready', 'open', 'paused', 'closed', 'counted')`
			)
		);
	return draws.some(({ key }) => key && equalBytes(key, publicKey));
}
