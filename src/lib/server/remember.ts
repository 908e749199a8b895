/**
 * Keeps one instance per process and name, across hot reloads in development: pools, listeners and the socket
 * server must not be made again each time a module is.
 */
export function remember<T>(name: string, make: () => T): T {
	const kept = ((globalThis as Record<symbol, unknown>)[Symbol.for('piaojue.kept')] ??= new Map()) as Map<
		string,
		unknown
	>;
	if (!kept.has(name)) kept.set(name, make());
	return kept.get(name) as T;
}

/** Forgets an instance that has been stopped. */
export function forget(name: string): void {
	(
		(globalThis as Record<symbol, unknown>)[Symbol.for('piaojue.kept')] as Map<string, unknown> | undefined
	)?.delete(name);
}
