import type { ImportKind } from '../../wire/views-import.ts';
import type { ImportBook } from './apply-import.ts';
import { candidateBook } from './import-candidates.ts';
import { deputyBook } from './import-deputies.ts';

/** Every kind of file that can be imported. */
export const importBooks: Partial<Record<ImportKind, ImportBook>> = {
	deputies: deputyBook,
	candidates: candidateBook
};
