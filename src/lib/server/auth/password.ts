import { hash, verify } from '@node-rs/argon2';
import { inTurn } from '../in-turn.ts';

/** Argon2id with OWASP's parameters for it: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Half of Node's four threads: files, round keys and photographs never wait behind passwords alone. */
const places = inTurn(2);

export const hashPassword = (password: string): Promise<string> =>
	places.take(() => hash(password, parameters));

export const passwordMatches = (stored: string, password: string): Promise<boolean> =>
	places.take(() => verify(stored, password));

/** A hash no password has: an unknown name takes as long as a known one. */
let nobody: Promise<string> | undefined;
export const nobodysHash = (): Promise<string> => (nobody ??= hashPassword(crypto.randomUUID()));
