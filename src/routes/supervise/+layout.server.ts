import { deputyOf } from './deputy-of.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, setHeaders }) => {
	// On a phone that is handed around, no page of a deputy stays in a cache.
	setHeaders({ 'cache-control': 'no-store' });
	const { deputy, problem } = await deputyOf(locals);
	return { deputy: deputy && { id: deputy.id, name: deputy.name, number: deputy.number }, problem };
};
