import { candidateBook } from '#lib/server/desk/import-candidates.ts';
import { importActions } from '../../import-action.ts';
import { loadImports } from '../../load-imports.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, parent }) => loadImports(locals, parent, 'candidates');

export const actions: Actions = importActions(candidateBook);
