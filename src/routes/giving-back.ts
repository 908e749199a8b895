import { fail, isActionFailure, type ActionFailure, type RequestEvent } from '@sveltejs/kit';

/** What a refused act gives back to a page that came to it without its script. */
export type GivenBack = { act: string; typed: Record<string, string[]> };

/**
 * The same actions; each gives back with a refusal what was typed, where the page was sent as a plain form and is drawn
 * anew with the answer. A page that asked by its own script still stands as it was typed.
 */
export function givingBack<All extends object>(actions: All): All {
	return Object.fromEntries(
		Object.entries(actions as Record<string, (event: RequestEvent) => unknown>).map(([act, run]) => [
			act,
			async (event: RequestEvent) => {
				if (event.request.headers.has('x-sveltekit-action')) return run(event);
				const data = await event.request.formData();
				event.request.formData = () => Promise.resolve(data);
				const answer = await run(event);
				if (!isActionFailure(answer)) return answer;
				const { status, data: told } = answer as unknown as ActionFailure<object>;
				return fail(status, { ...told, act, typed: wordsOf(data) });
			}
		])
	) as All;
}

/** Field by field, without files. A sender names the fields: `constructor` is one, and `__proto__` no answer can hold. */
export function wordsOf(data: FormData): GivenBack['typed'] {
	const typed = new Map<string, string[]>();
	for (const [name, value] of data)
		if (typeof value === 'string' && name !== '__proto__')
			typed.set(name, [...(typed.get(name) ?? []), value]);
	return Object.fromEntries(typed);
}
