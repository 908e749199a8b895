import { randomBytes, randomInt } from 'node:crypto';
import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import { violatedConstraint, type Desk } from '../db/client.ts';
import { hallScreen } from '../db/schema.ts';
import { hallTokenHash } from '../queries/paired-hall.ts';
import { CODE_LIVES_MS } from './pair-hall.ts';

/**
 * The code an unpaired screen shows, made where there is none or it has expired.
 * @returns the six digits and the token for the screen's cookie
 */
export async function waitingHall(
	desk: Desk,
	token: string | null,
	now = new Date()
): Promise<{ code: string; token: string }> {
	const oldest = new Date(now.getTime() - CODE_LIVES_MS);
	if (token) {
		const [row] = await desk
			.select()
			.from(hallScreen)
			.where(and(eq(hallScreen.tokenHash, hallTokenHash(token)), gt(hallScreen.createdAt, oldest)));
		if (row) return { code: row.code, token };
	}
	await desk.delete(hallScreen).where(and(isNull(hallScreen.meetingId), lt(hallScreen.createdAt, oldest)));
	for (;;) {
		const fresh = {
			code: String(randomInt(1_000_000)).padStart(6, '0'),
			token: randomBytes(24).toString('base64url')
		};
		try {
			await desk
				.insert(hallScreen)
				.values({ tokenHash: hallTokenHash(fresh.token), code: fresh.code, createdAt: now });
			return fresh;
		} catch (error) {
			// Two screens may not wait under one code.
			if (violatedConstraint(error) !== 'hall_code') throw error;
		}
	}
}
