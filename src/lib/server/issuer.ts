import {
	constants,
	createPrivateKey,
	createPublicKey,
	generateKeyPair,
	privateDecrypt,
	publicEncrypt
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { equalBytes } from '../crypto/bytes.ts';
import { inIssuerRange, parseIssuerKey, TICKET_BYTES } from '../crypto/issuer-key.ts';

/** PKCS8 and SubjectPublicKeyInfo, both DER. The private key belongs to one round and signs nothing but draws. */
export type IssuerKeyPair = { privateKey: Uint8Array; spki: Uint8Array };

/** A new RSA-3072 key pair with e = 65537. Takes about a second, off the event loop. */
export async function generateIssuer(): Promise<IssuerKeyPair> {
	const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
		modulusLength: TICKET_BYTES * 8,
		publicExponent: 65537,
		privateKeyEncoding: { format: 'der', type: 'pkcs8' },
		publicKeyEncoding: { format: 'der', type: 'spki' }
	});
	return { privateKey: new Uint8Array(privateKey), spki: new Uint8Array(publicKey) };
}

export type Issuer = {
	spki: Uint8Array;
	/** Whether a value can be signed: 384 bytes, an integer in (0, n). */
	accepts(blinded: Uint8Array): boolean;
	/** BlindSign of RFC 9474 section 4.3. Throws for a value it does not accept. */
	blindSign(blinded: Uint8Array): Uint8Array;
};

/** Reads a private key once, for the thousands of draws that follow. */
export function openIssuer(pkcs8: Uint8Array): Issuer {
	const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
	const publicKey = createPublicKey(privateKey);
	const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
	const key = parseIssuerKey(spki);
	if (!key.ok) throw new Error('not an RSA-3072 key with e = 65537');
	const accepts = (blinded: Uint8Array): boolean => inIssuerRange(key.value, blinded);
	return {
		spki,
		accepts,
		blindSign(blinded) {
			if (!accepts(blinded)) throw new Error('a blinded value is 384 bytes, an integer in (0, n)');
			return rawSign(privateKey, publicKey, blinded);
		}
	};
}

/** One blind signature with a key that is not kept open. */
export const blindSign = (pkcs8: Uint8Array, blinded: Uint8Array): Uint8Array =>
	openIssuer(pkcs8).blindSign(blinded);

/**
 * blinded^d mod n by OpenSSL, which does it in about 2 ms and blinds against timing. The result is raised to e
 * again before it leaves: a fault in one half of the CRT would otherwise give the key away.
 */
function rawSign(privateKey: KeyObject, publicKey: KeyObject, blinded: Uint8Array): Uint8Array {
	const padding = constants.RSA_NO_PADDING;
	const signature = privateDecrypt({ key: privateKey, padding }, blinded);
	if (!equalBytes(publicEncrypt({ key: publicKey, padding }, signature), blinded)) {
		throw new Error('the blind signature does not verify; it is not released');
	}
	return new Uint8Array(signature);
}
