/** How long a second person still has, by the server's clock. For a component: its tick ends with it. */
export function secondsLeft(expiresAt: () => string, clockAheadMs: () => number) {
	let now = $state(Date.now());
	$effect(() => {
		const tick = setInterval(() => (now = Date.now()), 500);
		return () => clearInterval(tick);
	});
	const seconds = $derived(Math.ceil((Date.parse(expiresAt()) - now - clockAheadMs()) / 1000));
	return {
		get over() {
			return seconds <= 0;
		},
		get clock() {
			const shown = Math.max(0, seconds);
			return `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, '0')}`;
		}
	};
}
