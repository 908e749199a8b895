import { parseBase64url, toBase64url } from '../crypto/bytes.ts';
import { signLogin, type Card } from '../crypto/card.ts';
import { challenge, login, me, type DeskAnswer, type Person } from './desk-api.ts';

/**
 * Proves the card to the desk and asks whom it belongs to. A lost answer may have spent the nonce, so challenge
 * and login are repeated together.
 */
export async function signInWith(card: Card): Promise<DeskAnswer<Person | 'other' | null>> {
	const cardId = toBase64url(card.cardId);
	const challenged = await challenge(cardId);
	if (!challenged.ok) return challenged;
	const nonce = parseBase64url(challenged.value, 32);
	if (!nonce) return { ok: false, code: 'try-later', retryAfterMs: 0 };
	// The origin that the browser is really at: a signature given to another site opens nothing here.
	const signature = signLogin(card.secret, location.origin, nonce);
	const signedIn = await login(cardId, challenged.value, toBase64url(signature));
	return signedIn.ok ? me() : signedIn;
}
