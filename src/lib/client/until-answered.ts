import { backOffMs, sleep } from './back-off.ts';
import type { DeskAnswer } from './desk-api.ts';

/**
 * Calls the desk until it gives a definite answer, ever more slowly; null when the signal is given up first.
 *
 * @param onWaiting told before each pause
 */
export async function untilAnswered<Value>(
	call: () => Promise<DeskAnswer<Value>>,
	signal: AbortSignal,
	onWaiting: () => void = () => {}
): Promise<DeskAnswer<Value> | null> {
	for (let attempt = 1; ; attempt++) {
		const answer = await call();
		if (signal.aborted) return null;
		if (answer.ok || answer.code !== 'try-later') return answer;
		onWaiting();
		await sleep(backOffMs(attempt, Math.random(), answer.retryAfterMs), signal);
		if (signal.aborted) return null;
	}
}
