/** Fewer than the application has connections to its database. */
const AT_ONCE = 6;

/** Does them all, some at a time. @returns what came of them, in their order */
export async function several<T>(tasks: (() => Promise<T>)[]): Promise<T[]> {
	const done: T[] = new Array<T>(tasks.length);
	let next = 0;
	const worker = async () => {
		for (let i = next++; i < tasks.length; i = next++) done[i] = await tasks[i]!();
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return done;
}
