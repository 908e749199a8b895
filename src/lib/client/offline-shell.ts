/**
 * Keeps the tablet's page in this browser for a reload without a network. Only where the connection is secure, and
 * quietly: a browser that refuses goes on as before.
 */
export function keepOfflineShell(): void {
	// Always asked of the server: an old worker must not outlive the program it belongs to.
	const options = { scope: '/tablet', updateViaCache: 'none' } as const;
	navigator.serviceWorker?.register('/service-worker.js', options).catch(() => {});
}
