/**
 * The card code in what a camera, a scanner or a keyboard gave: the link `…/tablet#card=CODE`, or the code
 * itself. Reading the code is the cards' own business.
 */
export function cardCodeIn(given: string): string {
	const link = /#card=([^&\s]*)/.exec(given);
	return link ? decoded(link[1] ?? '') : given;
}

/**
 * Takes the card code out of the address bar, at once and without leaving it in the history: the fragment
 * never reaches a server, and it must not stay where the next person could read it.
 */
export function takeCardFromAddress(): string | null {
	if (!location.hash.startsWith('#card=')) return null;
	const code = cardCodeIn(location.hash);
	history.replaceState(history.state, '', location.pathname + location.search);
	return code;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
