/** A number of places for work that would fill the machine; who finds none free waits in order. */
export class Places {
	#free: number;
	readonly #waiting: (() => void)[] = [];

	constructor(count: number) {
		this.#free = count;
	}

	async take<T>(work: () => Promise<T>): Promise<T> {
		if (this.#free > 0) this.#free -= 1;
		else await new Promise<void>((go) => this.#waiting.push(go));
		try {
			return await work();
		} finally {
			// A place goes from hand to hand: nobody who comes now gets in between.
			const next = this.#waiting.shift();
			if (next) next();
			else this.#free += 1;
		}
	}
}
