import { hash, verify } from '@node-rs/argon2';

/** Argon2id with OWASP's parameters for it: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, parameters);

export const passwordMatches = (stored: string, password: string): Promise<boolean> =>
	verify(stored, password);

/** A hash no password has: an unknown name takes as long as a known one. */
let nobody: Promise<string> | undefined;
export const nobodysHash = (): Promise<string> => (nobody ??= hashPassword(crypto.randomUUID()));
