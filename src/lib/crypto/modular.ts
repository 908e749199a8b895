import { fromHex, toHex } from './bytes.ts';

/** OS2IP of RFC 8017: big-endian bytes as an integer. */
export const toInteger = (bytes: Uint8Array): bigint => BigInt('0x' + (toHex(bytes) || '0'));

/** I2OSP of RFC 8017: `length` big-endian bytes. Throws when the integer needs more. */
export function toBytes(value: bigint, length: number): Uint8Array {
	const hex = value.toString(16).padStart(length * 2, '0');
	if (value < 0n || hex.length > length * 2) throw new Error(`${value} does not fit ${length} bytes`);
	return fromHex(hex);
}

/** base^exponent mod modulus for a public exponent ≥ 0: the running time tells the exponent. */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
	let power = 1n % modulus;
	let square = base % modulus;
	for (let rest = exponent; rest > 0n; rest >>= 1n) {
		if (rest & 1n) power = (power * square) % modulus;
		if (rest > 1n) square = (square * square) % modulus;
	}
	return power;
}

/**
 * The inverse of `value` mod `modulus`, or null where they share a factor. Extended Euclid; not constant in
 * time, which is why it runs on the delegate's own tablet only and never over a private key.
 */
export function modInverse(value: bigint, modulus: bigint): bigint | null {
	let [previous, current] = [modulus, value % modulus];
	let [previousFactor, factor] = [0n, 1n];
	while (current > 0n) {
		const quotient = previous / current;
		[previous, current] = [current, previous - quotient * current];
		[previousFactor, factor] = [factor, previousFactor - quotient * factor];
	}
	if (previous !== 1n) return null;
	return previousFactor < 0n ? previousFactor + modulus : previousFactor;
}

export function areCoprime(a: bigint, b: bigint): boolean {
	while (b > 0n) [a, b] = [b, a % b];
	return a === 1n;
}
