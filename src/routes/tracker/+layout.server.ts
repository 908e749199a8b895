import { staffOf } from '../staff-of.ts';
import type { LayoutServerLoad } from './$types';

/** Whose words the forms below keep in the browser (`form-keep.svelte`). */
export const load: LayoutServerLoad = ({ locals }) => ({ keepFor: staffOf(locals).id });
