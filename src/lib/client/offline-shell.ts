/**
 * Keeps the tablet's page in this browser for a reload without a network. Only where the connection is secure, and
 * quietly: a browser that refuses goes on as before.
 */
export async function keepOfflineShell(): Promise<void> {
	const { serviceWorker } = navigator;
	if (!serviceWorker) return;
	try {
		// Always asked of the server: an old worker must not outlive the program it belongs to.
		await serviceWorker.register('/service-worker.js', { scope: '/tablet', updateViaCache: 'none' });
		const { active } = await serviceWorker.ready;
		active?.postMessage(performance.getEntriesByType('resource').map(({ name }) => name));
	} catch {
		// Refused, or a full disk: the page is there.
	}
}
