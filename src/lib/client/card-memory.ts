/**
 * The card of the delegate who sits here, for as long as the tab lives and no longer than the ballot: kept in
 * sessionStorage so that a reload asks nobody to scan again, and erased at the definite answer, at sign-out
 * and at 不是我. Marks and the ballot's random value are never put here or anywhere else.
 */
export type RememberedCard = {
	/** The typed code. */
	code: string;
	/** Of the delegate who said 是我本人; null before. */
	number: number | null;
};

const key = 'piaojue.card';

export function rememberCard(card: RememberedCard): void {
	attempt(() => sessionStorage.setItem(key, JSON.stringify(card)));
}

export function forgetCard(): void {
	attempt(() => sessionStorage.removeItem(key));
}

export function rememberedCard(): RememberedCard | null {
	const kept = attempt(() => JSON.parse(sessionStorage.getItem(key) ?? 'null') as unknown);
	if (typeof kept !== 'object' || kept === null) return null;
	const { code, number } = kept as Record<string, unknown>;
	return typeof code === 'string' ? { code, number: typeof number === 'number' ? number : null } : null;
}

/** Storage may be switched off: then a reload asks for the card again. */
function attempt<Value>(act: () => Value): Value | null {
	try {
		return act();
	} catch {
		return null;
	}
}
