/** A link that died without a word is known on both sides within the sum of the two, in milliseconds. */
export const heartbeat = { pingInterval: 5000, pingTimeout: 4000 } as const;

/** How long a connection is away before the hall screen says so: one that is back at once has nothing to tell. */
export const LOST_AFTER_MS = 700;
