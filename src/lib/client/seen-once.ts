/** A card still held before the camera, or missed in a look or two, is not the next deputy's. */
const awayMs = 5000;

/** Tells a code that comes before the camera from one that is still there, or was a moment ago. */
export class SeenOnce {
	readonly #seenAt = new Map<string, number>();

	/**
	 * Takes note that the code is in sight.
	 *
	 * @param nowMs of a clock that only goes forward
	 * @returns whether it was out of sight for more than five seconds, or never in it
	 */
	isNew(code: string, nowMs: number): boolean {
		const seenAt = this.#seenAt.get(code);
		this.#seenAt.set(code, nowMs);
		return seenAt === undefined || nowMs - seenAt > awayMs;
	}
}
