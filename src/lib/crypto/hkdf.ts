import './old-browsers.ts';
import { hkdf as derive } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from './bytes.ts';

const SALT = utf8('piaojue/v1');

/** HKDF (RFC 5869) with SHA-256 and the protocol's one salt. `length` in bytes, at most 8,160. */
export const hkdf = (secret: Uint8Array, info: Uint8Array, length: number): Uint8Array =>
	derive(sha256, secret, SALT, info, length);
