import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { grouped, parseBase32, toBase32 } from '../../crypto/base32.ts';
import { uuidBytes, uuidFromBytes } from '../../crypto/bytes.ts';

/** A code is good in its half hour and the next. */
const WINDOW_MS = 30 * 60_000;

const ID_BYTES = 16;
const MARK_BYTES = 5;

/**
 * 检查码: lets a device that nobody is signed in on save its check, and nothing else. It names the congress and
 * carries a mark that only this installation can make, so nothing is stored and every process knows it.
 */
export const deviceCode = (secret: string, congressId: string, now = new Date()): string =>
	grouped(toBase32(Buffer.concat([uuidBytes(congressId), markOf(secret, congressId, windowOf(now))])));

/** The congress of a code that is good now; null for every other text. */
export function congressOfDeviceCode(secret: string, typed: string, now = new Date()): string | null {
	const symbols = typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s-]/g, '')
		.replace(/[IL]/g, '1')
		.replace(/O/g, '0');
	const bytes = parseBase32(symbols);
	if (bytes?.length !== ID_BYTES + MARK_BYTES) return null;
	const congressId = uuidFromBytes(bytes.subarray(0, ID_BYTES));
	const mark = bytes.subarray(ID_BYTES);
	const good = [0, 1].some((before) =>
		timingSafeEqual(mark, markOf(secret, congressId, windowOf(now) - before))
	);
	return good ? congressId : null;
}

const windowOf = (now: Date): number => Math.floor(now.getTime() / WINDOW_MS);

function markOf(secret: string, congressId: string, window: number): Buffer {
	const key = Buffer.from(hkdfSync('sha256', secret, 'piaojue/v1', 'device-check', 32));
	return createHmac('sha256', key).update(`${congressId} ${window}`).digest().subarray(0, MARK_BYTES);
}
