export type InTurn = <Value>(step: () => Promise<Value>) => Promise<Value>;

/**
 * Runs steps a few at a time, in the order in which they came. However many rooms are woken at once, the database's
 * connections stay with those who act: draws, sign-ins, the close.
 */
export function atMost(most: number): InTurn {
	let running = 0;
	const waiting: (() => void)[] = [];
	return async (step) => {
		if (running >= most) await new Promise<void>((go) => waiting.push(go));
		else running += 1;
		try {
			return await step();
		} finally {
			// The place goes to whoever waits longest, without being free in between.
			const next = waiting.shift();
			if (next) next();
			else running -= 1;
		}
	};
}
