import type { Role } from './permissions.ts';
import { ok, refuse, type Result } from './result.ts';
import { SECOND_PERSON_MS } from './round-state.ts';

/**
 * 补发代表证 takes two persons of two offices: the office, in whose browser the new card is made, and a
 * scrutineer. The order is fixed, because only the office has printed anything.
 */
export const mayRequestReissue = (role: Role): boolean => role === 'office';

export const mayConfirmReissue = (role: Role): boolean =>
	role === 'chief-scrutineer' || role === 'scrutineer';

/** Whether the second person completes it; the refusals come in this order. Two minutes include their end. */
export function confirmsReissue(confirmation: {
	requestedBy: string;
	requestedAtMs: number;
	by: { id: string; role: Role };
	nowMs: number;
}): Result<null, 'same-person' | 'forbidden' | 'second-person-too-late'> {
	const { requestedBy, requestedAtMs, by, nowMs } = confirmation;
	if (requestedBy === by.id) return refuse('same-person');
	if (!mayConfirmReissue(by.role)) return refuse('forbidden');
	return nowMs - requestedAtMs > SECOND_PERSON_MS ? refuse('second-person-too-late') : ok(null);
}
