/**
 * Seconds before the next attempt to connect. The driver's own waits grow to twenty, and a hall does not wait
 * that long for a server that is back.
 */
export const reconnectDelay = (attempts: number): number => Math.min(0.1 * 2 ** attempts, 1);
