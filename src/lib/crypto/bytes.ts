import './old-browsers.ts';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** Joins raw bytes, the ‖ of docs/protocol.md. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let offset = 0;
	for (const part of parts) {
		joined.set(part, offset);
		offset += part.length;
	}
	return joined;
}

/** UTF-8 without terminator. */
export const utf8 = (text: string): Uint8Array => utf8ToBytes(text);

/** Lower-case hexadecimal, for people and for BigInt; never on the wire. */
export const toHex = (bytes: Uint8Array): string => bytesToHex(bytes);
export const fromHex = (hex: string): Uint8Array => hexToBytes(hex);

/** Base64url of RFC 4648 section 5 without padding: the only text form of bytes on the wire and in files. */
export function toBase64url(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 3) {
		const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
		text += symbol(group >> 18) + symbol(group >> 12);
		if (at + 1 < bytes.length) text += symbol(group >> 6);
		if (at + 2 < bytes.length) text += symbol(group);
	}
	return text;
}

/**
 * Reads canonical base64url, or returns null. Refused: padding, white space, the `+/` alphabet, a length of
 * 1 mod 4, non-zero spare bits, and anything but `length` bytes where a length is given. One sequence of
 * bytes therefore has exactly one accepted text, so comparing texts is comparing bytes.
 */
export function parseBase64url(text: string, length?: number): Uint8Array<ArrayBuffer> | null {
	if (text.length % 4 === 1) return null;
	const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
	if (length !== undefined && bytes.length !== length) return null;
	let pending = 0;
	let pendingBits = 0;
	let filled = 0;
	for (let at = 0; at < text.length; at++) {
		const value = SYMBOL_VALUES[text.charCodeAt(at)];
		if (value === undefined) return null;
		pending = (pending << 6) | value;
		pendingBits += 6;
		if (pendingBits >= 8) {
			pendingBits -= 8;
			bytes[filled++] = pending >> pendingBits;
			pending &= (1 << pendingBits) - 1;
		}
	}
	return pending === 0 ? bytes : null;
}

/** `parseBase64url` for text that has already been checked: throws where that returns null. */
export function fromBase64url(text: string, length?: number): Uint8Array<ArrayBuffer> {
	const bytes = parseBase64url(text, length);
	if (!bytes) throw new Error(`not ${length ?? 'any'} bytes of canonical base64url: ${text}`);
	return bytes;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A lower-case UUID, the only form of an id. */
export const isUuid = (text: string): boolean => UUID.test(text);

/** The 16 bytes that stand for an id inside hashes, signed texts and HKDF info. Throws for another form. */
export function uuidBytes(id: string): Uint8Array {
	if (!isUuid(id)) throw new Error(`not a lower-case UUID: ${id}`);
	return fromHex(id.replace(/-/g, ''));
}

/** The id of 16 bytes; undoes `uuidBytes`. */
export function uuidFromBytes(bytes: Uint8Array): string {
	if (bytes.length !== 16) throw new Error(`an id has 16 bytes, not ${bytes.length}`);
	return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Order of byte strings by value, as unsigned bytes; a prefix comes before what it begins. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
	const shared = Math.min(a.length, b.length);
	for (let at = 0; at < shared; at++) {
		const difference = a[at]! - b[at]!;
		if (difference !== 0) return difference;
	}
	return a.length - b.length;
}

/** Equality of public values. Nothing here compares secrets, so it may stop at the first difference. */
export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => compareBytes(a, b) === 0;

const SYMBOLS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const SYMBOL_VALUES: (number | undefined)[] = Array.from({ length: 128 }, (_, code) => {
	const value = SYMBOLS.indexOf(String.fromCharCode(code));
	return value < 0 ? undefined : value;
});

const symbol = (bits: number): string => SYMBOLS[bits & 63]!;
