/**
 * How long to wait before sending again, in milliseconds: 0.5, 1, 2, then 4 s, each lengthened by up to a
 * half, so that three hundred tablets that lost one access point do not come back in one instant.
 *
 * @param attempt 1 after the first failure
 * @param random in [0, 1)
 * @param atLeastMs what the server asked for by Retry-After
 */
export function backOffMs(attempt: number, random: number, atLeastMs = 0): number {
	const step = Math.min(500 * 2 ** (Math.max(1, attempt) - 1), 4_000);
	return Math.round(Math.max(step, atLeastMs) * (1 + random / 2));
}

/** Resolves after `ms`, or at once when the signal is given up; the caller looks at the signal afterwards. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal?.aborted) return resolve();
		const wake = () => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', wake);
			resolve();
		};
		const timer = setTimeout(wake, ms);
		signal?.addEventListener('abort', wake);
	});
}
