import { deputyBook } from '#lib/server/desk/import-deputies.ts';
import { importActions } from '../../import-action.ts';
import { loadImports } from '../../load-imports.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, parent }) => loadImports(locals, parent, 'deputies');

export const actions: Actions = importActions(deputyBook);
