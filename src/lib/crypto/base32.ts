/** Crockford's alphabet: no I, L, O, U. */
export const BASE32_SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Five bits a symbol, big-endian, the last symbol filled with zero bits: 16 bytes give 26 symbols. */
export function toBase32(bytes: Uint8Array): string {
	let text = '';
	let pending = 0;
	let pendingBits = 0;
	for (const byte of bytes) {
		pending = (pending << 8) | byte;
		pendingBits += 8;
		while (pendingBits >= 5) {
			pendingBits -= 5;
			text += BASE32_SYMBOLS[pending >> pendingBits]!;
			pending &= (1 << pendingBits) - 1;
		}
	}
	return pendingBits > 0 ? text + BASE32_SYMBOLS[pending << (5 - pendingBits)]! : text;
}

/**
 * The bytes of upper-case base32, or null for a foreign symbol, for spare bits that are not zero and for a
 * length no number of bytes has. Forgiving spellings (O for 0) belong to whoever reads what a person typed.
 */
export function parseBase32(text: string): Uint8Array<ArrayBuffer> | null {
	const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
	if (text.length !== Math.ceil((bytes.length * 8) / 5)) return null;
	let pending = 0;
	let pendingBits = 0;
	let filled = 0;
	for (const symbol of text) {
		const value = BASE32_SYMBOLS.indexOf(symbol);
		if (value < 0) return null;
		pending = (pending << 5) | value;
		pendingBits += 5;
		if (pendingBits >= 8) {
			pendingBits -= 8;
			bytes[filled++] = pending >> pendingBits;
			pending &= (1 << pendingBits) - 1;
		}
	}
	return pending === 0 ? bytes : null;
}

/** Groups of four joined by `-`, the last as long as what is left: how people read codes and fingerprints. */
export const grouped = (symbols: string): string => symbols.match(/.{1,4}/g)?.join('-') ?? '';
