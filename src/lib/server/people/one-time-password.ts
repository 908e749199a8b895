import { randomInt } from 'node:crypto';

/** Neither read nor typed wrongly: no 0 and o, no 1, i and l. */
const SYMBOLS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** 59 bits, in three groups to read out; good until the next sign-in, which asks for an own one. */
export const oneTimePassword = (): string =>
	[4, 4, 4]
		.map((length) => Array.from({ length }, () => SYMBOLS[randomInt(SYMBOLS.length)]).join(''))
		.join('-');
