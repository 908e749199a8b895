/** Without use a session of staff or a deputy ends after this; with use it is renewed once half of it is over. */
export const IDLE_MS = 4 * 3600_000;
