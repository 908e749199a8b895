/**
 * Keeps the screen awake until the returned function is called. The browser drops the lock whenever the page
 * is hidden, so it is taken again on return. Where there is none (plain http, Safari before 16.4) nothing
 * happens: the tablet's own settings have to do.
 */
export function keepAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	let ended = false;

	const take = async () => {
		if (ended || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		try {
			lock = await navigator.wakeLock.request('screen');
			if (ended) await lock.release();
		} catch {
			// Refused, for instance on a low battery; asked again when the page is shown next.
		}
	};

	const takeAgain = () => void take();
	document.addEventListener('visibilitychange', takeAgain);
	takeAgain();
	return () => {
		ended = true;
		document.removeEventListener('visibilitychange', takeAgain);
		void lock?.release().catch(() => {});
	};
}
