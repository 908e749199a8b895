/** Work of which only so much runs at once in this process; what comes meanwhile waits, first come, first served. */
export type Turns = {
	take: <T>(work: () => Promise<T>) => Promise<T>;
	/** How many wait. */
	waiting: () => number;
};

export function inTurn(atOnce: number): Turns {
	const queue: (() => void)[] = [];
	let running = 0;
	return {
		async take(work) {
			// Whoever ends hands the turn on, so that nobody slips in between.
			if (running >= atOnce) await new Promise<void>((resolve) => queue.push(resolve));
			else running++;
			try {
				return await work();
			} finally {
				const next = queue.shift();
				if (next) next();
				else running--;
			}
		},
		waiting: () => queue.length
	};
}
